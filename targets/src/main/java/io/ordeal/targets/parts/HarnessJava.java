package io.ordeal.targets.parts;

import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Servers that are written in Java, each a child JVM that is run by the Java that runs the harness: those whose jars are on
 * the harness' own class path, and others that want the same small JVM ({@link #command}).
 */
public final class HarnessJava {
    /** The file, in the folder of the configuration, that tells such a JVM what to log. */
    public static final String LOGBACK = "logback.xml";

    /**
     * Further options for a JVM that is killed and started again and again: half of what it takes to start a client is to
     * verify the byte code of libraries, which were verified before.
     */
    public static final List<String> UNVERIFIED =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private HarnessJava() {}

    /**
     * A server's software.
     *
     * @param name and version
     */
    public static Software software(String name) {
        return new Software(name, cache -> JavaServer.installed(ownClassPath()));
    }

    private static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).toAbsolutePath())
                .toList();
    }

    /**
     * What {@link #LOGBACK} has: warnings, to standard output.
     *
     * @param telling loggers that tell more than that
     */
    public static String logback(List<String> telling) {
        String more = telling.stream()
                .map(logger -> "  <logger name=\"" + logger + "\" level=\"INFO\"/>\n")
                .collect(Collectors.joining());
        return """
            <configuration>
              <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n</pattern></encoder>
              </appender>
            """ + more + """
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;
    }

    /**
     * Runs a server's main class in a small JVM that starts fast, and prints its warnings.
     *
     * @param options further ones of the JVM; the last of two that contradict each other counts
     */
    public static Launch launch(
            NodeEnvironment environment, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = command(environment, options);
        command.add(mainClass);
        command.addAll(arguments);
        return Launch.of(command).withFile(LOGBACK, logback(List.of("io.ordeal.targets")));
    }

    /**
     * How such a JVM is started, up to the name of its main class; its log is told by {@code logback.xml} in the folder of
     * the configuration. The class path is that of the server's {@link Software}, whosever that is.
     *
     * @param options further ones of the JVM; the last of two that contradict each other counts
     */
    public static List<String> command(NodeEnvironment environment, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                environment.installed(JavaServer.JAVA),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + environment.temporaryFolder(),
                "-Dlogback.configurationFile=" + environment.configFolder() + "/" + LOGBACK));
        command.addAll(UNVERIFIED);
        command.addAll(options);
        command.addAll(List.of("-cp", environment.installed(JavaServer.CLASS_PATH)));
        return command;
    }
}
