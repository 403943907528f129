package io.ordeal.cluster;

import io.ordeal.cgroup.MemoryLimit;
import io.ordeal.cgroup.WriteThrottle;
import io.ordeal.disk.LoopDisk;
import io.ordeal.mesh.Mesh;
import io.ordeal.namespace.PacketLoss;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A cluster that runs. Faults call it from the nemesis' thread; {@link #close} may come from a shutdown hook. */
public interface Cluster extends AutoCloseable {
    ClusterKind kind();

    ClusterDescription description();

    /** The cluster's links; closed with it. */
    Mesh mesh();

    /** The real address of a node's port as the harness reaches it, round all proxies. */
    InetSocketAddress direct(String node, String port);

    /** The address that a node announces for a port, if its addressing is one of those that announce. */
    Optional<InetSocketAddress> announced(String node, String port);

    /** Ends a node's processes at once, as kill -9 does; data that it gave to the operating system stays. Idempotent. */
    void kill(String node) throws Exception;

    /**
     * Asks a node to end in good order, by the {@linkplain ServerProgram#gracefulStop signal} of its server, and kills it if it
     * has not within its time, or is paused. It is down then either way.
     *
     * @return whether it ended as it was asked
     */
    boolean stop(String node) throws Exception;

    /**
     * Starts a node that was killed, or that ended by itself, with its data, and waits until it is up. Nothing happens to
     * one that runs or is paused.
     *
     * @throws ClusterException it is not up within the description's time; it is left killed
     */
    void start(String node) throws Exception;

    /** Stops a node's processes, all of them, where they stand; nothing happens to one that doesn't run. Idempotent. */
    void pause(String node) throws Exception;

    /** Lets a paused node go on; nothing happens to one that is not paused. Idempotent. */
    void resume(String node) throws Exception;

    /** What a node is doing. */
    State state(String node);

    /** The file that a node's server logs to, in this machine; empty where the harness has none. */
    default Optional<Path> findLog(String node) {
        return Optional.empty();
    }

    /** The disk that a node keeps its data on, if it has one of its own: {@link ClusterSettings#disks}. */
    default Optional<LoopDisk> disk(String node) {
        return Optional.empty();
    }

    /** The limit of a node's memory, if it is in a group for that: {@link ClusterSettings#controllers}. */
    default Optional<MemoryLimit> memory(String node) {
        return Optional.empty();
    }

    /** The limit of a node's writes, if it is in a group for that: {@link ClusterSettings#controllers}. */
    default Optional<WriteThrottle> writes(String node) {
        return Optional.empty();
    }

    /** What is lost on a node's cable, if it has a network of its own. */
    default Optional<PacketLoss> packets(String node) {
        return Optional.empty();
    }

    /** What stops a node's processes when it is paused, for a history; empty where that is not known. */
    default Optional<String> pausesBy(String node) {
        return Optional.empty();
    }

    /** How many of a node's threads can't go on until a disk has answered; 0 where that is not known. */
    default int waitingForDisk(String node) {
        return 0;
    }

    /** The folder in which a node keeps its data, in this machine; empty where the harness does not get at it. */
    default Optional<Path> findData(String node) {
        return Optional.empty();
    }

    /**
     * From now on a listener is told of every server that was up and ends by itself, in the place of any other. It is called
     * on threads of the cluster's. Nothing is known of servers that the harness has not started.
     */
    default void onServerEnd(Consumer<ServerEnd> listener) {}

    /** A node's processes, where they are processes of this machine that the harness has started; else empty. */
    default Optional<ProcessFamily> processes(String node) {
        return Optional.empty();
    }

    /** Who belongs to it now: all nodes, unless its {@link ClusterDescription#membership} changes. */
    default Members members() {
        return new Members(description());
    }

    /** What runs, as the run's {@code test.json} keeps it: software and version, image digest. */
    Map<String, String> versions();

    /** The nodes that take themselves for primary now; empty Optional where there are none by nature. */
    default Optional<Set<String>> primaries() throws Exception {
        Optional<PrimaryFinder> finder = description().primaryFinder();
        return finder.isPresent() ? Optional.of(finder.get().primaries(this)) : Optional.empty();
    }

    /** Kills everything and gives all of it back. Idempotent; logs and data stay in the run's folder. */
    @Override
    void close();

    /** What a node is doing. The harness brings about all but the last. */
    enum State {
        RUNNING,
        PAUSED,
        KILLED,
        /** It ended by itself: a crash, or a server that gives up without its peers. */
        ENDED
    }
}
