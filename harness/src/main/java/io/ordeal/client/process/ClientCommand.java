package io.ordeal.client.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a client process is started. It finds itself in a folder of the run's, {@code clients}, that all share.
 *
 * @param command program and arguments
 * @param environment variables beside those of the harness
 */
public record ClientCommand(List<String> command, Map<String, String> environment) {
    public ClientCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A program in whatever language, that speaks as the {@linkplain io.ordeal.client.process package} says. */
    public static ClientCommand of(String... command) {
        return new ClientCommand(List.of(command), Map.of());
    }

    /**
     * A Java program, in a small JVM that starts fast, with the harness' class path and the program's own jar.
     *
     * @param jvmOptions further ones, such as {@code -Xmx256m}; the last of two that contradict each other counts
     */
    public static ClientCommand java(Class<? extends ClientProgram> program, String... jvmOptions) {
        return jvm(
                List.of(jvmOptions), List.of("-cp", classPath(program), ClientMain.class.getName(), program.getName()));
    }

    /**
     * A class on the harness' class path, in such a JVM: its {@code main} {@linkplain ClientMain#serve serves} a program.
     *
     * @param jvmOptions as of {@link #java}
     */
    public static ClientCommand main(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("-cp", classPath(main), main.getName()));
        words.addAll(arguments);
        return jvm(jvmOptions, words);
    }

    private static ClientCommand jvm(List<String> more, List<String> rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=."));
        command.addAll(more);
        command.addAll(rest);
        return new ClientCommand(command, Map.of());
    }

    /** Absolute, as the child has another working directory; with the jar that was given by {@code --jar}, if any. */
    private static String classPath(Class<?> program) {
        List<String> paths = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            paths.add(Path.of(path).toAbsolutePath().toString());
        }
        CodeSource source = program.getProtectionDomain().getCodeSource();
        if (source != null) {
            try {
                String own = Path.of(source.getLocation().toURI()).toString();
                if (!paths.contains(own)) {
                    paths.add(own);
                }
            } catch (URISyntaxException | IllegalArgumentException notAFile) {
                throw new IllegalStateException(
                        program.getName() + " was loaded from " + source.getLocation()
                                + ", which no class path can name: put it into a jar or a folder",
                        notAFile);
            }
        }
        return String.join(File.pathSeparator, paths);
    }
}
