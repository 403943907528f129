package io.ordeal.software;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A server that is written in Java, with a class path of its own, run by the Java that runs the harness. What is installed
 * is named {@link #JAVA} and {@link #CLASS_PATH}.
 */
public final class JavaServer {
    public static final String JAVA = "java";
    public static final String CLASS_PATH = "classpath";
    /** What belongs to {@link #JAVA}: for containers, which have no Java of their own. */
    private static final String HOME = "javahome";

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
        MavenJars jars = new MavenJars(product, version, coordinates, without);
        return Software.Installer.telling((cache, progress) -> {
            return installed(jars.fetch(cache, progress));
        });
    }

    /**
     * A server of ours that is made of such jars: compiled against them when they are first used, and before them on the
     * class path. It stays in the cache beside them.
     *
     * @param product e.g. {@code ratis}
     * @param jars how they are had
     */
    public static Software.Installer compiled(String product, CompiledSource program, Software.Installer jars) {
        return Software.Installer.telling((cache, progress) -> {
            List<Path> needed = jars.install(cache, progress).getOrDefault(CLASS_PATH, List.of());
            Path folder = SoftwareCache.folder(cache, folderName(product, program, needed), partial -> {
                try {
                    Path unused = program.compile(product, needed, partial);
                } catch (CompiledSource.NotCompiledException stranger) {
                    throw new IOException(
                            "this is a version of " + product + " that the server can't be compiled against: "
                                    + stranger.getMessage(),
                            stranger);
                }
            });
            return installed(Stream.concat(Stream.of(folder.resolve(CompiledSource.CLASSES)), needed.stream())
                    .toList());
        });
    }

    /** Tells what is compiled, and against what. */
    private static String folderName(String product, CompiledSource program, List<Path> jars) throws IOException {
        CRC32 all = new CRC32();
        all.update((jars + program.text()).getBytes(StandardCharsets.UTF_8));
        return product + "-server-" + String.format("%08x", all.getValue());
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
        return Map.of(
                JAVA,
                List.of(java),
                CLASS_PATH,
                classPath,
                HOME,
                JavaHome.ofThisJvm().all());
    }
}
