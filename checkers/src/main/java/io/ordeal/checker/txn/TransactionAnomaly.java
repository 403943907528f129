package io.ordeal.checker.txn;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The anomalies of transactions by the names under which verdicts print them, which are Elle's. Dependencies between
 * transactions are Adya's (1999, chapter 3): <em>ww</em>, the second overwrote what the first wrote; <em>wr</em>, the
 * second read what the first wrote; <em>rw</em>, the second overwrote what the first had read. A cycle with the suffix
 * {@code -process} has at least one edge that is there only because a process does one thing after the other; one with
 * {@code -realtime}, because one transaction was over before the other began.
 *
 * <p>All dependencies here are of items, none of predicates, so that {@code G-single} is {@code G-single-item}, and so
 * on.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of are immutable
public enum TransactionAnomaly {
    /** A cycle of all kinds of dependency with two rw next to each other: write skew. Adya 1999, G2-item. */
    G2_ITEM_REALTIME("G2-item-realtime"),
    /** As {@link #G2_ITEM}, in which some dependency is the order of a process. */
    G2_ITEM_PROCESS("G2-item-process", G2_ITEM_REALTIME),
    /**
     * A cycle with two rw next to each other. {@code T1: r x nil, w y 1; T2: r y nil, w x 1}: each overwrote what the
     * other had read. Adya 1999.
     */
    G2_ITEM("G2-item", G2_ITEM_PROCESS),

    /** As {@link #G_NONADJACENT}, with real time. */
    G_NONADJACENT_REALTIME("G-nonadjacent-realtime", G2_ITEM_REALTIME),
    /** As {@link #G_NONADJACENT}, with the order of a process. */
    G_NONADJACENT_PROCESS("G-nonadjacent-process", G_NONADJACENT_REALTIME, G2_ITEM_PROCESS),
    /**
     * A cycle with several rw, no two next to each other: the long fork. Snapshot isolation has none. Cerone &amp; Gotsman,
     * "Analysing Snapshot Isolation", PODC 2016; the name is Elle's.
     */
    G_NONADJACENT("G-nonadjacent", G_NONADJACENT_PROCESS, G2_ITEM),

    /** As {@link #G_SINGLE}, with real time: a stale read, say. */
    G_SINGLE_REALTIME("G-single-realtime", G_NONADJACENT_REALTIME),
    /** As {@link #G_SINGLE}, with the order of a process: a session that does not read its own write. */
    G_SINGLE_PROCESS("G-single-process", G_SINGLE_REALTIME, G_NONADJACENT_PROCESS),
    /** A cycle with exactly one rw. {@code T1: w x 1, w y 1; T2: r x 1, r y nil}: read skew. Adya 1999. */
    G_SINGLE("G-single", G_SINGLE_PROCESS, G_NONADJACENT),

    /** As {@link #G1C}, with real time. */
    G1C_REALTIME("G1c-realtime"),
    /** As {@link #G1C}, with the order of a process. */
    G1C_PROCESS("G1c-process", G1C_REALTIME),
    /**
     * A cycle of ww and at least one wr: information flowed in a circle. {@code T1: w x 1, r y 1; T2: w y 1, r x 1}. Or a
     * cycle of ww through a transaction of unknown outcome whose writes were read: it is no {@link #G0} if the transaction
     * was given up after all, but then what was read is {@link #G1A}.
     */
    G1C("G1c", G1C_PROCESS),

    /** As {@link #G0}, with real time: a write was put before one that had been acknowledged when it began. */
    G0_REALTIME("G0-realtime", G1C_REALTIME),
    /** As {@link #G0}, with the order of a process. */
    G0_PROCESS("G0-process", G0_REALTIME, G1C_PROCESS),
    /** A cycle of ww: two transactions' writes are interleaved. {@code x: T1, T2; y: T2, T1}. Adya 1999, dirty write. */
    G0("G0", G0_PROCESS, G1C),

    /** A committed transaction read what an aborted one had written. Adya 1999. */
    G1A("G1a"),

    /** A transaction read what another wrote and then overwrote itself. Adya 1999, intermediate read. */
    G1B("G1b"),

    /** A committed version contains an aborted one: the list that it was appended to had the aborted append. Elle. */
    DIRTY_UPDATE("dirty-update", G1A),

    /** Two reads of a list of which neither is the beginning of the other: one was of a version that is in no order. Elle. */
    INCOMPATIBLE_ORDER("incompatible-order", G1A),

    /** A transaction read what it was to write only later. Elle. */
    FUTURE_READ("future-read", G1C),

    /**
     * A transaction's read contradicts what it had read or written before. Cerone, Bernardi &amp; Gotsman 2015, axiom INT.
     */
    INTERNAL("internal"),

    /**
     * Two transactions read the same version and both overwrote it: one of them did not see the other's update. Berenson
     * et al. 1995, P4.
     */
    LOST_UPDATE("lost-update", G2_ITEM),

    /**
     * A transaction read of another, and later, of another key, what that one had overwritten: against read committed as
     * Biswas &amp; Enea have it, per read. Their 2019 paper, figure 3b.
     */
    NON_MONOTONIC_READ("non-monotonic-read"),

    /** A transaction read one effect of another and missed another. Biswas &amp; Enea 2019, figure 3c. */
    FRACTURED_READ("fractured-read"),

    /** A transaction missed an effect of what had happened before it. Biswas &amp; Enea 2019, figure 3d. */
    CAUSAL_VIOLATION("causal-violation"),

    /** A read has an element twice that was appended once. Elle. */
    DUPLICATE_ELEMENTS("duplicate-elements"),

    /** What is known of the order in which a key's versions were written is a circle. Elle. */
    CYCLIC_VERSIONS("cyclic-versions"),

    /** A read of a value that nobody wrote. Kingsbury &amp; Alvaro 2020, section 4.2.1. */
    GARBAGE_READ("garbage-read");

    private final String wire;
    private final List<TransactionAnomaly> implies;

    TransactionAnomaly(String wire, TransactionAnomaly... implies) {
        this.wire = wire;
        this.implies = List.of(implies);
    }

    /** The name on the wire, Elle's. */
    public String wire() {
        return wire;
    }

    /** The anomaly of a name. */
    public static Optional<TransactionAnomaly> named(String wire) {
        return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findFirst();
    }

    /** This anomaly and all of which it is a special case. */
    public Set<TransactionAnomaly> closure() {
        Set<TransactionAnomaly> all = EnumSet.of(this);
        implies.forEach(each -> all.addAll(each.closure()));
        return all;
    }

    /** This kind of cycle with the order of processes, or of real time, among its edges. */
    public TransactionAnomaly with(String suffix) {
        return valueOf(name() + "_" + suffix.toUpperCase(Locale.ROOT));
    }
}
