package io.ordeal.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The jars that a job is made of: the driver, compiled against the Spark that is there, and Ordeal itself. */
final class SparkProgram {
    static final String MAIN = "io.ordeal.archive.spark.ArchiveJob";

    private static final String SOURCE = "spark/ArchiveJob.java";

    private SparkProgram() {}

    /**
     * Compiles the driver; takes two seconds.
     *
     * @param folder for its classes and its jar; exists
     * @return the jar
     * @throws IOException this Java has no compiler, or the Spark is none that the driver can be compiled against
     */
    static Path compile(Spark spark, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java, " + System.getProperty("java.home")
                    + ", has no compiler, which is needed for Spark: set JAVA_HOME to a JDK of 17 or later");
        }
        Path source = folder.resolve("ArchiveJob.java");
        try (InputStream in = SparkProgram.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException(SOURCE + " is missing beside " + SparkProgram.class);
            }
            Files.copy(in, source);
        }
        Path classes = Files.createDirectory(folder.resolve("classes"));
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            String classPath =
                    spark.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            boolean compiled = compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of(
                                    "-cp",
                                    classPath,
                                    "-d",
                                    classes.toString(),
                                    "--release",
                                    "17",
                                    "-proc:none",
                                    "-nowarn"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IOException("Spark " + spark.version() + " is none that Ordeal knows to speak to, "
                        + Spark.TRIED + " is: " + complaints);
            }
        }
        Path jar = folder.resolve("archive-job.jar");
        pack(classes, jar);
        return jar;
    }

    /**
     * One archive of a class path, for executors on other machines: its jars, folders as jars, named so that their order is
     * the class path's.
     */
    static Path ship(List<Path> classPath, Path folder) throws IOException {
        Path shipped = folder.resolve("ordeal.zip");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(shipped))) {
            int number = 0;
            for (Path entry : classPath) {
                if (!Files.exists(entry)) {
                    continue;
                }
                Path jar = entry;
                if (Files.isDirectory(entry)) {
                    jar = folder.resolve("part.jar");
                    pack(entry, jar);
                }
                // jars are compressed already
                out.setLevel(0);
                out.putNextEntry(new ZipEntry(String.format("%04d.jar", number++)));
                Files.copy(jar, out);
                out.closeEntry();
            }
        }
        return shipped;
    }

    private static void pack(Path folder, Path jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).sorted().forEach(path -> {
                String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
                try {
                    if (names.add(name)) {
                        out.putNextEntry(new ZipEntry(name));
                        Files.copy(path, out);
                        out.closeEntry();
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getCause());
        }
    }
}
