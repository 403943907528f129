package io.ordeal.checker.log;

/** What can be wrong with a log, by the names of Jepsen's workload for systems like Kafka ({@code jepsen.tests.kafka}). */
public enum LogAnomaly {
    /** One offset has two elements: {@code append a at 7 ok; read [7 b]}. */
    INCONSISTENT_OFFSETS("inconsistent-offsets"),

    /** One element is at two offsets, though it was appended once: {@code read [7 a] [8 a]}. */
    DUPLICATE("duplicate"),

    /**
     * What was known to be in the log is there no more: a read of the whole log lacks it, or a read went past it that
     * nobody ever read: {@code append a at 7 ok; read-all [6 x]}, {@code append a at 7 ok; read [6 x] [8 y]}.
     */
    LOST_WRITE("lost-write"),

    /** A read went past an entry that others read: {@code read [6 x] [7 a] [8 y]; read [6 x] [8 y]}. */
    POLL_SKIP("poll-skip"),

    /** One read has its entries in another order than that of their offsets: {@code read [8 y] [7 a]}. */
    INT_NONMONOTONIC_POLL("int-nonmonotonic-poll"),

    /** A process read less of a log than it had before: {@code p0 reads [6 x] [7 a]; p0 reads [6 x]}. */
    NONMONOTONIC_POLL("nonmonotonic-poll"),

    /**
     * An element was put before one that was known to be there when its append began: {@code append a at 7 ok; then append
     * b at 3 ok}.
     */
    NONMONOTONIC_SEND("nonmonotonic-send"),

    /** An element was read whose append failed, for certain: Adya's aborted read. */
    G1A("G1a"),

    /** An element was read that nobody had asked to append by then. */
    UNEXPECTED("unexpected");

    private final String wire;

    LogAnomaly(String wire) {
        this.wire = wire;
    }

    /** The name under which verdicts print it. */
    public String wire() {
        return wire;
    }
}
