package io.ordeal.checker.txn.graph;

import java.util.Locale;

/** Why one transaction is before another. */
public enum EdgeType {
    /** The second overwrote what the first wrote. */
    WW,
    /** The second read what the first wrote. */
    WR,
    /** The second overwrote what the first had read. */
    RW,
    /** The same process did the first and then the second. */
    PROCESS,
    /** The first was over before the second began. */
    REALTIME;

    private static final EdgeType[] TYPES = values();

    /** The bit of this type in sets of types. */
    public int bit() {
        return 1 << ordinal();
    }

    /** As verdicts print it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EdgeType of(int ordinal) {
        return TYPES[ordinal];
    }
}
