package io.ordeal.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A node of a {@link StartedCluster}, whatever its server runs in. Faults and the cluster's end call it at once. */
public interface ClusterNode {
    String name();

    ServerProgram program();

    /** Where its server's standard output and standard error go. */
    Path log();

    Cluster.State state();

    /** Whether it was started at least once. */
    boolean wasStarted();

    /** Starts its server, without waiting until it is up; nothing if it runs. */
    void launch() throws Exception;

    /**
     * It was seen to be up. From now on it is worth a warning if it ends by itself.
     *
     * @throws ClusterException what was seen is not this node's server
     */
    void seenUp() throws IOException;

    /** From now on a listener is told when the server ends by itself, in the place of any other. */
    void onServerEnd(Consumer<ServerEnd> listener);

    /** Why it did not come up, when it has ended. */
    ClusterException ended();

    /** The real address of one of its ports, as the harness reaches it. */
    InetSocketAddress listen(String port);

    /** The address that it announces for a port, if its addressing is one of those that announce. */
    Optional<InetSocketAddress> announced(String port);

    /** As {@link Cluster#kill}. */
    void kill() throws Exception;

    /** As {@link Cluster#stop}. */
    boolean stop() throws Exception;

    /** As {@link Cluster#pause}. */
    void pause() throws Exception;

    /** As {@link Cluster#resume}. */
    void resume() throws Exception;

    /** Whether it tells all others one address of its own. */
    default boolean isAnnounced() {
        return program().addressing().isAnnounced();
    }
}
