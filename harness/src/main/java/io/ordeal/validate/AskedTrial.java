package io.ordeal.validate;

import io.ordeal.campaign.Assessment;
import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.work.TrialResult;
import io.ordeal.checker.measure.Contention;
import io.ordeal.trial.Levels;
import java.util.Map;

/**
 * A trial of a question, and what came of it.
 *
 * @param choice by which it came to be
 * @param result what came of it
 * @param assessment whether that was to be expected
 * @param contention how many of its operations met others
 * @param felt how often each fault was felt
 * @param levels what it says of levels of isolation
 */
public record AskedTrial(
        Choice choice,
        TrialResult result,
        Assessment assessment,
        Contention contention,
        Map<String, Integer> felt,
        Levels levels) {
    public AskedTrial {
        felt = Map.copyOf(felt);
    }

    /** Whether it has a verdict that says something. */
    boolean isJudged() {
        return result.end() == TrialResult.End.JUDGED && result.valid().isPresent();
    }

    boolean broke() {
        return isJudged() && !result.valid().orElse(true);
    }

    boolean held() {
        return isJudged() && result.valid().orElse(false);
    }
}
