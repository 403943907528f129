package io.ordeal.kit;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.report.Commands;
import io.ordeal.report.TerminalVerdict;
import io.ordeal.report.TextStyle;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of a trial as a failure shows it: what was expected, the picture, the report, and what to type next. */
final class OutcomeText {
    private OutcomeText() {}

    /** @param wrong a sentence without its full stop: what was expected, and what came */
    static String of(String wrong, TrialOutcome outcome) {
        Optional<RunSpec> spec = spec(outcome);
        StringBuilder text = new StringBuilder(wrong)
                .append("\n\n")
                .append(TerminalVerdict.print(
                        spec,
                        outcome.report(),
                        outcome.history(),
                        Optional.of(outcome.folder().reportFile().toString()),
                        TextStyle.UNICODE));
        spec.ifPresent(run -> text.append(again(run, outcome)));
        return text.toString();
    }

    /** What {@code ./ordeal} needs to find a target that it does not bring, and how to get the same trial from the test. */
    private static String again(RunSpec run, TrialOutcome outcome) {
        boolean known = Catalog.onClassPath().targets().stream()
                .anyMatch(target -> target.name().equals(run.target()));
        String folder = Commands.quoted(outcome.folder().path().toString());
        return (known
                        ? ""
                        : "       " + run.target() + " is the test's own, so name the jar, or folder of classes, whose"
                                + " META-INF/services has it:\n       ./ordeal replay " + folder
                                + " --jar target/test-classes\n")
                + "       or this test again, with what was drawn: @OrdealTest(…, seeds = " + run.seed()
                + "), or -Dordeal.seed=" + run.seed() + "\n";
    }

    private static Optional<RunSpec> spec(TrialOutcome outcome) {
        try {
            return Optional.of(outcome.folder().readSpec());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** {@code valid}, {@code invalid: lost-update}, {@code unknown: nobody competed}. */
    static String word(TrialOutcome outcome) {
        return word(outcome.report().result().verdict());
    }

    static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Unknown unknown) {
            return "unknown: " + unknown.cause();
        }
        return verdict.isValid()
                ? "valid"
                : "invalid: "
                        + verdict.anomaliesOrNone().stream()
                                .map(Anomaly::type)
                                .distinct()
                                .collect(Collectors.joining(", "));
    }
}
