package io.ordeal.checker.measure;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.NamedChecker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.List;
import java.util.Optional;

/**
 * A checker for runs: what another finds Valid is Unknown if the history lacks what would have put it to the test.
 * Invalid stays Invalid. A foreign history of two operations is not judged by this: it claims no more than it shows.
 */
public final class EvidenceRequired implements Checker {
    private final Checker checker;
    private final List<Requirement> requirements;

    private EvidenceRequired(Checker checker, List<Requirement> requirements) {
        this.checker = checker;
        this.requirements = requirements;
    }

    public static Checker of(Checker checker, Requirement... requirements) {
        return new EvidenceRequired(checker, List.of(requirements));
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        CheckResult result = checker.check(history, context);
        if (result.verdict().isInvalid()) {
            return result;
        }
        List<String> missing = requirements.stream()
                .map(requirement -> requirement.missing(history))
                .flatMap(Optional::stream)
                .toList();
        return missing.isEmpty()
                ? result
                : result.withVerdict(result.verdict()
                        .and(Verdict.unknown("the run tested too little: " + String.join("; ", missing))));
    }

    /** What is missing so far may come yet, but it is asked for only where nothing was violated. */
    @Override
    public boolean violationsLast(History soFar) {
        return checker.violationsLast(soFar);
    }

    @Override
    public boolean heedsKeys() {
        return checker.heedsKeys();
    }

    @Override
    public boolean judges(History history, int completion) {
        return checker.judges(history, completion);
    }

    @Override
    public Cuts cuts(History history) {
        return checker.cuts(history);
    }

    @Override
    public Optional<NamedChecker> named() {
        return checker.named();
    }
}
