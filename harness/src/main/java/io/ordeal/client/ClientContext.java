package io.ordeal.client;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client may know of the run that it is part of. */
public interface ClientContext {
    /** The process that the client serves; a new process is a new client. */
    int process();

    /** The worker whose links the client uses, 0 to concurrency − 1; its name in the mesh is {@code c<worker>}. */
    int worker();

    /** This client's ways to the nodes, by its own links; {@link Routes#none} where there is no cluster. */
    Routes routes();

    /**
     * The nodes that belong to the cluster now, in the order of its description. They change where members join and leave: a
     * client that is to learn of it asks before each operation.
     */
    default List<String> nodes() {
        return routes().nodes();
    }

    /**
     * The node that this process prefers: workers are dealt in turn to the nodes that have a port for clients, anew when {@link
     * #nodes} change.
     */
    default String homeNode() {
        List<String> served =
                nodes().stream().filter(routes().endpoints()::containsKey).toList();
        return served.get(worker() % served.size());
    }

    /**
     * Where this client reaches a node's port: its own link, through a proxy.
     *
     * @param port the name in the node's description, e.g. {@code client}
     */
    default InetSocketAddress endpoint(String node, String port) {
        return routes().endpoint(node, port);
    }

    /**
     * Where this client reaches what servers call by another address, as Redis' sentinels tell where the master is: the
     * address itself if no node announces it.
     */
    default InetSocketAddress translate(InetSocketAddress announced) {
        return routes().translate(announced);
    }

    /** The node that announces an address, or whose link of this client it is; empty if none. */
    default Optional<String> nodeOf(InetSocketAddress address) {
        return routes().nodeOf(address);
    }

    /** After this the runner gives an operation up as unknown. A client's own time-outs should be shorter. */
    Duration operationTimeout();

    /** A seed of this process' own, for whatever a client draws by lot. */
    long seed();

    /**
     * Tells the history that this process knows its session, and with it its hold of a lock, to be lost: recorded as
     * {@code :session-lost}, at once or when the operation in hand is done. May be called from any thread.
     *
     * @param lock as in the operations' values
     */
    void sessionLost(Object lock);

    /**
     * Called between being granted a lock and using it: here a client can be frozen whole, as in a long garbage
     * collection. Returns when it thaws, at once if nothing freezes it.
     */
    void pausePoint() throws InterruptedException;

    /**
     * Called between two steps of an operation that takes several, by the thread that does it: here a client that is a
     * process of its own can be killed, or stopped, by faults that wait for this very step.
     *
     * @param name what has just been done or is about to be, e.g. {@code prepared n1}; of a small number of names, as
     *     faults draw among them
     */
    default void step(String name) throws InterruptedException {}

    /**
     * As {@link #step(String)}, of a step that has to do with a node: here that node, too, can be killed. Faults know the
     * names that begin with {@code preparing} (the node is about to be asked for its vote), {@code prepared} (it has
     * answered), {@code committing} and {@code committed}.
     */
    default void step(String name, String node) throws InterruptedException {
        step(name);
    }

    /**
     * A folder of this worker's own, which its processes find one after the other as the last one left it: a log that
     * survives kill -9.
     *
     * @throws UnsupportedOperationException the client is not a process of its own
     */
    default Path folder() {
        throw new UnsupportedOperationException("only clients that are processes of their own have a folder");
    }
}
