package io.ordeal.reproduce;

import io.ordeal.trial.TrialOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One replay, and what came of it.
 *
 * @param outcome the run
 * @param result whether it came to what the recording came to
 * @param isCutShort whether it was stopped before its end
 * @param others anomalies that are not the one looked for, each once, in a few words: its type, or why it is another
 * @param nanosToIt when, in its main phase or after, what proves the anomaly was complete; empty if it was not shown
 * @param miss how its faults came otherwise than planned; empty if they came as planned
 * @param divergence where it first went another way
 */
public record ReplayTry(
        TrialOutcome outcome,
        Result result,
        boolean isCutShort,
        List<String> others,
        OptionalLong nanosToIt,
        Optional<FaultOrder.Miss> miss,
        Optional<Divergence> divergence) {
    /** What came of a replay. */
    public enum Result {
        /** The same checker named the anomaly that was {@linkplain Sought looked for}. */
        SAME,
        /** It named others only. */
        OTHER,
        /** It named none, and faults did not come as planned: this says nothing of the system. */
        MISSED,
        /** It came to no verdict, though the faults came as planned: whether the anomaly is in it, nobody knows. */
        UNKNOWN,
        /** It named none, though the faults came as planned. */
        ABSENT
    }

    public ReplayTry {
        others = List.copyOf(others);
    }
}
