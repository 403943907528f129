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
 */
public record Port(String name, int number, Users users, Optional<Framing> framing) {
    /** A port of which nobody knows where messages end. */
    public Port(String name, int number, Users users) {
        this(name, number, users, Optional.empty());
    }

    /** The port, where it is known where messages end. */
    public Port framed(Framing known) {
        return new Port(name, number, users, Optional.of(known));
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
