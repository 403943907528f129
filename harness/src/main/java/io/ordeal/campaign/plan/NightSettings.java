package io.ordeal.campaign.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a night is spent.
 *
 * @param budget from its start to the start of its last trial
 * @param jobs trials side by side, at most
 * @param memory the database's file; empty: in the results' folder
 * @param unknownNights after so many nights without a verdict, or unreached, a cell is red
 * @param keepNights after so many nights the folders of runs that went as they should are removed; empty: never
 * @param keepViolations the same of surprises; empty: never
 * @param diskBytes with less room than this no trial is begun
 * @param known anomalies
 * @param spare whether what time is left when each cell was tried is spent as well
 */
public record NightSettings(
        Duration budget,
        int jobs,
        Optional<Path> memory,
        int unknownNights,
        Optional<Integer> keepNights,
        Optional<Integer> keepViolations,
        long diskBytes,
        List<Known> known,
        boolean spare) {
    /** Two hours, twice as many trials as processors, if they fit; violations are kept for ever, others seven nights. */
    public static final NightSettings DEFAULT = new NightSettings(
            Duration.ofHours(2),
            2 * Runtime.getRuntime().availableProcessors(),
            Optional.empty(),
            3,
            Optional.of(7),
            Optional.empty(),
            1L << 30,
            List.of(),
            true);

    public NightSettings {
        known = List.copyOf(known);
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("a night's budget is above 0, such as 2h, not " + budget);
        }
        if (jobs < 1 || jobs > 1000) {
            throw new IllegalArgumentException("a night runs 1 to 1000 trials side by side, not " + jobs);
        }
    }

    public NightSettings withBudget(Duration other) {
        return new NightSettings(
                other, jobs, memory, unknownNights, keepNights, keepViolations, diskBytes, known, spare);
    }

    public NightSettings withJobs(int other) {
        return new NightSettings(
                budget, other, memory, unknownNights, keepNights, keepViolations, diskBytes, known, spare);
    }

    public NightSettings withMemory(Path other) {
        return new NightSettings(
                budget, jobs, Optional.of(other), unknownNights, keepNights, keepViolations, diskBytes, known, spare);
    }

    /** The same, that ends when each cell was tried. */
    public NightSettings withoutSpare() {
        return new NightSettings(
                budget, jobs, memory, unknownNights, keepNights, keepViolations, diskBytes, known, false);
    }
}
