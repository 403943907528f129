package io.ordeal.kit;

import io.ordeal.checker.measure.Contention;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.history.History;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.TrialOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a trial that found nothing is worth: {@code 0 violations in 1,204 holds, 12 of them contended; felt: 3 faults}. Of a
 * promise that breaks rarely, many chances without a break say something, and few say nothing.
 */
final class Worth {
    /** What asks for something that one has at a time, and what a grant of it is. */
    private static final Map<String, String> GRANTS = Map.of("acquire", "hold", "campaign", "election");

    private Worth() {}

    static String of(TrialOutcome outcome, RunSpec spec) {
        History history = outcome.history();
        Optional<String> take =
                GRANTS.keySet().stream().filter(history.fNames()::contains).findFirst();
        Contention chances = Contention.of(history, f -> take.isEmpty() || f.equals(take.get()));
        String chance = take.map(GRANTS::get).orElse("ok operation");
        int violations = outcome.report().result().verdict().anomaliesOrNone().size();
        return count(violations, "violation") + " in " + count(chances.ok(), chance) + ", "
                + String.format(Locale.ROOT, "%,d of them contended", chances.contended())
                + (spec.faultsWithoutTriggers().isEmpty() ? "" : "; felt: " + count(felt(history, spec), "fault"));
    }

    private static long felt(History history, RunSpec spec) {
        FaultSpans spans = FaultSpans.of(history);
        FaultEvidence evidence = FaultEvidence.of(
                history, spans, spec.faultsWithoutTriggers(), spec.options().concurrency());
        return spans.spans().stream().filter(evidence::isFelt).count();
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d ", number) + what + (number == 1 ? "" : "s");
    }
}
