package io.ordeal.cluster;

import io.ordeal.toxiproxy.framing.Framing;
import java.util.Optional;

/**
 * A port that a server listens on.
 *
 * @param name for links and endpoints, e.g. {@code client}
 * @param number where it listens in a container; as a process it is given a free one
 * @param users who connects to it, and so which links there are
 * @param framing where the messages on its connections end; empty = nobody knows, and faults of messages are refused
 * @param datagrams whether other nodes also send datagrams to it (UDP), which takes {@code --cluster namespace}: no proxy
 *     carries them
 */
public record Port(String name, int number, Users users, Optional<Framing> framing, boolean datagrams) {
    /** A port of connections, of which nobody knows where messages end. */
    public Port(String name, int number, Users users) {
        this(name, number, users, Optional.empty(), false);
    }

    /** The port, where it is known where messages end. */
    public Port framed(Framing known) {
        return new Port(name, number, users, Optional.of(known), datagrams);
    }

    /** The port, where other nodes also send datagrams to it. */
    public Port withDatagrams() {
        return new Port(name, number, users, framing, true);
    }

    /**
     * Refuses a system that sends datagrams where they can't be told of.
     *
     * @param where it was to run, as it was asked for
     * @throws ClusterException which port of which node takes them
     */
    public static void refuseDatagrams(ClusterDescription description, String where) throws ClusterException {
        for (NodeSpec node : description.nodes()) {
            for (Port port : node.program().ports()) {
                if (port.datagrams()) {
                    throw new ClusterException(
                            "port " + port.name() + " of node " + node.name()
                                    + " takes datagrams (UDP), which would go past" + " all faults with " + where
                                    + ": ask for --cluster namespace",
                            null);
                }
            }
        }
    }

    /** Who connects to a port. */
    public enum Users {
        CLIENTS,
        NODES,
        BOTH;

        public boolean includeClients() {
            return this != NODES;
        }

        public boolean includeNodes() {
            return this != CLIENTS;
        }
    }
}
