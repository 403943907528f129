package io.ordeal.targets.gluster;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.cluster.SpokenToProcesses;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The volume as one client has it mounted, by a process of its own, over its own links. For one thread at a time; another may close
 * it, which ends what the first waits for.
 */
final class GlusterMount implements AutoCloseable {
    /** Until the volume can be looked into: of a node that says nothing no more is expected then. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String PLACE = "/mnt";
    private static final Path LOG = Path.of("log", "mount.log");

    private final Path own;
    private final SpokenToProcesses processes;
    private final SpokenToProcess process;
    private final SecureDirectoryStream<Path> folder;

    private GlusterMount(
            Path own, SpokenToProcesses processes, SpokenToProcess process, SecureDirectoryStream<Path> folder) {
        this.own = own;
        this.processes = processes;
        this.process = process;
        this.folder = folder;
    }

    /**
     * Mounts the volume as a node describes it: the client's own, or another where that one says nothing.
     *
     * @param tree where GlusterFS' programs lie
     * @throws IOException none of them does, or too few bricks can be reached
     */
    static GlusterMount open(ClientContext context, Path tree) throws IOException, InterruptedException {
        List<String> nodes = new ArrayList<>(GlusterCluster.NODES);
        nodes.sort(Comparator.comparing(node -> !node.equals(context.homeNode())));
        IOException last = new IOException("there are no nodes");
        for (String node : nodes) {
            try {
                return open(context, tree, node);
            } catch (IOException failed) {
                last = failed;
            }
        }
        throw last;
    }

    private static GlusterMount open(ClientContext context, Path tree, String node)
            throws IOException, InterruptedException {
        Path own = Files.createTempDirectory("ordeal-gluster");
        SpokenToProcesses processes = SpokenToProcesses.begin();
        try {
            Path root = Files.createDirectory(own.resolve("root"));
            Path script = Files.writeString(own.resolve(RootScript.NAME), RootScript.text());
            Path log = own.resolve("root.log");
            List<String> command = RootScript.becoming(
                    script.toString(),
                    tree.toString(),
                    root.toString(),
                    List.of(new RootScript.Bound(
                            own.resolve(LOG).resolveSibling("").toString(), "/var/log/glusterfs")),
                    program(context, node));
            SpokenToProcess process = processes.start(command, Map.of(), own, log);
            return new GlusterMount(own, processes, process, lookInto(process, own));
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            giveUp(own, processes);
            throw failed;
        }
    }

    private static List<String> program(ClientContext context, String node) {
        List<String> program = new ArrayList<>(List.of(
                "/usr/sbin/glusterfs",
                "--no-daemon",
                "--log-file=/var/log/glusterfs/" + LOG.getFileName(),
                "--volfile-server="
                        + context.endpoint(node, GlusterServer.MANAGEMENT_PORT).getHostString(),
                "--volfile-server-port="
                        + context.endpoint(node, GlusterServer.MANAGEMENT_PORT).getPort(),
                "--volfile-id=" + GlusterCluster.VOLUME,
                // the kernel is to remember nothing
                "--attribute-timeout=0",
                "--entry-timeout=0",
                "--negative-timeout=0",
                "--direct-io-mode=enable"));
        for (int brick = 0; brick < GlusterCluster.NODES.size(); brick++) {
            String option = "--xlator-option=" + VolumeFiles.client(brick) + ".remote-";
            var endpoint = context.endpoint(GlusterCluster.NODES.get(brick), GlusterServer.BRICK_PORT);
            program.add(option + "host=" + endpoint.getHostString());
            program.add(option + "port=" + endpoint.getPort());
        }
        program.add(PLACE);
        return program;
    }

    /** Nobody can be interrupted in this; so the process is killed of who has waited in vain. */
    private static SecureDirectoryStream<Path> lookInto(SpokenToProcess process, Path own)
            throws IOException, InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread limit = new Thread(() -> killAfter(process, done), "ordeal-gluster-mount");
        limit.setDaemon(true);
        limit.start();
        try {
            while (!isMounted(process)) {
                if (!process.isAlive()) {
                    throw new IOException("the volume is not mounted; " + describe(own));
                }
                Thread.sleep(10);
            }
            return opened(Path.of("/proc", Long.toString(process.pid()), "root", PLACE));
        } finally {
            done.countDown();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // open as long as the mount is
    private static SecureDirectoryStream<Path> opened(Path folder) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(folder);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        opened.close();
        throw new IOException("this system names no files within an open folder");
    }

    private static void killAfter(SpokenToProcess process, CountDownLatch done) {
        try {
            if (!done.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                process.kill();
            }
        } catch (IOException | InterruptedException | TimeoutException notEnded) {
            // the watchdog will
        }
    }

    private static boolean isMounted(SpokenToProcess process) {
        try (Stream<String> mounts = Files.lines(Path.of("/proc", Long.toString(process.pid()), "mountinfo"))) {
            return mounts.anyMatch(line -> line.contains(" " + PLACE + " ") && line.contains("fuse.glusterfs"));
        } catch (IOException | java.io.UncheckedIOException gone) {
            return false;
        }
    }

    private static String describe(Path own) {
        Path log = own.resolve(LOG);
        return SpokenToProcesses.describeLog(Files.exists(log) ? log : own.resolve("root.log"));
    }

    /** Opens a file of the volume. */
    FileChannel open(String name, StandardOpenOption... options) throws IOException {
        Set<OpenOption> all = Set.of(options);
        return (FileChannel) folder.newByteChannel(Path.of(name), all);
    }

    /**
     * Gives a file another name.
     *
     * @throws java.nio.file.NoSuchFileException there is none of the first
     */
    void rename(String from, String to) throws IOException {
        folder.move(Path.of(from), folder, Path.of(to));
    }

    /** The names of all files. */
    List<String> names() throws IOException {
        try (DirectoryStream<Path> files = folder.newDirectoryStream(Path.of("."))) {
            List<String> names = new ArrayList<>();
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
            return names;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    /** Ends the process that has it mounted, as kill -9 does. */
    void kill() throws IOException, InterruptedException, TimeoutException {
        process.kill();
    }

    /** What was asked for and not answered is unknown. */
    @Override
    public void close() throws IOException {
        giveUp(own, processes);
        folder.close();
    }

    private static void giveUp(Path own, SpokenToProcesses processes) throws IOException {
        processes.close();
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
