package io.ordeal.software;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A server that is written in Java, with a class path of its own, run by the Java that runs the harness. What is installed
 * is named {@link #JAVA} and {@link #CLASS_PATH}.
 */
public final class JavaServer {
    public static final String JAVA = "java";
    public static final String CLASS_PATH = "classpath";

    private JavaServer() {}

    /**
     * Fetches a version's jars by Maven, those that they need at run time with them.
     *
     * @param product e.g. {@code zookeeper}, as after {@code --version}
     * @param coordinates {@code group:artifact:version}, in the order of the class path
     * @param without {@code group:artifact} of what they ask for and the server does not need; an artifact may be {@code *}
     */
    public static Software.Installer fetched(
            String product, String version, List<String> coordinates, List<String> without) {
        return new Fetched(product, version, List.copyOf(coordinates), List.copyOf(without));
    }

    /**
     * Takes the jars of a folder of the user's, in the order of their names: those in it, or, if there are none, those in
     * its {@code lib}.
     */
    public static Software.Installer from(String product, Path folder) {
        return cache -> {
            for (Path place : List.of(folder, folder.resolve("lib"))) {
                List<Path> jars = jars(place);
                if (!jars.isEmpty()) {
                    return installed(jars);
                }
            }
            throw new IOException("there are no jars in " + folder
                    + ", nor in a folder lib in it; give the folder that has them: --software " + product + "=FOLDER");
        };
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toAbsolutePath)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * What is installed of a server with such a class path.
     *
     * @throws IOException there is no Java to run it
     */
    public static Map<String, List<Path>> installed(List<Path> classPath) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new IOException("there is no " + java + " to run it: start Ordeal with a JDK or JRE that has it");
        }
        return Map.of(JAVA, List.of(java), CLASS_PATH, classPath);
    }

    /** Jars that are fetched when they are first asked for. */
    record Fetched(String product, String version, List<String> coordinates, List<String> without)
            implements Software.Installer {
        /** It becomes a folder's name and a part of a POM. */
        private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

        Fetched {
            if (!VERSION.matcher(version).matches()) {
                throw new IllegalArgumentException("that is no version such as 1.2.3");
            }
        }

        @Override
        public Map<String, List<Path>> install(Path cache) throws IOException, InterruptedException {
            return install(cache, told -> {});
        }

        @Override
        public Map<String, List<Path>> install(Path cache, Consumer<String> progress)
                throws IOException, InterruptedException {
            return installed(jars(cache, progress, Maven::installed));
        }

        /** The class path, fetched if need be by a Maven that is looked for then. */
        List<Path> jars(Path cache, Consumer<String> progress, MavenFinder maven)
                throws IOException, InterruptedException {
            Path folder = cache.resolve(folderName()).toAbsolutePath();
            if (!Files.isDirectory(folder)) {
                String what = product + " " + version;
                try (FetchLock alone = FetchLock.of(
                        folder, () -> progress.accept("waiting for another harness, which fetches " + what))) {
                    SoftwareCache.folder(cache, folderName(), partial -> fetch(partial, progress, maven));
                } catch (IOException failed) {
                    throw new IOException(
                            failed.getMessage()
                                    + "; look at the version's spelling, at the network, and at the mirrors in"
                                    + " ~/.m2/settings.xml, or give a folder of its jars: --software " + product
                                    + "=FOLDER",
                            failed);
                }
            }
            return FetchedFiles.checked(folder);
        }

        private void fetch(Path partial, Consumer<String> progress, MavenFinder maven)
                throws IOException, InterruptedException {
            String what = product + " " + version;
            progress.accept("fetching " + what + " by Maven, once");
            Path scratch = Files.createDirectory(partial.resolve("maven"));
            List<Path> jars =
                    maven.find().classPath(pom(), scratch, came -> progress.accept("fetching " + what + ": " + came));
            long bytes = FetchedFiles.copy(jars, partial);
            removeScratch(scratch);
            progress.accept("fetched " + what + ": " + jars.size() + " jars, " + MavenDownloads.megabytes(bytes));
        }

        private static void removeScratch(Path scratch) throws IOException {
            try (Stream<Path> files = Files.list(scratch)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(scratch);
        }

        /** Tells what was asked for, so that what another harness asked for under the same version is not taken for it. */
        String folderName() {
            CRC32 all = new CRC32();
            all.update((coordinates + " " + without).getBytes(StandardCharsets.UTF_8));
            return product + "-" + version + "-" + String.format("%08x", all.getValue());
        }

        String pom() {
            List<String> lines = new ArrayList<>(List.of(
                    "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">",
                    "<modelVersion>4.0.0</modelVersion>",
                    "<groupId>io.ordeal.software</groupId><artifactId>class-path</artifactId><version>1</version>",
                    "<packaging>pom</packaging>",
                    "<dependencies>"));
            for (String coordinate : coordinates) {
                String[] parts = coordinate.split(":", 3);
                lines.add("<dependency><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1]
                        + "</artifactId><version>" + parts[2] + "</version><exclusions>");
                for (String excluded : without) {
                    String[] names = excluded.split(":", 2);
                    lines.add("<exclusion><groupId>" + names[0] + "</groupId><artifactId>" + names[1]
                            + "</artifactId></exclusion>");
                }
                lines.add("</exclusions></dependency>");
            }
            lines.addAll(List.of("</dependencies>", "</project>"));
            return String.join("\n", lines) + "\n";
        }
    }

    /** Finds Maven once it is needed. */
    @FunctionalInterface
    interface MavenFinder {
        Maven find() throws IOException;
    }
}
