package io.ordeal.validate;

import io.ordeal.campaign.plan.PlannedCell;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a workload's promise is kept under some faults.
 *
 * @param cell of its trials
 * @param likelihood that a trial shows a violation, beside those of others; from 0 to 1
 * @param breaksWithin how long a trial must be to break surely, as the target itself says; empty if it need not break
 * @param judgedAtLevels whether its histories are judged at each level of isolation
 */
public record Question(PlannedCell cell, double likelihood, Optional<Duration> breaksWithin, boolean judgedAtLevels) {
    /** As cells are called. */
    public String name() {
        return cell.name();
    }

    public String workload() {
        return cell.cell().workload();
    }

    /** All of them at once; none, one or two. */
    public List<String> faults() {
        return cell.cell().faults().kinds();
    }

    /** {@code none}, {@code kill}, {@code kill,partition}. */
    public String faultsText() {
        return cell.cell().faults().name();
    }

    /** Whether this one asks the same of the same workload, under fewer faults. */
    boolean isWeakerThan(Question other) {
        return workload().equals(other.workload())
                && faults().size() < other.faults().size()
                && Set.copyOf(other.faults()).containsAll(faults());
    }
}
