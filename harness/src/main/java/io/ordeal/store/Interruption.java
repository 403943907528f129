package io.ordeal.store;

import io.ordeal.text.DurationText;
import java.time.Duration;
import java.util.Locale;

/**
 * What a signal (Ctrl-C, SIGTERM) kept a run from doing, or why it ended early by itself. It is of a run that was made, not of
 * one to be made: whoever starts a saved run again leaves it out.
 *
 * @param during what was cut short; what comes after it happened as always
 * @param after how much of the main phase there was until then; all of its time if that was over
 */
public record Interruption(During during, Duration after) {
    /** The parts of a run that can be cut short; one that is cut short while it starts has no history. */
    public enum During {
        /** Workload and faults. */
        MAIN_PHASE,
        /** The same, by no signal: there was nothing more to be found out. */
        FIRST_VIOLATION,
        /** The same, by no signal: in the first seconds no operation of a client had succeeded. */
        NO_SUCCESS,
        /** The end of all faults; they are healed all the same, but nothing in the history tells of it. */
        HEALING,
        /** The system finds itself again, and the last reads are made. */
        LAST_OPERATIONS;

        /** As in {@code test.json}: {@code main-phase}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException there is no such part */
        static During named(String wire) {
            for (During each : values()) {
                if (each.wire().equals(wire)) {
                    return each;
                }
            }
            throw new IllegalArgumentException(
                    "a run is interrupted in its main-phase, at its first-violation, for no-success, in its healing or its"
                            + " last-operations, not in its " + wire);
        }
    }

    /** Whether it was the main phase that was cut short. */
    public boolean isOfMainPhase() {
        return during == During.MAIN_PHASE || endedItself();
    }

    /** Whether nobody cut the run short: it ended early by itself. */
    public boolean endedItself() {
        return during == During.FIRST_VIOLATION || during == During.NO_SUCCESS;
    }

    /**
     * How far the run came, as a sentence.
     *
     * @param asked how long the main phase was to be
     */
    public String sentence(Duration asked) {
        String far =
                "after " + DurationText.print(after) + " of the " + DurationText.print(asked) + " of its main phase";
        return switch (during) {
            case MAIN_PHASE -> "the run was interrupted " + far;
            case FIRST_VIOLATION -> "the run was ended at its first violation, as --stop-on-violation asks, " + far;
            case NO_SUCCESS ->
                "the run was ended, as no operation of a client had succeeded " + far
                        + ": see why in its first errors, and try the client alone";
            case HEALING -> "the run was interrupted while its faults were healed";
            case LAST_OPERATIONS -> "the run was interrupted while it made its last operations";
        };
    }
}
