package io.ordeal.checker.txn.search;

/** Why one event is before another. */
enum EdgeKind {
    /** A transaction's reads are before its writes. */
    WITHIN,
    /** A session did one after the other. */
    PROCESS,
    /** One was acknowledged when the other began; through barriers that stand for many. */
    REALTIME,
    /** One read of the other. */
    WR,
    /** One read of the second what the first wrote too, and the first was before it. */
    WW,
    /** One read what the other overwrote. */
    RW
}
