package io.ordeal.kit;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.history.Op;
import io.ordeal.text.DurationText;
import io.ordeal.trial.TrialOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/** What is expected of what came of a trial; a failure shows the violation, the report, and what to type next. */
public final class TrialOutcomeAssert extends AbstractAssert<TrialOutcomeAssert, TrialOutcome> {
    private Set<String> named = Set.of();

    TrialOutcomeAssert(TrialOutcome outcome) {
        super(outcome, TrialOutcomeAssert.class);
    }

    /** The promise was kept. That nothing was tested is a failure, and told as that. */
    public TrialOutcomeAssert holds() {
        isNotNull();
        if (!verdict().isValid()) {
            fail("expected that the promise is kept");
        }
        return this;
    }

    /**
     * The promise was broken, in these ways and no others.
     *
     * @param anomalies by their names on the wire, one at least; each was found
     */
    public TrialOutcomeAssert breaks(String... anomalies) {
        isNotNull();
        List<String> found = verdict().anomaliesOrNone().stream()
                .map(Anomaly::type)
                .distinct()
                .toList();
        if (!BrokenPromise.isAsNamed(found, List.of(anomalies))) {
            fail("expected that it shows " + String.join(", ", anomalies) + " and nothing else");
        }
        named = new HashSet<>(List.of(anomalies));
        return this;
    }

    /**
     * The first of what it {@link #breaks} was there this soon.
     *
     * @param length of the run, until the last event of the anomaly's witness; measured in the history's own time
     */
    public TrialOutcomeAssert within(Duration length) {
        isNotNull();
        long soonestNanos = verdict().anomaliesOrNone().stream()
                .filter(anomaly ->
                        named.contains(anomaly.type()) && !anomaly.witness().isEmpty())
                .mapToLong(anomaly -> anomaly.witness().stream()
                        .mapToLong(Op::timeNanos)
                        .max()
                        .getAsLong())
                .min()
                .orElseThrow(() -> new IllegalStateException(
                        "within(…) follows breaks(…) of anomalies that have a witness; there is none"));
        if (soonestNanos > length.toNanos()) {
            fail("expected it within " + DurationText.print(length) + ", and it took "
                    + DurationText.print(Duration.ofMillis(soonestNanos / 1_000_000)));
        }
        return this;
    }

    /** Nothing is known, and the cause has this in it. The test says {@link OrdealTest#unknownAllowed}. */
    public TrialOutcomeAssert unknownBecause(String part) {
        isNotNull();
        if (!(verdict() instanceof Verdict.Unknown unknown && unknown.cause().contains(part))) {
            fail("expected an unknown verdict, because \"" + part + "\"");
        }
        return this;
    }

    /** What the target's own {@linkplain io.ordeal.targets.Expectation expectations} say of such a run. */
    public TrialOutcomeAssert isAsExpected() {
        isNotNull();
        var expected = actual.report().expectation();
        if (expected.isEmpty()) {
            fail("expected something of this run, but none of the target's expectations speaks of it");
        } else if (!expected.get().asExpected().orElse(false)) {
            fail("expected " + expected.get().outcome() + " (" + expected.get().source() + ")");
        }
        return this;
    }

    private Verdict verdict() {
        return actual.report().result().verdict();
    }

    private void fail(String wrong) {
        throw failure("%s", OutcomeText.of(wrong + ", but it is " + OutcomeText.word(actual), actual));
    }
}
