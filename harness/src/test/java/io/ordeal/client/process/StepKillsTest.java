package io.ordeal.client.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** At which steps clients are killed. */
class StepKillsTest {
    private static final List<String> OPERATION = List.of("invoked", "preparing 1", "prepared 1", "committed 1");

    @Test
    void nobodyIsKilledAtTheFirstStepsBeforeAnOperationsStepsAreKnown() {
        StepKills kills = new StepKills();
        kills.begin(new SplittableRandom(1));
        // two workers side by side: that both come to a step says nothing of what else there is
        for (int i = 0; i < OPERATION.size(); i++) {
            assertThat(kills.at(0, OPERATION.get(i))).isEmpty();
            assertThat(kills.at(1, OPERATION.get(i))).isEmpty();
        }
    }

    @Test
    void onceTheyAreKnownOneIsDrawnAmongAllOfThem() {
        StepKills kills = new StepKills();
        OPERATION.forEach(step -> assertThat(kills.at(0, step)).isEmpty());
        kills.begin(new SplittableRandom(1));
        long killed =
                OPERATION.stream().filter(step -> kills.at(0, step).isPresent()).count();
        assertThat(killed).as("one, and then clients have a while to come back").isEqualTo(1);
    }
}
