package io.ordeal.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a night that was killed has used of its budget. */
class ResumptionTest {
    private static TrialRow trial(long startedMillis, long wholeMillis) {
        return new TrialRow(
                "t" + startedMillis,
                "n",
                "a/w/none",
                "",
                "{}",
                1,
                startedMillis,
                State.DONE,
                wholeMillis,
                0,
                "valid",
                Judgement.EXPECTED,
                "",
                "",
                0,
                OptionalLong.empty(),
                "{}",
                0,
                0,
                "",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void trialsSideBySideCountOnce() {
        assertThat(Resumption.spentMillis(List.of())).isZero();
        assertThat(Resumption.spentMillis(List.of(trial(1000, 500), trial(1100, 100), trial(1200, 600))))
                .isEqualTo(800);
    }

    /** It was killed at one o'clock, taken up at six, and killed again. */
    @Test
    void theTimeInWhichNobodyTookItUpIsNotSpent() {
        assertThat(Resumption.spentMillis(List.of(trial(0, 500), trial(18_000_000, 700))))
                .isEqualTo(1200);
    }

    @Test
    void aClockThatWasSetBackGivesNoTimeBack() {
        assertThat(Resumption.spentMillis(List.of(trial(5_000_000, 500), trial(1_000, 700))))
                .isEqualTo(1200);
    }
}
