package io.ordeal.campaign.plan;

import io.ordeal.targets.Expectation;

/**
 * An expectation that has no cell: a claim of its source only.
 *
 * @param why it can't be tried here
 */
public record Untried(String target, Expectation expectation, String why) {
    /** As a line of a summary. */
    public String text() {
        String faults = expectation.faults().isEmpty()
                ? ""
                : " under "
                        + String.join(
                                ", ", expectation.faults().stream().sorted().toList());
        return target + "/" + expectation.workload() + ": "
                + expectation.outcome().text() + faults
                + expectation.versions().map(range -> " in " + range).orElse("") + ": " + why;
    }
}
