package io.ordeal.checker.txn.verdict;

import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.TransactionAnomaly;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The verdict on one level, and the line between what a history rules out and what it does not. */
public final class LevelVerdict {
    private final ConsistencyModel required;
    private final Findings findings;

    public LevelVerdict(ConsistencyModel required, Findings findings) {
        this.required = required;
        this.findings = findings;
    }

    /** Whether an anomaly was found that the level proscribes. */
    public boolean isBroken() {
        return required.proscribed().stream().anyMatch(findings.kinds()::contains);
    }

    /**
     * The verdict.
     *
     * @param proven levels that certainly hold
     * @param doubt why a level that is neither proven nor broken is not known, in a sentence
     */
    public CheckResult judge(Collection<ConsistencyModel> proven, String doubt) {
        Set<TransactionAnomaly> proscribed = required.proscribed();
        Verdict verdict;
        if (isBroken()) {
            verdict = Verdict.of(findings.of(proscribed));
        } else if (proven.stream().anyMatch(level -> level.implies(required))) {
            verdict = Verdict.valid();
        } else {
            verdict = Verdict.unknown(doubt);
        }
        return with(verdict);
    }

    /** A verdict that was reached otherwise, with what is to be said of the other levels. */
    public CheckResult with(Verdict verdict) {
        return with(verdict, required);
    }

    /**
     * A verdict that was reached otherwise.
     *
     * @param broken the level that an Invalid one is against: the one that was asked for, or a weaker one
     */
    public CheckResult with(Verdict verdict, ConsistencyModel broken) {
        Set<ConsistencyModel> brokenBesides = verdict.isInvalid() ? Set.of(broken) : Set.of();
        return new CheckResult(verdict, notes(told(verdict), brokenBesides), Map.of());
    }

    /** The kinds that need no note: the verdict has them, or the level that was asked for proscribes them. */
    private Set<TransactionAnomaly> told(Verdict verdict) {
        Set<TransactionAnomaly> told = EnumSet.noneOf(TransactionAnomaly.class);
        told.addAll(required.proscribed());
        verdict.anomaliesOrNone()
                .forEach(anomaly -> TransactionAnomaly.named(anomaly.type()).ifPresent(told::add));
        return told;
    }

    private List<String> notes(Set<TransactionAnomaly> told, Set<ConsistencyModel> brokenBesides) {
        List<String> notes = new ArrayList<>();
        notes.add("judged: " + required.wire());
        if (findings.kinds().isEmpty() && brokenBesides.isEmpty()) {
            return notes;
        }
        ConsistencyModel.Boundary boundary = ConsistencyModel.boundary(findings.kinds(), brokenBesides);
        notes.add("not even: " + names(boundary.ruledOut()) + "; not ruled out: "
                + (boundary.possible().isEmpty() ? "none" : names(boundary.possible())));
        Set<TransactionAnomaly> others = EnumSet.noneOf(TransactionAnomaly.class);
        others.addAll(findings.kinds());
        others.removeAll(told);
        findings.of(others)
                .forEach(anomaly -> notes.add(
                        "allowed by " + required.wire() + ": " + anomaly.type() + ": " + anomaly.explanation()));
        return notes;
    }

    private static String names(List<ConsistencyModel> models) {
        return String.join(", ", models.stream().map(ConsistencyModel::wire).toList());
    }
}
