package io.ordeal.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server and how it is run on a node, whether as a process or in a container. */
public interface ServerProgram {
    /** What it needs to run, and how that is had as processes and in containers. */
    Software software();

    /** What the server's log is called; by default the first word of {@link #software}'s name. */
    default String name() {
        return software().product();
    }

    List<Port> ports();

    /** How this server's peers are told where it is. */
    Addressing addressing();

    /**
     * The command, files and variables with which it starts in an environment. Called before every start, also after a
     * kill: it must not undo what is in the data folder.
     */
    Launch launch(NodeEnvironment environment) throws Exception;

    /** Whether it keeps anything in its data folder; a server that keeps nothing needs no disk, and can't lose it. */
    default boolean keepsData() {
        return true;
    }

    /**
     * Where in a container the server takes its data folder to be, if it can't be told: the node's data folder is there,
     * too. Empty: it is told {@link NodeEnvironment#dataFolder}.
     */
    default Optional<String> dataInContainer() {
        return Optional.empty();
    }

    /** Whether its work is done by several processes, of which one can end while the others live. */
    default boolean hasWorkers() {
        return false;
    }

    /** How it is asked to end in good order, where a fault asks it rather than kills it. */
    default GracefulStop gracefulStop() {
        return GracefulStop.USUAL;
    }

    /**
     * Whether it answers by itself, leaving aside whether the cluster is complete.
     *
     * @param cluster to ask it round the proxies, by {@link Cluster#direct}
     * @throws Exception counts as no
     */
    boolean isUp(Cluster cluster, String node) throws Exception;

    /**
     * What a node's server takes for the time of day, asked of itself; empty if it tells nobody.
     *
     * @param cluster to ask it round the proxies, by {@link Cluster#direct}
     * @throws Exception it does not answer
     */
    default Optional<Instant> clock(Cluster cluster, String node) throws Exception {
        return Optional.empty();
    }

    /** How peers find a server. */
    enum Addressing {
        /** Each node's configuration lists the others, so it can be given an address of its own for every link. */
        CONFIGURED,
        /**
         * All are told the same names and ports of the nodes, as where one configuration is everybody's; whom a name means
         * each is told for itself, by {@link NodeEnvironment#reach}: a host of its own for every link, and the port at which
         * the node itself listens. So it is with clients at ports that nodes use, too: a node may tell them the name of another.
         */
        NAMED,
        /**
         * A server announces one address of its own to everyone. As processes, nodes have a loopback address each, from
         * which they connect, and what listens at the announced address tells by it whose link is meant.
         */
        ANNOUNCED,
        /**
         * Likewise, of a server that can't be told from which address to connect, as those of etcd. As processes, what listens
         * at the announced address looks whose process holds the other end: on Linux alone.
         */
        ANNOUNCED_FROM_ANYWHERE,
        /**
         * Likewise, of a server that announces a host alone, and is looked for there at the very ports on which it listens, as
         * those of Consul. What it is sent there in datagrams reaches nobody.
         */
        ANNOUNCED_HOST;

        /** Whether all others are told of one address. */
        boolean isAnnounced() {
            return this == ANNOUNCED || isFromAnywhere();
        }

        /** Whether it is announced, and nobody can tell by its address who comes. */
        boolean isFromAnywhere() {
            return this == ANNOUNCED_FROM_ANYWHERE || this == ANNOUNCED_HOST;
        }

        /** Whether what leads to a node has the ports on which it listens, at another host. */
        boolean hasOnePort() {
            return this == NAMED || this == ANNOUNCED_HOST;
        }
    }
}
