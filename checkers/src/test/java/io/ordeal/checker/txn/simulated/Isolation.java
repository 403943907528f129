package io.ordeal.checker.txn.simulated;

/** What a simulated database keeps, strongest first, and how it does. */
public enum Isolation {
    /** A transaction happens at one moment between its invocation and its completion. */
    STRICT_SERIALIZABLE("strict-serializable"),

    /**
     * A transaction that writes happens at one moment; one that only reads sees a moment that may be past, but none
     * before what its process has seen or done. Papadimitriou 1979; the sessions are Daudjee &amp; Salem's, 2004.
     */
    SERIALIZABLE("strong-session-serializable"),

    /**
     * Reads see the moment of the first step; the first to commit of two that write one key wins, the other fails.
     * Berenson et al. 1995. Write skew happens.
     */
    SNAPSHOT("strong-snapshot-isolation"),

    /**
     * As {@link #SNAPSHOT}, at two sites that hear of each other's commits late: long forks happen. Sovran et al. 2011.
     */
    PARALLEL_SNAPSHOT("parallel-snapshot-isolation"),

    /**
     * Reads see one moment, that may be past but none before what its process has seen or done; all commit: updates are
     * lost. Burckhardt et al. 2015.
     */
    PREFIX("prefix"),

    /**
     * As {@link #PARALLEL_SNAPSHOT}, but all commit; of versions that a reader can see the one of the highest stamp
     * counts. Registers only: with nobody to refuse, appends have no common order.
     */
    CAUSAL("causal"),

    /** Each read sees the last version committed at that step, and writes become visible all at once. */
    READ_COMMITTED("read-committed"),

    /** Each write is visible at once, also to others; keys are locked from a write to the end. Adya 1999, PL-1. */
    READ_UNCOMMITTED("read-uncommitted");

    private final String level;

    Isolation(String level) {
        this.level = level;
    }

    /** The level that every history keeps, as Elle names it or would. */
    public String level() {
        return level;
    }

    /** Whether a transaction is one step. */
    boolean atOnce() {
        return this == STRICT_SERIALIZABLE || this == SERIALIZABLE;
    }

    /** Whether a commit is refused when what it writes was overwritten after its snapshot. */
    boolean firstCommitterWins() {
        return this == SNAPSHOT || this == PARALLEL_SNAPSHOT;
    }

    boolean twoSites() {
        return this == PARALLEL_SNAPSHOT || this == CAUSAL;
    }
}
