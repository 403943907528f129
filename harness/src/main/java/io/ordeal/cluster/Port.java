package io.ordeal.cluster;

/**
 * A port that a server listens on.
 *
 * @param name for links and endpoints, e.g. {@code client}
 * @param number where it listens in a container; as a process it is given a free one
 * @param users who connects to it, and so which links there are
 */
public record Port(String name, int number, Users users) {
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
