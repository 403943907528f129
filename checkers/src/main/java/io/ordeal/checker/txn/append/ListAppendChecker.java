package io.ordeal.checker.txn.append;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.Transactions.Workload;
import io.ordeal.checker.txn.graph.Cycle;
import io.ordeal.checker.txn.graph.CycleSearch;
import io.ordeal.checker.txn.graph.DependencyGraph;
import io.ordeal.checker.txn.graph.SnapshotOrder;
import io.ordeal.checker.txn.graph.SnapshotOrder.Answer;
import io.ordeal.checker.txn.graph.WriteConflict;
import io.ordeal.checker.txn.verdict.ConflictStory;
import io.ordeal.checker.txn.verdict.CycleStory;
import io.ordeal.checker.txn.verdict.Findings;
import io.ordeal.checker.txn.verdict.LevelVerdict;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges transactions that append to lists and read them, at any level of isolation.
 *
 * <p><b>Guarantees</b>: each anomaly told is one in every explanation of the history, and no history of a level that
 * proscribes it has it. Serializability, in the order of data, processes or real time, is decided: where no cycle and no
 * other anomaly is, each order of the transactions that has all dependencies explains all reads, and an append that
 * nobody read fits at its place. Snapshot isolation in the same three forms is decided by Cerone &amp; Gotsman's theorem:
 * where appends to one key were never read, {@link SnapshotOrder} looks for their order, and if that takes too long the
 * verdict is Unknown. Read uncommitted and read committed, as Adya has them, are decided where no reads contradict each
 * other, nor what their own transaction had appended. Of the levels in between, one is Valid if a stronger one is, Invalid
 * if an anomaly that it proscribes was found, else Unknown.
 *
 * <p><b>Cannot detect</b>: what was never read. An append whose loss no later read shows; what a transaction of failed or
 * unknown outcome had read; whether one of unknown outcome took effect if nobody saw it. A violation of predicates.
 *
 * <p><b>Complexity</b>: linear in the elements read, where there is no cycle; {@link CycleSearch} says what cycles cost.
 *
 * <p><b>Reference</b>: Kingsbury &amp; Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations", VLDB
 * 2020, sections 4 and 6; Adya 1999; Cerone &amp; Gotsman 2016.
 */
public final class ListAppendChecker implements Checker {
    /** The levels that are decided by the absence of what they proscribe, if versions have an order. */
    private static final Set<ConsistencyModel> BY_ABSENCE = EnumSet.of(
            ConsistencyModel.READ_UNCOMMITTED,
            ConsistencyModel.READ_COMMITTED,
            ConsistencyModel.STRONG_SESSION_READ_UNCOMMITTED,
            ConsistencyModel.STRONG_SESSION_READ_COMMITTED,
            ConsistencyModel.STRONG_READ_UNCOMMITTED,
            ConsistencyModel.STRONG_READ_COMMITTED,
            ConsistencyModel.SERIALIZABLE,
            ConsistencyModel.STRONG_SESSION_SERIALIZABLE,
            ConsistencyModel.STRICT_SERIALIZABLE);

    /** The weakest first. */
    private static final List<ConsistencyModel> SNAPSHOT_LEVELS = List.of(
            ConsistencyModel.SNAPSHOT_ISOLATION,
            ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION,
            ConsistencyModel.STRONG_SNAPSHOT_ISOLATION);

    private final ConsistencyModel required;

    public ListAppendChecker(ConsistencyModel required) {
        this.required = required;
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        Transactions transactions = Transactions.of(history, Workload.LIST_APPEND, null, context);
        VersionOrders orders = new VersionOrders(transactions, context);
        Findings findings = new Findings(transactions);
        ListAnomalies anomalies = new ListAnomalies(transactions, orders, findings, context);
        anomalies.find();
        ListDependencies dependencies = new ListDependencies(transactions, orders, orders::counts, context);
        DependencyGraph graph = dependencies.graph();
        CycleSearch search = CycleSearch.of(graph, context);
        CycleStory story = new CycleStory(transactions, dependencies);
        Set<TransactionAnomaly> undecided = EnumSet.noneOf(TransactionAnomaly.class);
        undecided.addAll(search.undecided());
        if (story.addAll(search.cycles(), findings)) {
            undecided.addAll(addWriteCycles(transactions, orders, findings, context));
        }
        Set<ConsistencyModel> proven =
                anomalies.missesOwn() ? EnumSet.noneOf(ConsistencyModel.class) : byAbsence(findings, undecided);
        LevelVerdict verdict = new LevelVerdict(required, findings);
        WriteConflict conflict = null;
        // A longer search is begun only where the one before it was too long.
        for (ConsistencyModel level : snapshotLevels(verdict, proven, findings)) {
            SnapshotOrder order =
                    new SnapshotOrder(graph, dependencies.unordered(), likelyPlaces(transactions), level, context);
            Answer answer = order.find();
            if (answer == Answer.EXISTS && level.implies(required)) {
                proven.add(level);
            } else if (answer == Answer.NONE && required.implies(level)) {
                conflict = order.conflict();
            }
            if (answer != Answer.UNKNOWN && (conflict != null || level.implies(required))) {
                break;
            }
        }
        CheckResult result = conflict == null
                ? verdict.judge(proven, doubt(undecided, anomalies.missesOwn()))
                : verdict.with(Verdict.invalid(
                        new ConflictStory(transactions, story, dependencies::keyOfBoth, dependencies::readersOf)
                                .tell(conflict, required.wire())));
        return search.cutShort()
                ? result.withNote("the search for the shortest cycles was cut short: there may be shorter ones")
                : result;
    }

    @Override
    public Cuts cuts(History history) {
        return new ListCuts(history);
    }

    /** Later transactions add dependencies and take none away: what a list has been it has been. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public boolean judges(History history, int completion) {
        return Transactions.hasRead(history, completion);
    }

    /**
     * Adds the cycles of ww that there are without transactions of unknown outcome.
     *
     * @return the kinds of which it is not known whether there is one
     */
    private static Set<TransactionAnomaly> addWriteCycles(
            Transactions transactions, VersionOrders orders, Findings findings, CheckContext context) {
        ListDependencies dependencies = new ListDependencies(transactions, orders, transactions::isOk, context);
        CycleSearch search = CycleSearch.of(dependencies.graph(), context);
        CycleStory story = new CycleStory(transactions, dependencies);
        search.cycles().stream()
                .filter(Cycle::isOfWrites)
                .forEach(cycle -> findings.add(cycle.type(), () -> story.tell(cycle)));
        return search.undecided();
    }

    private static Set<ConsistencyModel> byAbsence(Findings findings, Set<TransactionAnomaly> undecided) {
        Set<ConsistencyModel> proven = EnumSet.noneOf(ConsistencyModel.class);
        for (ConsistencyModel level : BY_ABSENCE) {
            if (isClean(level, findings, undecided)) {
                proven.add(level);
            }
        }
        return proven;
    }

    private static boolean isClean(ConsistencyModel level, Findings findings, Set<TransactionAnomaly> undecided) {
        // Without one order of versions, dependencies are missing.
        return !findings.kinds().contains(TransactionAnomaly.INCOMPATIBLE_ORDER)
                && Collections.disjoint(findings.kinds(), level.proscribed())
                && Collections.disjoint(undecided, level.proscribed());
    }

    /**
     * The forms of snapshot isolation that would prove the level or that there is none, if that is open; first the weakest
     * that would prove it.
     */
    private List<ConsistencyModel> snapshotLevels(
            LevelVerdict verdict, Set<ConsistencyModel> proven, Findings findings) {
        if (verdict.isBroken() || proven.stream().anyMatch(level -> level.implies(required))) {
            return List.of();
        }
        List<ConsistencyModel> levels = new ArrayList<>();
        // Of cycles that were not searched for to the end the order is proof.
        SNAPSHOT_LEVELS.stream()
                .filter(level -> level.implies(required) && isClean(level, findings, Set.of()))
                .forEach(levels::add);
        SNAPSHOT_LEVELS.stream()
                .filter(level -> level != required && required.implies(level) && isClean(level, findings, Set.of()))
                .forEach(levels::add);
        return levels;
    }

    /** About when each transaction took effect: when its client was told, if it was. */
    private static int[] likelyPlaces(Transactions transactions) {
        int[] places = new int[transactions.size()];
        for (int t = 0; t < places.length; t++) {
            places[t] = transactions.isOk(t) ? transactions.completion(t) : transactions.invocation(t);
        }
        return places;
    }

    private String doubt(Set<TransactionAnomaly> undecided, boolean missesOwn) {
        if (!undecided.isEmpty()) {
            return "no anomaly that " + required.wire() + " proscribes was found, but the search was cut short for "
                    + String.join(
                            ", ",
                            undecided.stream().map(TransactionAnomaly::wire).toList());
        }
        if (missesOwn) {
            return "no anomaly that " + required.wire()
                    + " proscribes was found, but a transaction's read lacks what the"
                    + " transaction itself had appended, so that there is no telling what it depends on";
        }
        if (SNAPSHOT_LEVELS.contains(required)) {
            return "no anomaly that " + required.wire()
                    + " proscribes was found, but the search for an order of the appends that nobody read was too long:"
                    + " read every key once more in the end";
        }
        return "no anomaly that " + required.wire() + " proscribes was found, but that does not prove it: list-append"
                + " decides the forms of read-uncommitted, read-committed, snapshot-isolation and serializable; try"
                + " --model with one of these";
    }
}
