package io.ordeal.checker.txn.register;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.Transactions.Workload;
import io.ordeal.checker.txn.graph.CycleSearch;
import io.ordeal.checker.txn.search.CommitOrderSearch;
import io.ordeal.checker.txn.search.StrongLevel;
import io.ordeal.checker.txn.verdict.CycleStory;
import io.ordeal.checker.txn.verdict.Findings;
import io.ordeal.checker.txn.verdict.LevelVerdict;
import io.ordeal.checker.txn.weak.RegisterReads;
import io.ordeal.checker.txn.weak.WeakIsolation;
import io.ordeal.checker.txn.weak.WeakLevel;
import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges transactions that write registers and read them, at any level of isolation.
 *
 * <p><b>Guarantees</b>: read committed, read atomic and causal are decided, as Biswas &amp; Enea define them: read committed
 * there is per read, and stronger than Adya's. Prefix consistency, snapshot isolation and serializability, the latter two
 * with the order of sessions or of real time as well, are decided by a search, if time and memory suffice: Valid has an
 * order that was replayed. What certain dependencies prove is told first, by its name, and that without a search. Of other
 * levels one is Valid if a stronger one is, Invalid if an anomaly that it proscribes was found, else Unknown. What is
 * found under an assumption is so if the assumption is.
 *
 * <p><b>Cannot detect</b>: what was never read; what a transaction of failed or unknown outcome had read. At
 * read-uncommitted, anything but reads of what nobody wrote, for the order of writes is not known.
 *
 * <p><b>Complexity</b>: of the inference linear, where there is no cycle; of the levels, {@link WeakIsolation} and {@link
 * CommitOrderSearch} say.
 *
 * <p><b>Reference</b>: Kingsbury &amp; Alvaro, "Elle", VLDB 2020, section 5, for the inference and its assumptions; Biswas
 * &amp; Enea, OOPSLA 2019.
 */
public final class RegisterChecker implements Checker {
    private final ConsistencyModel required;
    private final @Nullable Object initial;
    private final Set<Assumption> assumptions;

    /** @param initial what every register holds at first; null is nil */
    public RegisterChecker(ConsistencyModel required, @Nullable Object initial, Set<Assumption> assumptions) {
        this.required = required;
        this.initial = initial;
        this.assumptions = EnumSet.noneOf(Assumption.class);
        this.assumptions.addAll(assumptions);
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        Transactions transactions = Transactions.of(history, Workload.RW_REGISTER, initial, context);
        RegisterReads reads = RegisterReads.of(transactions, context);
        Findings findings = new Findings(transactions);
        reads.anomalies().forEach(findings::add);
        Optional<WeakLevel> weak = WeakLevel.named(required.wire());
        CheckResult result = weak.isPresent()
                ? weakly(reads, weak.get(), findings, context)
                : strongly(transactions, reads, findings, context);
        for (Assumption assumption : assumptions) {
            result = result.withNote("assumed: " + assumption.wire());
        }
        return result;
    }

    private CheckResult weakly(RegisterReads reads, WeakLevel level, Findings findings, CheckContext context) {
        List<Anomaly> all = new ArrayList<>(reads.anomalies());
        List<Anomaly> violations = WeakIsolation.violations(reads.readsFrom(), level, context);
        violations.forEach(findings::add);
        all.addAll(violations);
        return new LevelVerdict(required, findings)
                .with(Verdict.of(all))
                .withNote(level.wire() + " is as Biswas & Enea (2019) define it, with processes as sessions");
    }

    private CheckResult strongly(
            Transactions transactions, RegisterReads reads, Findings findings, CheckContext context) {
        Versions versions = new Versions(transactions, context);
        AssumedOrder assumed = new AssumedOrder(transactions, versions, assumptions, context);
        new RegisterAnomalies(transactions, versions, assumed, findings, context).find();
        RegisterDependencies dependencies = new RegisterDependencies(transactions, versions, assumed, context);
        CycleSearch cycles = CycleSearch.of(dependencies.graph(), context);
        CycleStory story = new CycleStory(transactions, dependencies);
        boolean mayHideOthers = story.addAll(cycles.cycles(), findings);
        LevelVerdict verdict = new LevelVerdict(required, findings);
        if (verdict.isBroken()) {
            return verdict.judge(Set.of(), "");
        }
        if (required == ConsistencyModel.READ_UNCOMMITTED && mayHideOthers) {
            return verdict.judge(
                    Set.of(),
                    "there is a cycle of writes through a transaction of unknown outcome, which may have been given up:"
                            + " whether there is one without it was not looked for");
        }
        if (required == ConsistencyModel.READ_UNCOMMITTED) {
            // Any order of the writes of each key is as good as another: that of one order of the transactions will do.
            return verdict.judge(Set.of(required), "");
        }
        if (!reads.anomalies().isEmpty()) {
            return verdict.judge(
                    Set.of(),
                    "reads that are against read-committed were found, "
                            + reads.anomalies().get(0).type() + " say, but no anomaly that " + required.wire()
                            + " proscribes; that it held is not proved");
        }
        return search(reads, findings, verdict, context);
    }

    private CheckResult search(RegisterReads reads, Findings findings, LevelVerdict verdict, CheckContext context) {
        boolean readAtomicWillDo = required == ConsistencyModel.MONOTONIC_ATOMIC_VIEW
                && WeakIsolation.violations(reads.readsFrom(), WeakLevel.READ_ATOMIC, context)
                        .isEmpty();
        if (readAtomicWillDo) {
            return verdict.judge(Set.of(ConsistencyModel.READ_ATOMIC), "").withNote("read-atomic, which implies it");
        }
        StrongLevel level = searched(required);
        CommitOrderSearch.Result result = CommitOrderSearch.judge(reads.readsFrom(), level, context);
        ConsistencyModel found = ConsistencyModel.named(level.wire()).orElseThrow();
        if (result.verdict().isValid()) {
            return verdict.judge(Set.of(found), "").withNote(level.wire() + ": " + result.how());
        }
        if (found == required || required == ConsistencyModel.REPEATABLE_READ) {
            result.verdict().anomaliesOrNone().forEach(findings::add);
            return verdict.with(result.verdict()).withNote(level.wire() + ": " + result.how());
        }
        Optional<WeakLevel> below = required == ConsistencyModel.ROLA
                ? Optional.of(WeakLevel.READ_ATOMIC)
                : required == ConsistencyModel.PARALLEL_SNAPSHOT_ISOLATION
                        ? Optional.of(WeakLevel.CAUSAL)
                        : Optional.empty();
        below.ifPresent(weak ->
                WeakIsolation.violations(reads.readsFrom(), weak, context).forEach(findings::add));
        return verdict.judge(
                Set.of(),
                "no anomaly that " + required.wire() + " proscribes was found, but it is not proved either: "
                        + level.wire() + ", which would do, does not hold");
    }

    /** The level itself, or the weakest stronger one that can be searched for. Without predicates, PL-2.99 is PL-3. */
    private static StrongLevel searched(ConsistencyModel required) {
        return StrongLevel.named(required.wire()).orElseGet(() -> switch (required) {
            case REPEATABLE_READ, UPDATE_SERIALIZABLE -> StrongLevel.SERIALIZABLE;
            case ROLA, PARALLEL_SNAPSHOT_ISOLATION, STRONG_SESSION_READ_UNCOMMITTED, STRONG_SESSION_READ_COMMITTED ->
                StrongLevel.STRONG_SESSION_SNAPSHOT_ISOLATION;
            case STRONG_READ_UNCOMMITTED, STRONG_READ_COMMITTED -> StrongLevel.STRONG_SNAPSHOT_ISOLATION;
            default -> StrongLevel.SNAPSHOT_ISOLATION;
        });
    }
}
