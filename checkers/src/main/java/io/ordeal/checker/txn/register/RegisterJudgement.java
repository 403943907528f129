package io.ordeal.checker.txn.register;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.graph.CycleSearch;
import io.ordeal.checker.txn.search.CommitOrderSearch;
import io.ordeal.checker.txn.search.StrongLevel;
import io.ordeal.checker.txn.verdict.CycleStory;
import io.ordeal.checker.txn.verdict.Findings;
import io.ordeal.checker.txn.verdict.LevelVerdict;
import io.ordeal.checker.txn.weak.RegisterReads;
import io.ordeal.checker.txn.weak.WeakIsolation;
import io.ordeal.checker.txn.weak.WeakLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict on one history of registers at one level. The steps are in this order: what was found by its name, then the
 * weak level that the required one implies, then a search; so that a level is never less sure than one that it implies.
 */
final class RegisterJudgement {
    private final Transactions transactions;
    private final ConsistencyModel required;
    private final Set<Assumption> assumptions;
    private final RegisterReads reads;
    private final CheckContext context;
    private final Findings findings;
    private final LevelVerdict verdict;

    RegisterJudgement(
            Transactions transactions, ConsistencyModel required, Set<Assumption> assumptions, CheckContext context) {
        this.transactions = transactions;
        this.required = required;
        this.assumptions = assumptions;
        this.context = context;
        reads = RegisterReads.of(transactions, context);
        findings = new Findings(transactions);
        verdict = new LevelVerdict(required, findings);
    }

    CheckResult result() {
        reads.anomalies().forEach(findings::add);
        Optional<WeakLevel> weak = WeakLevel.named(required.wire());
        boolean mayHideOthers = false;
        // Without them a weak level is decided, and nothing that the inference finds is against it.
        if (weak.isEmpty() || !assumptions.isEmpty() || !reads.anomalies().isEmpty()) {
            mayHideOthers = infer();
        }
        if (weak.isPresent()) {
            return weakly(weak.get());
        }
        if (verdict.isBroken()) {
            return verdict.judge(Set.of(), "");
        }
        return required == ConsistencyModel.READ_UNCOMMITTED ? readUncommitted(mayHideOthers) : strongly();
    }

    /** Adds what certain dependencies prove; whether there may be cycles of ww beside those that were found. */
    private boolean infer() {
        Versions versions = new Versions(transactions, context);
        AssumedOrder assumed = new AssumedOrder(transactions, versions, assumptions, context);
        new RegisterAnomalies(transactions, versions, assumed, findings, context).find();
        RegisterDependencies dependencies = new RegisterDependencies(transactions, versions, assumed, context);
        CycleSearch cycles = CycleSearch.of(dependencies.graph(), context);
        return new CycleStory(transactions, dependencies).addAll(cycles.cycles(), findings);
    }

    private CheckResult readUncommitted(boolean mayHideOthers) {
        if (mayHideOthers) {
            return verdict.judge(
                    Set.of(),
                    "there is a cycle of writes through a transaction of unknown outcome, which may have been given"
                            + " up: whether there is one without it was not looked for");
        }
        // Any order of the writes of each key is as good as another: that of one order of the transactions will do.
        return verdict.judge(Set.of(required), "");
    }

    private CheckResult weakly(WeakLevel level) {
        List<Anomaly> violations = WeakIsolation.violations(reads.readsFrom(), level, context);
        CheckResult result;
        if (verdict.isBroken() || !violations.isEmpty()) {
            violations.forEach(findings::add);
            List<Anomaly> all = new ArrayList<>(findings.of(required.proscribed()));
            violations.stream()
                    .filter(each -> all.stream().noneMatch(told -> told.type().equals(each.type())))
                    .forEach(all::add);
            result = verdict.with(Verdict.of(all));
        } else if (reads.anomalies().isEmpty()) {
            result = verdict.judge(Set.of(required), "");
        } else {
            result = againstReads();
        }
        return result.withNote(level.wire() + " is as Biswas & Enea (2019) define it, with processes as sessions");
    }

    private CheckResult againstReads() {
        return verdict.judge(
                Set.of(),
                "a read was found that no order of transactions explains ("
                        + reads.anomalies().get(0).type() + "), but no anomaly that " + required.wire()
                        + " proscribes; that it held is not proved");
    }

    private CheckResult strongly() {
        StrongLevel level = searched(required);
        Optional<CommitOrderSearch.Result> walked = reads.anomalies().isEmpty()
                ? CommitOrderSearch.walk(reads.readsFrom(), level, context)
                : Optional.empty();
        boolean readsCommitted = required.implies(ConsistencyModel.READ_COMMITTED);
        if (walked.isPresent() && (walked.get().level().keepsSessions() || !readsCommitted)) {
            return proved(walked.get());
        }
        WeakLevel below = below();
        List<Anomaly> violations =
                readsCommitted ? WeakIsolation.violations(reads.readsFrom(), below, context) : List.of();
        if (!violations.isEmpty()) {
            violations.forEach(findings::add);
            CheckResult result = verdict.with(
                    Verdict.of(violations), ConsistencyModel.named(below.wire()).orElseThrow());
            return result.withNote("not even " + below.wire() + ", as Biswas & Enea (2019) define it, with processes"
                    + " as sessions; " + required.wire() + " implies it");
        }
        if (!reads.anomalies().isEmpty()) {
            return againstReads();
        }
        return walked.map(this::proved).orElseGet(this::search);
    }

    /** The strongest of the weak levels that the required one implies. */
    private WeakLevel below() {
        return required.implies(ConsistencyModel.CAUSAL)
                ? WeakLevel.CAUSAL
                : required.implies(ConsistencyModel.READ_ATOMIC) ? WeakLevel.READ_ATOMIC : WeakLevel.READ_COMMITTED;
    }

    private CheckResult proved(CommitOrderSearch.Result order) {
        ConsistencyModel proven =
                ConsistencyModel.named(searched(required).wire()).orElseThrow();
        return verdict.judge(Set.of(proven), "").withNote(searched(required).wire() + ": " + order.how());
    }

    private CheckResult search() {
        boolean readAtomicWillDo = required == ConsistencyModel.MONOTONIC_ATOMIC_VIEW
                && WeakIsolation.violations(reads.readsFrom(), WeakLevel.READ_ATOMIC, context)
                        .isEmpty();
        if (readAtomicWillDo) {
            return verdict.judge(Set.of(ConsistencyModel.READ_ATOMIC), "").withNote("read-atomic, which implies it");
        }
        StrongLevel level = searched(required);
        CommitOrderSearch.Result result = CommitOrderSearch.search(reads.readsFrom(), level, context);
        if (result.verdict().isValid()) {
            return proved(result);
        }
        boolean decided = level.wire().equals(required.wire()) || required == ConsistencyModel.REPEATABLE_READ;
        if (decided) {
            result.verdict().anomaliesOrNone().forEach(findings::add);
            return verdict.with(result.verdict()).withNote(level.wire() + ": " + result.how());
        }
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
