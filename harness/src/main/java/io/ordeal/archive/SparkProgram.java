package io.ordeal.archive;

import io.ordeal.software.CompiledSource;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jars that a job is made of: the driver, compiled against the Spark that is there, and Ordeal itself. */
final class SparkProgram {
    static final String MAIN = "io.ordeal.archive.spark.ArchiveJob";

    private static final CompiledSource DRIVER =
            new CompiledSource(SparkProgram.class, List.of("spark/ArchiveJob.java"));

    private SparkProgram() {}

    /**
     * Compiles the driver; takes two seconds.
     *
     * @param folder for its classes and its jar; exists
     * @return the jar
     * @throws IOException this Java has no compiler, or the Spark is none that the driver can be compiled against
     */
    static Path compile(Spark spark, Path folder) throws IOException {
        Path classes;
        try {
            classes = DRIVER.compile("Spark", spark.jars(), folder);
        } catch (CompiledSource.NotCompiledException stranger) {
            throw new IOException(
                    "Spark " + spark.version() + " is none that Ordeal knows to speak to, " + Spark.TRIED + " is: "
                            + stranger.getMessage(),
                    stranger);
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
