package io.ordeal.checker.txn.search;

import java.util.Arrays;
import java.util.Optional;

/** The levels of isolation that need a search. */
public enum StrongLevel {
    /**
     * Each transaction sees what committed before some moment, and that moment is not before what its session has seen or
     * done. Biswas &amp; Enea 2019, prefix consistency.
     */
    PREFIX("prefix", Order.SESSIONS, true, false),

    /** As {@link #PREFIX}, but of two that write one key one sees the other; sessions promise nothing. Adya 1999, PL-SI. */
    SNAPSHOT_ISOLATION("snapshot-isolation", Order.NONE, true, true),

    /** Snapshot isolation, and a snapshot has what its session did before. Daudjee &amp; Salem 2006. */
    STRONG_SESSION_SNAPSHOT_ISOLATION("strong-session-snapshot-isolation", Order.SESSIONS, true, true),

    /** Snapshot isolation, and a snapshot has all that was acknowledged before. Daudjee &amp; Salem 2006. */
    STRONG_SNAPSHOT_ISOLATION("strong-snapshot-isolation", Order.REAL_TIME, true, true),

    /** As if one after the other. Papadimitriou 1979; Adya 1999, PL-3. */
    SERIALIZABLE("serializable", Order.NONE, false, false),

    /** Serializable in an order that has that of each session. Daudjee &amp; Salem 2004. */
    STRONG_SESSION_SERIALIZABLE("strong-session-serializable", Order.SESSIONS, false, false),

    /** Serializable in an order that has each after those that were acknowledged when it began. Papadimitriou 1979. */
    STRICT_SERIALIZABLE("strict-serializable", Order.REAL_TIME, false, false);

    /** What orders transactions beside what they read and wrote. */
    enum Order {
        NONE,
        SESSIONS,
        REAL_TIME
    }

    private final String wire;
    final Order order;
    /** Whether the reads of a transaction happen before its writes, and others between. */
    final boolean split;
    /** Whether no other may write a key between the reads and the writes of one that writes it. */
    final boolean exclusive;

    StrongLevel(String wire, Order order, boolean split, boolean exclusive) {
        this.wire = wire;
        this.order = order;
        this.split = split;
        this.exclusive = exclusive;
    }

    /**
     * Whether a history that keeps this level keeps another as well: it orders at least as much, and leaves no more room
     * between the reads and the writes of a transaction.
     */
    boolean implies(StrongLevel other) {
        boolean ordered = order.compareTo(other.order) >= 0;
        boolean closer = !split || (other.split && (exclusive || !other.exclusive));
        return ordered && closer;
    }

    /** Whether an order of the level has the order of each session. */
    public boolean keepsSessions() {
        return order != Order.NONE;
    }

    /** As after {@code --model}. */
    public String wire() {
        return wire;
    }

    /** The level of a name, if it is one of these. */
    public static Optional<StrongLevel> named(String wire) {
        return Arrays.stream(values()).filter(level -> level.wire.equals(wire)).findFirst();
    }
}
