package io.ordeal.campaign.plan;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import java.util.Optional;

/**
 * A cell of a night.
 *
 * @param cell what is tried
 * @param weight of its share of what time is left over; 1 is usual
 * @param expected what is expected of its trials, by and large: what is expected of one hangs on the faults that it draws;
 *     empty if nothing is said
 * @param overridden whether a night's file says it, whatever is drawn
 * @param canary what it proves that the night can see, such as {@code checker lock} or {@code faults on disks}; empty if it
 *     is no canary
 * @param nodes how many servers it has; 0 inside the JVM
 */
public record PlannedCell(
        Cell cell,
        double weight,
        Optional<Expectation> expected,
        boolean overridden,
        Optional<String> canary,
        int nodes) {
    public String name() {
        return cell.name();
    }

    /** What is expected, if it must break. */
    public Optional<Outcome.Breaks> breaks() {
        return expected.map(Expectation::outcome)
                .filter(Outcome.Breaks.class::isInstance)
                .map(Outcome.Breaks.class::cast);
    }

    /** The same, put in to prove that what it shows would be seen. */
    public PlannedCell asCanary(String of) {
        String all = canary.map(already -> already + ", " + of).orElse(of);
        return new PlannedCell(cell, weight, expected, overridden, Optional.of(all), nodes);
    }

    /** The same, as if it proved nothing beyond itself. */
    PlannedCell withoutCanary() {
        return new PlannedCell(cell, weight, expected, overridden, Optional.empty(), nodes);
    }

    /** The same, of which a night's file says what is expected. */
    public PlannedCell expecting(Expectation other) {
        return new PlannedCell(cell, weight, Optional.of(other), true, canary, nodes);
    }
}
