package io.ordeal.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of a {@link ProcessCluster}: its ports, its folder, and the process that runs there, if any. */
final class ProcessNode {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessNode.class);

    private final NodeSpec spec;
    private final Path folder;
    private final InetAddress address;
    private final Map<String, PortLease> listening = new LinkedHashMap<>();
    private final Map<String, PortLease> announced = new LinkedHashMap<>();

    private @Nullable ServerProcess server;
    private Cluster.State state = Cluster.State.KILLED;
    private boolean closed;
    private int starts;
    private boolean wasUp;

    /**
     * @param folder of this node's own; made at the first start
     * @param address the loopback address from which this node connects to servers that announce one address to all
     */
    ProcessNode(NodeSpec spec, Path folder, InetAddress address) {
        this.spec = spec;
        this.folder = folder.toAbsolutePath();
        this.address = address;
    }

    String name() {
        return spec.name();
    }

    ServerProgram program() {
        return spec.program();
    }

    InetAddress address() {
        return address;
    }

    boolean isAnnounced() {
        return program().addressing() == ServerProgram.Addressing.ANNOUNCED;
    }

    Path dataFolder() {
        return folder.resolve("data");
    }

    Path configFolder() {
        return folder.resolve("config");
    }

    Path temporaryFolder() {
        return folder.resolve("tmp");
    }

    Path log() {
        return folder.resolve(program().name() + ".log");
    }

    synchronized boolean wasStarted() {
        return starts > 0;
    }

    void takePorts() throws IOException {
        for (Port port : program().ports()) {
            listening.put(port.name(), PortLease.take());
            if (isAnnounced()) {
                announced.put(port.name(), PortLease.take());
            }
        }
    }

    InetSocketAddress listen(String port) {
        return new InetSocketAddress(Loopback.SERVERS, lease(listening, port).port());
    }

    Optional<InetSocketAddress> announced(String port) {
        return isAnnounced()
                ? Optional.of(
                        new InetSocketAddress(address, lease(announced, port).port()))
                : Optional.empty();
    }

    private PortLease lease(Map<String, PortLease> leases, String port) {
        PortLease lease = leases.get(port);
        if (lease == null) {
            throw new IllegalArgumentException(
                    "node " + name() + " has no port named " + port + ", but " + leases.keySet());
        }
        return lease;
    }

    /** The first port that somebody listens on; meant for when this node's server does not. */
    Optional<String> takenPort() {
        return listening.entrySet().stream()
                .filter(entry -> !PortLease.isFree(entry.getValue().port()))
                .map(entry -> "port " + entry.getValue().port() + " (" + entry.getKey() + ")")
                .findFirst();
    }

    /** Starts the server; what it needs in its folders is written before. Nothing if it runs or is paused. */
    synchronized void launch(NodeEnvironment environment, Watchdog watchdog) throws Exception {
        State now = look();
        if (now.alive) {
            return;
        }
        if (closed) {
            throw new ClusterException("node " + name() + " is not started: its cluster was closed", null);
        }
        Optional<String> taken = takenPort();
        if (taken.isPresent()) {
            throw portTaken(taken.get(), null);
        }
        // a server that ended by itself may have left children behind
        killServer();
        Launch launch = prepare(environment);
        ServerProcess started =
                ServerProcess.start(launch.command(), launch.environment(), dataFolder(), log(), watchdog);
        server = started;
        state = Cluster.State.RUNNING;
        starts++;
        wasUp = false;
        started.onExit(() -> tellIfUnexpected(started));
    }

    private Launch prepare(NodeEnvironment environment) throws Exception {
        inFolder(() -> {
            deleteTree(temporaryFolder());
            for (Path each : List.of(dataFolder(), configFolder(), temporaryFolder())) {
                Files.createDirectories(each);
            }
        });
        Launch launch = program().launch(environment);
        inFolder(() -> {
            for (Map.Entry<String, String> file : launch.files().entrySet()) {
                write(configFolder().resolve(file.getKey()), file.getValue());
            }
            writeMissing(configFolder(), launch.initialFiles());
            writeMissing(dataFolder(), launch.dataFiles());
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

    private void inFolder(FileWork work) throws ClusterException {
        try {
            work.run();
        } catch (IOException e) {
            throw new ClusterException(
                    "the files of node " + name() + " can't be written into " + folder + ": " + e
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

    /** From now on it is worth a warning if the server ends by itself; before, {@link #ended} tells who waits for it. */
    synchronized void seenUp() {
        wasUp = true;
    }

    private synchronized void tellIfUnexpected(ServerProcess ended) {
        if (ended == server && wasUp && state == Cluster.State.RUNNING && !closed) {
            LOG.warn(
                    "{} on node {} ended by itself, exit code {}; {}",
                    program().software().name(),
                    name(),
                    ended.exitCode(),
                    LogTail.describe(log()));
        }
    }

    synchronized void kill() throws IOException, InterruptedException, TimeoutException {
        state = Cluster.State.KILLED;
        killServer();
    }

    private void killServer() throws IOException, InterruptedException, TimeoutException {
        ServerProcess current = server;
        if (current != null) {
            current.kill();
            server = null;
        }
    }

    synchronized void pause() throws IOException, InterruptedException, TimeoutException {
        ServerProcess current = server;
        if (current != null && look() == State.RUNNING) {
            current.pause();
            state = Cluster.State.PAUSED;
        }
    }

    synchronized void resume() throws IOException, InterruptedException {
        ServerProcess current = server;
        if (current != null && look() == State.PAUSED) {
            current.resume();
            state = Cluster.State.RUNNING;
        }
    }

    synchronized Cluster.State state() {
        return look().told;
    }

    /** The numbers of this node's living processes, the first one first. */
    synchronized List<Long> pids() {
        return server == null ? List.of() : server.pids();
    }

    private State look() {
        ServerProcess current = server;
        if (state == Cluster.State.KILLED || current == null) {
            return State.KILLED;
        }
        if (!current.isAlive()) {
            return State.ENDED;
        }
        return state == Cluster.State.PAUSED ? State.PAUSED : State.RUNNING;
    }

    /** Why the node did not come up, when it has ended. */
    synchronized ClusterException ended() {
        ServerProcess current = server;
        Optional<String> taken = takenPort();
        String tail = LogTail.describe(log());
        if (taken.isPresent()) {
            return portTaken(taken.get(), tail);
        }
        String how = current == null || current.isAlive() ? "was killed" : "ended with exit code " + current.exitCode();
        return new ClusterException(
                program().software().name() + " on node " + name() + " did not start: it " + how + "; " + tail, null);
    }

    private PortTakenException portTaken(String port, @Nullable String tail) {
        return new PortTakenException(program().software().name() + " on node " + name() + " can't start: its " + port
                + " is taken by another process; find it with: ss -ltnp"
                + (tail == null ? "" : "; " + tail));
    }

    /** Kills what runs, for good, and gives the ports back. */
    synchronized void close() throws IOException, InterruptedException, TimeoutException {
        closed = true;
        try {
            kill();
            deleteTree(temporaryFolder());
        } finally {
            Stream.concat(listening.values().stream(), announced.values().stream())
                    .forEach(PortLease::close);
        }
    }

    /** Removes what a start with other ports must not find; the log stays. */
    void forget() throws IOException {
        deleteTree(dataFolder());
        deleteTree(configFolder());
    }

    private static void deleteTree(Path root) throws IOException {
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

    /** What the process and the wish for it amount to. */
    private enum State {
        RUNNING(Cluster.State.RUNNING, true),
        PAUSED(Cluster.State.PAUSED, true),
        KILLED(Cluster.State.KILLED, false),
        ENDED(Cluster.State.ENDED, false);

        private final Cluster.State told;
        private final boolean alive;

        State(Cluster.State told, boolean alive) {
            this.told = told;
            this.alive = alive;
        }
    }
}
