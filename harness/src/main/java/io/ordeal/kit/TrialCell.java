package io.ordeal.kit;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one invocation of a test runs.
 *
 * @param faults each as after {@code --faults}; none for a run without
 * @param seed empty if it is to be drawn
 */
record TrialCell(String workload, List<String> faults, OptionalLong seed) {
    TrialCell {
        faults = List.copyOf(faults);
    }

    /** The same for every run of the test, so that it can be run again by it, and its history kept. */
    String displayName(int index) {
        return "[" + index + "] " + workload + " × " + (faults.isEmpty() ? "no faults" : String.join(",", faults))
                + (seed.isPresent() ? " × seed " + seed.getAsLong() : "");
    }
}
