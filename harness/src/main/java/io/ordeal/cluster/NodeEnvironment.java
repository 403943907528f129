package io.ordeal.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a server finds itself: addresses and folders, as they are for it. */
public interface NodeEnvironment {
    ClusterKind kind();

    String node();

    /** The version of the {@link Software} that runs here, by its own word; empty if it tells none. */
    String version();

    /** All nodes of the cluster, this one among them, in the order of the description. */
    List<String> nodes();

    /** Those of the nodes that belong to the cluster now, or are about to: this one is always among them. */
    default List<String> members() {
        return nodes();
    }

    /** Whether this node joins a cluster that is there already, or has done so, rather than begins it with the others. */
    default boolean joins() {
        return false;
    }

    /** Where this node really listens. */
    InetSocketAddress listen(String port);

    /** The address under which this node is to announce a port to others. */
    InetSocketAddress announce(String port);

    /**
     * Where this node reaches a port of another: its own link, or what that node announces if its addressing is so. Where
     * addressing is NAMED, the port is that at which the other listens.
     */
    InetSocketAddress reach(String node, String port);

    /**
     * Where another reaches a port of this node: its own link. For servers that tell who asks where to connect next, as
     * Kafka's do, and can tell it differently to each who asks at a port of its own.
     *
     * @param sender a node, or a worker's clients: {@code c0}, {@code c1}, …
     * @return empty if it has no link to this node
     */
    default Optional<InetSocketAddress> entrance(String sender, String port) {
        return Optional.empty();
    }

    /** The address that this node's outgoing connections must come from, where addressing is ANNOUNCED. */
    String sourceAddress();

    /** The folder that survives kill and restart, as this node sees it. */
    String dataFolder();

    /** The folder of the configuration files, as this node sees it; {@link Launch#files} are written into it. */
    String configFolder();

    /** A folder of this node's own for what need not survive: empty at every start. */
    String temporaryFolder();

    /** The file on this machine, not as this node sees it, that what it logs is appended to, over all its starts. */
    Path log();

    /** Whether the node was started before, so that its data folder has what it knew. */
    boolean restarted();

    /**
     * What {@link Software.Installer} put in place under a name, paths joined by {@code :}; in a container of an image of the
     * software's own the name itself, as that has the program on its path.
     */
    String installed(String name);
}
