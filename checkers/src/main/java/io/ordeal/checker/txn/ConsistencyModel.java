package io.ordeal.checker.txn;

import static io.ordeal.checker.txn.TransactionAnomaly.CAUSAL_VIOLATION;
import static io.ordeal.checker.txn.TransactionAnomaly.CYCLIC_VERSIONS;
import static io.ordeal.checker.txn.TransactionAnomaly.DUPLICATE_ELEMENTS;
import static io.ordeal.checker.txn.TransactionAnomaly.FRACTURED_READ;
import static io.ordeal.checker.txn.TransactionAnomaly.FUTURE_READ;
import static io.ordeal.checker.txn.TransactionAnomaly.G0;
import static io.ordeal.checker.txn.TransactionAnomaly.G0_PROCESS;
import static io.ordeal.checker.txn.TransactionAnomaly.G0_REALTIME;
import static io.ordeal.checker.txn.TransactionAnomaly.G1A;
import static io.ordeal.checker.txn.TransactionAnomaly.G1B;
import static io.ordeal.checker.txn.TransactionAnomaly.G1C;
import static io.ordeal.checker.txn.TransactionAnomaly.G1C_PROCESS;
import static io.ordeal.checker.txn.TransactionAnomaly.G1C_REALTIME;
import static io.ordeal.checker.txn.TransactionAnomaly.G2_ITEM;
import static io.ordeal.checker.txn.TransactionAnomaly.G2_ITEM_PROCESS;
import static io.ordeal.checker.txn.TransactionAnomaly.G2_ITEM_REALTIME;
import static io.ordeal.checker.txn.TransactionAnomaly.GARBAGE_READ;
import static io.ordeal.checker.txn.TransactionAnomaly.G_NONADJACENT;
import static io.ordeal.checker.txn.TransactionAnomaly.G_NONADJACENT_PROCESS;
import static io.ordeal.checker.txn.TransactionAnomaly.G_NONADJACENT_REALTIME;
import static io.ordeal.checker.txn.TransactionAnomaly.G_SINGLE;
import static io.ordeal.checker.txn.TransactionAnomaly.INTERNAL;
import static io.ordeal.checker.txn.TransactionAnomaly.LOST_UPDATE;
import static io.ordeal.checker.txn.TransactionAnomaly.NON_MONOTONIC_READ;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The levels of isolation, from the weakest to the strongest, by Elle's names. A history that satisfies a level satisfies
 * all that it {@link #implied implies}; one that has an anomaly that a level {@link #proscribed proscribes} does not
 * satisfy the level.
 *
 * <p>Sources: <em>Adya</em>: "Weak Consistency", 1999. <em>Bailis</em>: Bailis et al., "Highly Available Transactions",
 * 2013. <em>Cerone</em>: Cerone, Bernardi &amp; Gotsman, "A Framework for Transactional Consistency Models with Atomic
 * Visibility", 2015. <em>Cerone-SI</em>: Cerone &amp; Gotsman, "Analysing Snapshot Isolation", 2016. <em>Biswas</em>:
 * Biswas &amp; Enea, "On the Complexity of Checking Transactional Consistency", 2019. <em>Crooks</em>: Crooks et al.,
 * "Seeing is Believing", 2017. <em>Daudjee</em>: Daudjee &amp; Salem, "Lazy Database Replication with Snapshot
 * Isolation", 2006. <em>Liu</em>: Liu et al., "ROLA", 2018. <em>Elle</em>: Kingsbury &amp; Alvaro, VLDB 2020, and
 * {@code consistency_model.clj}.
 *
 * <p>One thing differs from Elle's lattice. {@link #READ_ATOMIC}, {@link #CAUSAL}, {@link #PREFIX} and {@link
 * #PARALLEL_SNAPSHOT_ISOLATION} are here as Biswas and Cerone-SI have them: what a session did before is visible to it.
 * Snapshot isolation and serializability, as Adya has them, know no sessions, so that they do not imply these; their
 * strong session forms do.
 *
 * <p>{@code internal} is read as Elle reads it: {@link #READ_ATOMIC}, {@link #SNAPSHOT_ISOLATION} and {@link #SERIALIZABLE}
 * proscribe it, with all that imply one of them; the others, of which Adya's are made of dependencies between transactions,
 * do not. Nor is one of them proved by a history that has a read against the reader's own write.
 *
 * <p>The law of the lattice, whoever judges: a level that is Invalid makes all Invalid that imply it; one that is Valid
 * makes all Valid that it implies.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of are immutable
public enum ConsistencyModel {
    /** No write cycles (Adya, PL-1); versions have an order, and come from writes (Elle). */
    READ_UNCOMMITTED(
            List.of("read-uncommitted", "PL-1"),
            List.of(),
            List.of(G0, DUPLICATE_ELEMENTS, CYCLIC_VERSIONS, GARBAGE_READ)),

    /** Nothing aborted, intermediate or circular is read (Adya, PL-2, G1). → read uncommitted: Adya. */
    READ_COMMITTED(List.of("read-committed", "PL-2"), List.of(READ_UNCOMMITTED), List.of(G1A, G1B, G1C, FUTURE_READ)),

    /** Adya, PL-2L. → read committed: Adya. Nothing that the checkers look for tells it from read committed. */
    MONOTONIC_VIEW(List.of("monotonic-view", "PL-2L"), List.of(READ_COMMITTED), List.of()),

    /** Adya, PL-MSR. → read committed: Adya. Nothing that the checkers look for tells it from read committed. */
    MONOTONIC_SNAPSHOT_READ(List.of("monotonic-snapshot-read", "PL-MSR"), List.of(READ_COMMITTED), List.of()),

    /** No lost update of a single item (Adya, PL-CS, G-cursor). → read committed: Adya, Bailis. */
    CURSOR_STABILITY(List.of("cursor-stability", "PL-CS"), List.of(READ_COMMITTED), List.of(LOST_UPDATE)),

    /** Once a transaction's effect is seen, all of them are (Bailis). → read committed: Bailis. */
    MONOTONIC_ATOMIC_VIEW(List.of("monotonic-atomic-view"), List.of(READ_COMMITTED), List.of()),

    /**
     * All of a transaction is visible or nothing (Cerone, axioms INT and EXT; Biswas, with sessions). → monotonic atomic
     * view: Cerone.
     */
    READ_ATOMIC(
            List.of("read-atomic"),
            List.of(MONOTONIC_ATOMIC_VIEW),
            List.of(INTERNAL, G1C_PROCESS, NON_MONOTONIC_READ, FRACTURED_READ)),

    /** Read atomic without lost updates (Liu). → read atomic: Liu. */
    ROLA(List.of("ROLA", "update-atomic"), List.of(READ_ATOMIC), List.of(LOST_UPDATE)),

    /**
     * Visibility is transitive and has the order of sessions (Cerone; Biswas, causal consistency). → read atomic: Cerone,
     * Biswas.
     */
    CAUSAL(List.of("causal", "causal-cerone"), List.of(READ_ATOMIC), List.of(CAUSAL_VIOLATION)),

    /** Causal without lost updates (Cerone). → causal: Cerone; → ROLA: Liu. */
    PARALLEL_SNAPSHOT_ISOLATION(List.of("parallel-snapshot-isolation"), List.of(CAUSAL, ROLA), List.of()),

    /** Each transaction sees a prefix of one order of commits (Cerone; Biswas, prefix consistency). → causal: Cerone. */
    PREFIX(List.of("prefix", "prefix-consistency"), List.of(CAUSAL), List.of()),

    /** Reads are of a consistent state (Adya, PL-2+, no G-single). → cursor stability, monotonic view: Adya. */
    CONSISTENT_VIEW(List.of("consistent-view", "PL-2+"), List.of(CURSOR_STABILITY, MONOTONIC_VIEW), List.of(G_SINGLE)),

    /** Adya, PL-FCV: no G-SIb, which is to have no G-single among other things. → consistent view: Adya. */
    FORWARD_CONSISTENT_VIEW(List.of("forward-consistent-view", "PL-FCV"), List.of(CONSISTENT_VIEW), List.of()),

    /** Adya, PL-3U. → forward consistent view: Adya. */
    UPDATE_SERIALIZABLE(List.of("update-serializable", "PL-3U"), List.of(FORWARD_CONSISTENT_VIEW), List.of()),

    /**
     * All reads are of one snapshot, the first of two concurrent writers of a key wins (Adya, PL-SI; Cerone-SI, theorem 9:
     * no cycle without two rw next to each other). → forward consistent view, monotonic snapshot read: Adya; → monotonic
     * atomic view: Bailis.
     */
    SNAPSHOT_ISOLATION(
            List.of("snapshot-isolation", "PL-SI"),
            List.of(FORWARD_CONSISTENT_VIEW, MONOTONIC_ATOMIC_VIEW, MONOTONIC_SNAPSHOT_READ),
            List.of(INTERNAL, LOST_UPDATE, G_NONADJACENT)),

    /** Serializable but for predicates (Adya, PL-2.99). → cursor stability: Adya; → monotonic atomic view: Bailis. */
    REPEATABLE_READ(
            List.of("repeatable-read", "PL-2.99"),
            List.of(CURSOR_STABILITY, MONOTONIC_ATOMIC_VIEW),
            List.of(G2_ITEM, LOST_UPDATE)),

    /**
     * As if one after the other (Adya, PL-3; Crooks). → repeatable read, update serializable: Adya; → snapshot isolation:
     * Bailis, Crooks.
     */
    SERIALIZABLE(
            List.of("serializable", "PL-3", "conflict-serializable", "view-serializable"),
            List.of(REPEATABLE_READ, UPDATE_SERIALIZABLE, SNAPSHOT_ISOLATION),
            List.of(INTERNAL, G2_ITEM)),

    /** Read uncommitted, and writes keep the order of each process (Elle). → read uncommitted: Elle. */
    STRONG_SESSION_READ_UNCOMMITTED(
            List.of("strong-session-read-uncommitted", "strong-session-PL-1"),
            List.of(READ_UNCOMMITTED),
            List.of(G0_PROCESS)),

    /** Read committed, in the order of each process (Elle). → its two halves: Elle. */
    STRONG_SESSION_READ_COMMITTED(
            List.of("strong-session-read-committed", "strong-session-PL-2"),
            List.of(READ_COMMITTED, STRONG_SESSION_READ_UNCOMMITTED),
            List.of(G1C_PROCESS)),

    /** Read uncommitted, and writes keep the order of real time (Elle). → its session form: Elle. */
    STRONG_READ_UNCOMMITTED(
            List.of("strong-read-uncommitted", "strong-PL-1"),
            List.of(STRONG_SESSION_READ_UNCOMMITTED),
            List.of(G0_REALTIME)),

    /** Read committed, in the order of real time (Elle). → its halves: Elle. */
    STRONG_READ_COMMITTED(
            List.of("strong-read-committed", "strong-PL-2"),
            List.of(STRONG_SESSION_READ_COMMITTED, STRONG_READ_UNCOMMITTED),
            List.of(G1C_REALTIME)),

    /**
     * Snapshot isolation in which a session sees what it did before (Daudjee; Cerone-SI and Biswas call this one snapshot
     * isolation). → snapshot isolation: Daudjee; → strong session read committed: Elle; → prefix, parallel snapshot
     * isolation: Cerone-SI, Biswas.
     */
    STRONG_SESSION_SNAPSHOT_ISOLATION(
            List.of("strong-session-snapshot-isolation", "strong-session-PL-SI"),
            List.of(SNAPSHOT_ISOLATION, STRONG_SESSION_READ_COMMITTED, PREFIX, PARALLEL_SNAPSHOT_ISOLATION),
            List.of(G_NONADJACENT_PROCESS)),

    /** Snapshot isolation whose snapshots are of the latest state (Daudjee). → strong session SI: Daudjee. */
    STRONG_SNAPSHOT_ISOLATION(
            List.of("strong-snapshot-isolation", "strong-PL-SI"),
            List.of(STRONG_SESSION_SNAPSHOT_ISOLATION, STRONG_READ_COMMITTED),
            List.of(G_NONADJACENT_REALTIME)),

    /** Serializable in an order that has that of each process (Daudjee; Biswas). → its halves: Daudjee, Elle. */
    STRONG_SESSION_SERIALIZABLE(
            List.of("strong-session-serializable", "strong-session-PL-3"),
            List.of(SERIALIZABLE, STRONG_SESSION_SNAPSHOT_ISOLATION),
            List.of(G2_ITEM_PROCESS)),

    /** Serializable in an order that has that of real time (Adya, PL-SS). → serializable: Adya; → the others: Elle. */
    STRICT_SERIALIZABLE(
            List.of("strict-serializable", "PL-SS", "strong-serializable"),
            List.of(STRONG_SESSION_SERIALIZABLE, STRONG_SNAPSHOT_ISOLATION),
            List.of(G2_ITEM_REALTIME));

    private final List<String> names;
    private final List<ConsistencyModel> implies;
    private final List<TransactionAnomaly> proscribes;

    ConsistencyModel(List<String> names, List<ConsistencyModel> implies, List<TransactionAnomaly> proscribes) {
        this.names = names;
        this.implies = implies;
        this.proscribes = proscribes;
    }

    /** The name that verdicts print. */
    public String wire() {
        return names.get(0);
    }

    /** All names, the one that verdicts print first. */
    public List<String> names() {
        return names;
    }

    /** The level of a name, in any case of letters. */
    public static Optional<ConsistencyModel> named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.names.stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /** This level and all that follow from it. Constant time. */
    public Set<ConsistencyModel> implied() {
        return Closures.implied(this);
    }

    /** Whether a history that satisfies this level satisfies the other. */
    public boolean implies(ConsistencyModel other) {
        return implied().contains(other);
    }

    /**
     * The anomalies that no history of this level has: its own, those of the levels implied, and special cases of them.
     * Constant time.
     */
    public Set<TransactionAnomaly> proscribed() {
        return Closures.proscribed(this);
    }

    /** What follows from each level, found once: checks of small histories, as shrinking makes them, ask for it often. */
    private static final class Closures {
        private static final Map<ConsistencyModel, Set<ConsistencyModel>> IMPLIED =
                new EnumMap<>(ConsistencyModel.class);
        private static final Map<ConsistencyModel, Set<TransactionAnomaly>> PROSCRIBED =
                new EnumMap<>(ConsistencyModel.class);

        static {
            // A level is declared after those that it implies.
            for (ConsistencyModel model : values()) {
                Set<ConsistencyModel> implied = EnumSet.of(model);
                model.implies.forEach(each -> implied.addAll(implied(each)));
                IMPLIED.put(model, Collections.unmodifiableSet(implied));
                Set<TransactionAnomaly> own = EnumSet.noneOf(TransactionAnomaly.class);
                implied.forEach(each -> own.addAll(each.proscribes));
                Set<TransactionAnomaly> all = EnumSet.noneOf(TransactionAnomaly.class);
                for (TransactionAnomaly anomaly : TransactionAnomaly.values()) {
                    if (anomaly.closure().stream().anyMatch(own::contains)) {
                        all.add(anomaly);
                    }
                }
                PROSCRIBED.put(model, Collections.unmodifiableSet(all));
            }
        }

        static Set<ConsistencyModel> implied(ConsistencyModel model) {
            return IMPLIED.getOrDefault(model, Set.of());
        }

        static Set<TransactionAnomaly> proscribed(ConsistencyModel model) {
            return PROSCRIBED.getOrDefault(model, Set.of());
        }
    }

    /**
     * What anomalies say of the levels.
     *
     * @param ruledOut the weakest levels that are broken: all stronger ones are, too
     * @param possible the strongest levels that are not ruled out; that is not to say that they were kept
     */
    public record Boundary(List<ConsistencyModel> ruledOut, List<ConsistencyModel> possible) {
        public Boundary {
            ruledOut = List.copyOf(ruledOut);
            possible = List.copyOf(possible);
        }
    }

    /** The line between the levels that some anomalies rule out and the others. */
    public static Boundary boundary(Collection<TransactionAnomaly> anomalies) {
        return boundary(anomalies, Set.of());
    }

    /**
     * The line between the levels that are ruled out and the others.
     *
     * @param brokenBesides levels that are known to be broken, whatever the anomalies say
     */
    public static Boundary boundary(
            Collection<TransactionAnomaly> anomalies, Collection<ConsistencyModel> brokenBesides) {
        Set<ConsistencyModel> broken = EnumSet.noneOf(ConsistencyModel.class);
        for (ConsistencyModel model : values()) {
            Set<TransactionAnomaly> proscribed = model.proscribed();
            if (anomalies.stream().anyMatch(proscribed::contains)
                    || brokenBesides.stream().anyMatch(model::implies)) {
                broken.add(model);
            }
        }
        List<ConsistencyModel> ruledOut = new ArrayList<>();
        List<ConsistencyModel> possible = new ArrayList<>();
        for (ConsistencyModel model : values()) {
            if (broken.contains(model)) {
                if (broken.stream().noneMatch(other -> other != model && model.implies(other))) {
                    ruledOut.add(model);
                }
            } else if (Arrays.stream(values())
                    .noneMatch(other -> other != model && !broken.contains(other) && other.implies(model))) {
                possible.add(model);
            }
        }
        return new Boundary(ruledOut, possible);
    }
}
