package io.ordeal.cluster;

import io.ordeal.mesh.Mesh;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster that the harness has started, whatever its nodes run in: what is done to one is the node's own doing, and what
 * there is of it, whole or half made, is given back by {@link #close}.
 *
 * @param <N> its nodes
 */
public abstract class StartedCluster<N extends ClusterNode> implements Cluster {
    private final Logger logger = LoggerFactory.getLogger(getClass());
    private final ClusterDescription description;
    private final Map<String, N> nodes = new LinkedHashMap<>();
    private final Object closing = new Object();
    private final Members members;
    private volatile @Nullable Mesh mesh;
    private boolean closed;

    protected StartedCluster(ClusterDescription description) {
        this.description = description;
        members = new Members(description);
    }

    @Override
    public final Members members() {
        return members;
    }

    /** Its nodes so far, in the order of the description; grows with {@link #add}. */
    protected final Map<String, N> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    protected final void add(N node) {
        nodes.put(node.name(), node);
    }

    protected final N node(String name) {
        N node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name + ", but " + nodes.keySet());
        }
        return node;
    }

    /** The links are made: to be told before the first node is started. */
    protected final void setMesh(Mesh links) {
        mesh = links;
    }

    /**
     * Starts all nodes and waits until the cluster is ready.
     *
     * @param sinceNanos when it was begun to be made, by {@link System#nanoTime}; for the log
     * @param deadlineNanos likewise
     * @throws ClusterException as {@link Startup#all}
     */
    protected final void startAll(long sinceNanos, long deadlineNanos) throws IOException, InterruptedException {
        startup().all(deadlineNanos);
        logger.info(
                "{} nodes of {} are ready after {} ms",
                nodes.values().stream().filter(ClusterNode::wasStarted).count(),
                versions(),
                (System.nanoTime() - sinceNanos) / 1_000_000);
    }

    private Startup startup() {
        return new Startup(this);
    }

    @Override
    public final ClusterDescription description() {
        return description;
    }

    @Override
    public final Mesh mesh() {
        Mesh made = mesh;
        if (made == null) {
            throw new IllegalStateException("the cluster has no links yet");
        }
        return made;
    }

    @Override
    public final InetSocketAddress direct(String node, String port) {
        return node(node).listen(port);
    }

    @Override
    public final Optional<InetSocketAddress> announced(String node, String port) {
        return node(node).announced(port);
    }

    @Override
    public final void kill(String node) throws Exception {
        node(node).kill();
    }

    @Override
    public final boolean stop(String node) throws Exception {
        return node(node).stop();
    }

    @Override
    public final void start(String node) throws Exception {
        N started = node(node);
        State before = started.state();
        if (before == State.RUNNING || before == State.PAUSED) {
            return;
        }
        try {
            startup().one(node);
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    @Override
    public final void pause(String node) throws Exception {
        node(node).pause();
    }

    @Override
    public final void resume(String node) throws Exception {
        node(node).resume();
    }

    @Override
    public final State state(String node) {
        return node(node).state();
    }

    @Override
    public final void onServerEnd(Consumer<ServerEnd> listener) {
        nodes.values().forEach(node -> node.onServerEnd(listener));
    }

    /** Where a node's standard output and standard error go. */
    public final Path log(String node) {
        return node(node).log();
    }

    @Override
    public final Optional<Path> findLog(String node) {
        return Optional.of(log(node));
    }

    @Override
    public final void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // this must be done even by a thread that was told to stop
        boolean interrupted = Thread.interrupted();
        endNodes();
        Mesh made = mesh;
        if (made != null) {
            made.close();
        }
        giveBack();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all nodes for good; what can't be ended is logged. */
    protected abstract void endNodes();

    /** Gives back what the nodes ran in, when they and the links are gone. */
    protected abstract void giveBack();
}
