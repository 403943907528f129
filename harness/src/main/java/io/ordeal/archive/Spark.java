package io.ordeal.archive;

import io.ordeal.software.MavenJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Spark: the jars of a driver. A master takes drivers of its own version only.
 *
 * @param version as the master has it, or the folder of the user's
 */
public record Spark(String version, List<Path> jars) {
    /** The version that is fetched if none is said; it needs a Java of 17 or later. */
    public static final String TRIED = "4.2.0";

    /** What it asks of a Java of 17 and later, in servers, drivers and executors: what a JDK keeps to itself is opened to it. */
    public static final List<String> JVM_OPTIONS = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "jdk.internal.ref",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();

    /** The text of its {@code log4j2.properties}: warnings, to the standard error. */
    public static final String LOG4J = """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = stderr
        appender.console.type = Console
        appender.console.name = stderr
        appender.console.target = SYSTEM_ERR
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
        """;

    /**
     * Fetched by Maven, 270 MB, once.
     *
     * @param version as in Maven Central
     * @throws IOException it is not to be had; the message says what to type
     * @throws IllegalArgumentException that is no version
     */
    public static Spark fetched(String version, Path cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        MavenJars jars = new MavenJars(
                "spark",
                version,
                List.of("org.apache.spark:spark-sql_2.13:" + version),
                // other formats of tables
                List.of("org.apache.hive:*", "org.apache.orc:*", "org.apache.arrow:*"));
        return new Spark(version, jars.fetch(cache, progress));
    }

    /**
     * The one that the user has.
     *
     * @param home as in {@code $SPARK_HOME}
     * @throws IOException there is none
     */
    public static Spark in(Path home) throws IOException {
        Path folder = home.resolve("jars");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                        .map(Path::toAbsolutePath)
                        .sorted()
                        .toList();
                if (jars.stream()
                        .anyMatch(jar -> String.valueOf(jar.getFileName()).startsWith("spark-sql_2.13"))) {
                    return new Spark(home.toString(), jars);
                }
            }
        }
        throw new IOException(home + " is no Spark for Scala 2.13: expected spark-sql_2.13-*.jar among its jars; leave"
                + " --software away, and Spark " + TRIED + " is fetched");
    }
}
