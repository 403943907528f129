package io.ordeal.cluster;

import io.ordeal.cgroup.Controller;
import io.ordeal.disk.LoopDisk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node of a {@link ProcessCluster}: its ports, its folder, and the process that runs there, if any. */
final class ProcessNode implements ClusterNode, ProcessFamily {
    private final NodeSpec spec;
    private final NodeFolders folders;
    private final Function<ProcessNode, NodeEnvironment> environments;
    private final Watchdog watchdog;
    private final EndWatch ends = new EndWatch();

    private volatile @Nullable NodePlace place;
    private NodeGroups groups = NodeGroups.none();
    private @Nullable LoopDisk disk;
    private @Nullable ServerProcess server;
    private Cluster.State state = Cluster.State.KILLED;
    private boolean closed;
    private int starts;
    private boolean wasUp;

    /**
     * @param folders of this node's own; made at the first start
     * @param environments where a node finds itself when it is started
     */
    ProcessNode(
            NodeSpec spec,
            NodeFolders folders,
            Function<ProcessNode, NodeEnvironment> environments,
            Watchdog watchdog) {
        this.spec = spec;
        this.folders = folders;
        this.environments = environments;
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public ServerProgram program() {
        return spec.program();
    }

    Path dataFolder() {
        return folders.data();
    }

    Path configFolder() {
        return folders.config();
    }

    Path temporaryFolder() {
        return folders.temporary();
    }

    /** Gives it a disk of its own for its data, before it is first started. */
    synchronized void makeDisk() throws IOException, InterruptedException {
        disk = LoopDisk.make(folders.image(), folders.data(), watchdog);
    }

    /** Gives it control groups of its own, before it is first started. */
    synchronized void makeGroups(Set<Controller> needed) throws IOException {
        groups = NodeGroups.make(name(), needed, watchdog);
    }

    synchronized NodeGroups groups() {
        return groups;
    }

    synchronized Optional<LoopDisk> disk() {
        return Optional.ofNullable(disk);
    }

    @Override
    public Path log() {
        return folders.log(program());
    }

    @Override
    public synchronized boolean wasStarted() {
        return starts > 0;
    }

    /** Gives it its place, before it is first started. */
    synchronized void settle(NodePlace taken) {
        place = taken;
    }

    NodePlace place() {
        NodePlace taken = place;
        if (taken == null) {
            throw new IllegalStateException("node " + name() + " has no place yet");
        }
        return taken;
    }

    @Override
    public InetSocketAddress listen(String port) {
        return place().listen(port);
    }

    @Override
    public Optional<InetSocketAddress> announced(String port) {
        return isAnnounced() ? place().toAll(port) : Optional.empty();
    }

    /** Starts the server; what it needs in its folders is written before. Nothing if it runs or is paused. */
    @Override
    public synchronized void launch() throws Exception {
        State now = look();
        if (now.alive) {
            return;
        }
        if (closed) {
            throw new ClusterException("node " + name() + " is not started: its cluster was closed", null);
        }
        Optional<String> taken = place().takenPort();
        if (taken.isPresent()) {
            throw portTaken(taken.get(), null);
        }
        // a server that ended by itself may have left children behind
        killServer();
        Launch launch = folders.prepare(program(), environments.apply(this));
        ServerProcess started = ServerProcess.start(
                place().entering(launch.command()), launch.environment(), dataFolder(), log(), watchdog, groups);
        server = started;
        state = Cluster.State.RUNNING;
        starts++;
        wasUp = false;
        started.onExit(() -> tellIfUnexpected(started));
    }

    /**
     * From now on it is worth a warning if the server ends by itself; before, {@link #ended} tells who waits for it.
     *
     * @throws ClusterException somebody else listens where the server should
     */
    @Override
    public synchronized void seenUp() throws IOException {
        ServerProcess current = server;
        if (current != null) {
            current.findOrphans();
            for (Port port : program().ports()) {
                Optional<Long> stranger = current.strangerAt(listen(port.name()));
                if (stranger.isPresent()) {
                    throw strange(port, stranger.get());
                }
            }
        }
        wasUp = true;
    }

    private ClusterException strange(Port port, long pid) {
        return new ClusterException(
                program().software().name() + " on node " + name() + " is up, but at its port " + port.name() + " ("
                        + listen(port.name()) + ") listens the process " + pid + ", " + ProcessTable.title(pid)
                        + ", which none of the node's processes has started: no fault would strike it. A server is to"
                        + " stay in the foreground, and to be no daemon; if that one is a daemon of it: kill " + pid,
                null);
    }

    private void tellIfUnexpected(ServerProcess ended) {
        if (isUnexpected(ended)) {
            ends.ended(this, String.valueOf(ended.exitCode()));
        }
    }

    private synchronized boolean isUnexpected(ServerProcess ended) {
        return ended == server && wasUp && state != Cluster.State.KILLED && !closed;
    }

    @Override
    public void onServerEnd(Consumer<ServerEnd> listener) {
        ends.tell(listener);
    }

    @Override
    public synchronized void kill() throws IOException, InterruptedException, TimeoutException {
        state = Cluster.State.KILLED;
        killServer();
    }

    /** Whoever asks what it does meanwhile is told that it is as good as killed, and does not wait. */
    @Override
    public boolean stop() throws IOException, InterruptedException, TimeoutException {
        ServerProcess asked;
        synchronized (this) {
            asked = server;
            if (asked == null || look() != State.RUNNING) {
                kill();
                return false;
            }
            state = Cluster.State.KILLED;
            asked.ask(program().gracefulStop().signal());
        }
        try {
            return asked.awaitEnd(program().gracefulStop().within());
        } finally {
            kill();
        }
    }

    private void killServer() throws IOException, InterruptedException, TimeoutException {
        LoopDisk own = disk;
        if (own != null) {
            // who waits for a frozen disk can't be killed: the stall ends with those that it held up
            own.thaw();
        }
        ServerProcess current = server;
        if (current != null) {
            current.kill();
            server = null;
        }
    }

    @Override
    public synchronized void pause() throws IOException, InterruptedException, TimeoutException {
        ServerProcess current = server;
        if (current != null && look() == State.RUNNING) {
            current.pause();
            state = Cluster.State.PAUSED;
        }
    }

    @Override
    public synchronized void resume() throws IOException, InterruptedException {
        ServerProcess current = server;
        if (current != null && look() == State.PAUSED) {
            current.resume();
            state = Cluster.State.RUNNING;
        }
    }

    @Override
    public synchronized Cluster.State state() {
        return look().told;
    }

    @Override
    public synchronized OptionalLong firstPid() {
        ServerProcess current = server;
        return current != null && look().alive ? OptionalLong.of(current.pid()) : OptionalLong.empty();
    }

    @Override
    public synchronized List<Long> pids() {
        return server == null ? List.of() : server.pids();
    }

    @Override
    public synchronized boolean kill(long pid) throws IOException, InterruptedException, TimeoutException {
        ServerProcess current = server;
        return current != null && look() == State.RUNNING && current.kill(pid);
    }

    @Override
    public synchronized void whileStopped(Deed deed) throws Exception {
        ServerProcess current = server;
        if (current != null && look().alive) {
            current.whileStopped(deed, look() == State.PAUSED);
        }
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
    @Override
    public synchronized ClusterException ended() {
        ServerProcess current = server;
        Optional<String> taken = place().takenPort();
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

    /** Kills what runs, for good, and gives its place back. */
    synchronized void close() throws IOException, InterruptedException, TimeoutException {
        closed = true;
        try {
            kill();
            folders.deleteTemporary();
        } finally {
            groups.close();
            LoopDisk own = disk;
            if (own != null) {
                own.close();
            }
            NodePlace taken = place;
            if (taken != null) {
                taken.close();
            }
        }
    }

    /** Removes what a start with other ports must not find; the log stays. */
    void forget() throws IOException {
        folders.forget();
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
