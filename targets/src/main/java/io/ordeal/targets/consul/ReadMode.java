package io.ordeal.targets.consul;

/** How a read is to be answered. */
enum ReadMode {
    /** By whichever server is asked, of what it has. */
    STALE("stale"),
    /** By the leader, who believes that it leads. */
    DEFAULT(""),
    /** By the leader, who asks a majority whether it leads. */
    CONSISTENT("consistent");

    private final String query;

    ReadMode(String query) {
        this.query = query;
    }

    /** As it is asked for; empty if that needs no word. */
    String query() {
        return query;
    }
}
