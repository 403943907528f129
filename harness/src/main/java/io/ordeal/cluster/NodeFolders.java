package io.ordeal.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node's own folders on this machine, {@code nodes/<node>} of the run's, and what a {@link Launch} puts there.
 *
 * @param node its name
 * @param root of the others
 */
public record NodeFolders(String node, Path root) {
    /** The folders of a node within a run's; nothing is made yet. */
    public static NodeFolders of(Path runFolder, String node) {
        return new NodeFolders(node, runFolder.resolve("nodes").resolve(node).toAbsolutePath());
    }

    /** What survives kill and restart. */
    public Path data() {
        return root.resolve("data");
    }

    public Path config() {
        return root.resolve("config");
    }

    /** Empty at every start. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /**
     * The file that the node's own disk is in, if it has one. Its name tells which process made it, as the loop device's
     * name for it is all that is left when that one was killed.
     */
    Path image() {
        return root.resolve(DiskLeftovers.imageName());
    }

    /** Where the server's standard output and standard error go. */
    public Path log(ServerProgram program) {
        return root.resolve(program.name() + ".log");
    }

    /**
     * Makes the folders, asks the program for its launch and writes that one's files.
     *
     * @throws ClusterException a file can't be written
     * @throws Exception the program can't be launched there
     */
    public Launch prepare(ServerProgram program, NodeEnvironment environment) throws Exception {
        writing(() -> {
            deleteTree(temporary());
            for (Path each : List.of(data(), config(), temporary())) {
                Files.createDirectories(each);
            }
        });
        Launch launch = program.launch(environment);
        writing(() -> {
            for (Map.Entry<String, String> file : launch.files().entrySet()) {
                write(config().resolve(file.getKey()), file.getValue());
            }
            writeMissing(config(), launch.initialFiles());
            writeMissing(data(), launch.dataFiles());
        });
        return launch;
    }

    private static void writeMissing(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path)) {
                write(path, file.getValue());
            }
        }
    }

    private void writing(FileWork work) throws ClusterException {
        try {
            work.run();
        } catch (IOException e) {
            throw new ClusterException(
                    "the files of node " + node + " can't be written into " + root + ": " + e
                            + "; make room there, or give the run another folder",
                    e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }

    /** Removes what no start needs; data, configuration and logs stay. */
    public void deleteTemporary() throws IOException {
        deleteTree(temporary());
    }

    /** Removes what a start at other addresses must not find; the log stays. */
    void forget() throws IOException {
        deleteTree(data());
        deleteTree(config());
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("can't remove " + root, e.getCause());
        }
    }

    private interface FileWork {
        void run() throws IOException;
    }
}
