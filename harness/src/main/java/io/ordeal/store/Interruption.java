package io.ordeal.store;

import io.ordeal.text.DurationText;
import java.time.Duration;
import java.util.Locale;

/**
 * What a signal (Ctrl-C, SIGTERM) kept a run from doing. It is of a run that was made, not of one to be made: whoever
 * starts a saved run again leaves it out.
 *
 * @param during what was cut short; what comes after it happened as always
 * @param after how much of the main phase there was until then; all of its time if that was over
 */
public record Interruption(During during, Duration after) {
    /** The parts of a run that can be cut short; one that is cut short while it starts has no history. */
    public enum During {
        /** Workload and faults. */
        MAIN_PHASE,
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
                    "a run is interrupted in its main-phase, healing or last-operations, not in its " + wire);
        }
    }

    /**
     * How far the run came, as a sentence.
     *
     * @param asked how long the main phase was to be
     */
    public String sentence(Duration asked) {
        String where = switch (during) {
            case MAIN_PHASE ->
                "after " + DurationText.print(after) + " of the " + DurationText.print(asked) + " of its main phase";
            case HEALING -> "while its faults were healed";
            case LAST_OPERATIONS -> "while it made its last operations";
        };
        return "the run was interrupted " + where;
    }
}
