package io.ordeal.checker.txn.simulated;

import io.ordeal.checker.txn.simulated.Plan.Kind;
import java.util.EnumSet;
import java.util.Set;

/** One way in which a database breaks its promise, now and then; a mutant for the checkers. */
public enum Bug {
    /** Snapshot isolation that lets two who read one version overwrite it. */
    LOST_UPDATE(Isolation.SNAPSHOT),

    /** A serializable database that runs a transaction under snapshot isolation. */
    WRITE_SKEW(Isolation.STRICT_SERIALIZABLE),

    /** A strict serializable database that answers a read-only transaction from the past. */
    STALE_READ(Isolation.STRICT_SERIALIZABLE),

    /** An acknowledged transaction whose writes never arrive. */
    LOST_WRITE(Isolation.STRICT_SERIALIZABLE),

    /** A read of what a transaction wrote that failed: Adya's G1a. */
    ABORTED_READ(Isolation.READ_COMMITTED),

    /** A commit that is told as a failure: who reads it shows G1a. */
    FAILED_COMMIT(Isolation.STRICT_SERIALIZABLE),

    /** A read of a value that its own writer has overwritten: Adya's G1b. */
    INTERMEDIATE_READ(Isolation.READ_COMMITTED),

    /** A read of what a transaction that is not committed yet has written; two who do that to each other: G1c. */
    DIRTY_READ(Isolation.READ_COMMITTED),

    /** Two transactions write the same keys, one first here, the other there: G0. */
    DIRTY_WRITE(Isolation.READ_UNCOMMITTED),

    /** A read of a version older than one that the transaction has seen: against read committed, as per read. */
    NON_MONOTONIC_READ(Isolation.READ_COMMITTED),

    /** A transaction that sees one moment with its first reads and a later one with the others. */
    FRACTURED_READ(Isolation.SNAPSHOT),

    /** A transaction that does not see what its process has seen. */
    CAUSAL_VIOLATION(Isolation.CAUSAL),

    /** Snapshots for which of two independent commits the one or the other came first. */
    LONG_FORK(Isolation.SNAPSHOT),

    /** A transaction that does not see its own writes. */
    INTERNAL(Isolation.SNAPSHOT);

    private final Isolation host;

    Bug(Isolation host) {
        this.host = host;
    }

    /** The database that has it, and the level that its histories must be seen to break. */
    public Isolation host() {
        return host;
    }

    /** For what it makes histories. */
    public Set<Kind> kinds() {
        return switch (this) {
            case CAUSAL_VIOLATION -> EnumSet.of(Kind.RW_REGISTER);
            case DIRTY_WRITE -> EnumSet.of(Kind.LIST_APPEND);
            default -> EnumSet.allOf(Kind.class);
        };
    }
}
