package io.ordeal.software;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Maven of this machine, asked for the jars of a class path. Its mirrors, repositories, proxies and credentials are
 * those of the user's {@code settings.xml}; what it fetches stays in its local repository, where the next build finds it.
 */
final class Maven {
    /** The plugin that the build uses: whoever built Ordeal here has it already. */
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0";

    /** A repository that gives no sign of life for so long is not reached; Maven itself would wait half an hour. */
    private static final Duration SILENCE = Duration.ofMinutes(3);

    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long POLL_MILLIS = 200;

    private final List<String> command;

    private Maven(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * The {@code mvn} on the path, else the wrapper that comes with Ordeal, which fetches one.
     *
     * @throws IOException there is neither
     */
    static Maven installed() throws IOException {
        Path wrapper = Path.of(System.getProperty("ordeal.home", "."), "mvnw");
        return SearchPath.find("mvn")
                .or(() -> Optional.of(wrapper).filter(Files::isExecutable))
                .map(found -> new Maven(List.of(found.toAbsolutePath().toString())))
                .orElseThrow(
                        () -> new IOException("there is no Maven to fetch it with: put mvn on the path (Debian: apt"
                                + " install maven; macOS: brew install maven)"));
    }

    /** The same, told more on every command line. */
    Maven with(String... more) {
        return new Maven(Stream.concat(command.stream(), Stream.of(more)).toList());
    }

    /**
     * Fetches what a POM depends on at run time, if it is not in the local repository yet.
     *
     * @param pom the POM's text
     * @param folder for what Maven needs while it runs; exists
     * @param progress is told how much came so far
     * @return where the jars lie in the local repository, in the order of the class path
     * @throws IOException Maven could not; the message has its own words
     */
    List<Path> classPath(String pom, Path folder, Consumer<String> progress) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("pom.xml"), pom);
        Path answer = folder.resolve("classpath");
        Path log = folder.resolve("maven.log");
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(
                "-B",
                // what does not have the checksum that its repository tells is no jar
                "--strict-checksums",
                "-f",
                file.toString(),
                PLUGIN + ":build-classpath",
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + answer));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            await(process, log, progress);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new IOException("Maven says: " + complaint(log));
        }
        return Stream.of(Files.readString(answer).strip().split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static void await(Process process, Path log, Consumer<String> progress)
            throws IOException, InterruptedException {
        long size = 0;
        long heardNanos = System.nanoTime();
        long toldNanos = heardNanos;
        MavenDownloads told = MavenDownloads.NONE;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (Files.size(log) != size) {
                size = Files.size(log);
                heardNanos = now;
            }
            if (now - heardNanos > SILENCE.toNanos()) {
                throw new IOException("Maven gave no sign of life for " + SILENCE.toMinutes() + " min; its last words: "
                        + lines(log).reduce("", (before, last) -> last));
            }
            if (now - toldNanos > TELL_EVERY_NANOS) {
                toldNanos = now;
                MavenDownloads came = MavenDownloads.of(lines(log));
                if (!came.equals(told)) {
                    told = came;
                    progress.accept(came.toString());
                }
            }
        }
    }

    /** Maven's first word of error, which names the artifact and the repository. */
    private static String complaint(Path log) throws IOException {
        String mark = "[ERROR] ";
        return lines(log)
                .filter(line -> line.startsWith(mark))
                .map(line ->
                        line.substring(mark.length()).replace("-> [Help 1]", "").strip())
                .findFirst()
                .orElseGet(() -> "nothing but an exit code");
    }

    private static Stream<String> lines(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines();
    }
}
