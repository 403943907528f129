package io.ordeal.kit;

import io.ordeal.checker.Verdict;
import io.ordeal.trial.TrialOutcome;

/**
 * What is expected of what came of a trial.
 *
 * <pre>{@code
 * assertThat(outcome).holds();
 * assertThat(outcome).breaks("lost-update").within(Duration.ofSeconds(5));
 * assertThat(outcome).unknownBecause("no two processes ever competed");
 * }</pre>
 */
public final class OrdealAssertions {
    private OrdealAssertions() {}

    public static TrialOutcomeAssert assertThat(TrialOutcome outcome) {
        return new TrialOutcomeAssert(outcome);
    }

    public static VerdictAssert assertThat(Verdict verdict) {
        return new VerdictAssert(verdict);
    }
}
