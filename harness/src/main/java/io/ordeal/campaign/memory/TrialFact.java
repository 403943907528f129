package io.ordeal.campaign.memory;

import io.ordeal.campaign.memory.TrialRow.Judgement;
import java.util.OptionalLong;

/**
 * As much of a trial as a later night's plan hangs on.
 *
 * @param cell by name
 * @param night by number
 * @param revision the commit that was tried
 * @param code a fingerprint of the target's classes then
 * @param harness a fingerprint of all others then
 * @param verdict {@code valid}, {@code invalid}, {@code unknown} or {@code failed}
 * @param judgement whether it was to be expected
 * @param mainMillis of its main phase
 * @param wholeMillis with all that is beside it
 * @param violationMillis until its first violation
 * @param cpuMillis of all its processes
 * @param peakBytes of all its processes
 */
public record TrialFact(
        String cell,
        long night,
        String revision,
        String code,
        String harness,
        String verdict,
        Judgement judgement,
        long mainMillis,
        long wholeMillis,
        OptionalLong violationMillis,
        long cpuMillis,
        long peakBytes) {
    /** Whether it came to a verdict that says something. */
    public boolean isJudged() {
        return judgement != Judgement.OPEN;
    }
}
