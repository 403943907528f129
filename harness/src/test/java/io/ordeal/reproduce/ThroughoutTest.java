package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughoutTest {
    @TempDir
    private Path folder;

    private ReplayPlan plan;

    @BeforeEach
    void record() throws IOException {
        plan = ReplayPlan.of(Recordings.twoKills(folder));
    }

    private List<String> faults(PlannedFault... faults) {
        return Throughout.of(plan.withSchedule(new Schedule(List.of(faults)))).stream()
                .map(variant -> variant.plan().schedule().faults().get(0).text())
                .toList();
    }

    private static PlannedFault fault(String id, String spec, Condition begin) {
        return new PlannedFault(
                id, FaultSpec.parse(spec), List.of(begin), List.of(new Condition.For(Duration.ofMillis(200))));
    }

    private static final Condition SOON = new Condition.At(Duration.ofMillis(450));

    @Test
    void aFaultIsThereBeforeTheFirstOperationAndUntilTheEnd() {
        assertThat(faults(fault("k1", "kill:n2", SOON))).containsExactly("k1=kill:n2@at=0s");
        assertThat(Throughout.of(plan).get(0).plan().operations().get(0).timeNanos())
                .isEqualTo(Duration.ofMillis(1500).toNanos());
    }

    @Test
    void nodesThatWereStruckTogetherAreStruckAloneToo() {
        assertThat(faults(fault("k1", "kill:db+broker", SOON), fault("k2", "kill:db", SOON)))
                .containsExactly("k1=kill:db+broker@at=0s", "k1=kill:db@at=0s", "k1=kill:broker@at=0s");
    }

    /** Whoever is named beside the primary is on its side, and is not struck. */
    @Test
    void aPartitionIsOneFaultWhoeverIsOnItsSides() {
        assertThat(faults(fault("p1", "partition:primary+c0+c1", SOON)))
                .containsExactly("p1=partition:primary+c0+c1@at=0s");
    }

    @Test
    void whatLiesInWaitDoesSoAtEachMoment() {
        assertThat(faults(fault("p1", "client-pause:after", SOON)))
                .startsWith("p1=client-pause:after@at=0s")
                .contains("p1=client-pause:before@at=0s", "p1=client-pause:open@at=0s", "p1=client-pause:point@at=0s")
                .hasSize(4);
    }

    /** It strikes at the right moment by itself. */
    @Test
    void whatWaitsForAStepIsLeftAsItIs() {
        assertThat(faults(fault(
                        "k1",
                        "kill-coordinator:asking",
                        new Condition.Step("prepared 1", Optional.empty(), Optional.empty(), 1))))
                .isEmpty();
    }
}
