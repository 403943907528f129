package io.ordeal.serve.index;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * As much of a run as a list of runs shows.
 *
 * @param id where it lies
 * @param started as its folder's name has it, in the time of the machine that ran it; else when its {@code test.json} was
 *     written
 * @param state of its verdict
 * @param faults as they were asked for; {@code schedule} stands for those of a file
 * @param seed of its draws
 * @param mainPhase how long it was to be, as it was typed: {@code 30s}
 * @param operations of clients that were judged
 * @param anomalies their types, each once
 * @param expected what was expected; empty if nothing was
 * @param asExpected whether it was so; empty if nothing was expected or nothing is known
 * @param cause why nothing is known, or what can't be read; else empty
 */
public record RunEntry(
        RunId id,
        LocalDateTime started,
        RunState state,
        List<String> faults,
        long seed,
        String mainPhase,
        long operations,
        List<String> anomalies,
        String expected,
        Optional<Boolean> asExpected,
        String cause) {
    public RunEntry {
        faults = List.copyOf(faults);
        anomalies = List.copyOf(anomalies);
    }

    /** The same in another state, because of what time it is. */
    RunEntry in(RunState other) {
        return other == state
                ? this
                : new RunEntry(
                        id,
                        started,
                        other,
                        faults,
                        seed,
                        mainPhase,
                        operations,
                        anomalies,
                        expected,
                        asExpected,
                        cause);
    }

    /** Whether something else came out than was expected. */
    public boolean isSurprise() {
        return asExpected.isPresent() && !asExpected.get();
    }
}
