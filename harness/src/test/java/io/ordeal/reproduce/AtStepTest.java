package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills in the midst of operations, by the number of the step at which their clients stand. */
class AtStepTest {
    @TempDir
    private Path folder;

    @Test
    void eachKillAtEachStepOfTheLastOperationsTheSecondFirst() throws IOException {
        ReplayPlan plan = ReplayPlan.of(Recordings.twoKills(folder));
        List<RecordedOperation> midst =
                List.of(plan.operations().get(0), plan.operations().get(3));
        ReplayPlan first = Reducing.faults(plan, fault -> fault.id().equals("k1"));
        assertThat(AtStep.of(first, midst).stream()
                        .map(one -> one.plan().schedule().faults().get(0).text()))
                .containsExactly(
                        "k1=kill:n2@after=4:begun+step=any:worker=0:times=2..at=650ms",
                        "k1=kill:n2@after=4:begun+step=any:worker=0..at=650ms",
                        "k1=kill:n2@step=any:worker=0:times=2..at=650ms",
                        "k1=kill:n2@step=any:worker=0..at=650ms");
        assertThat(AtStep.of(plan, midst))
                .hasSize(8)
                .allSatisfy(one -> assertThat(one.plan().schedule().faults()).hasSize(1));
    }

    @Test
    void whatLiesInWaitForAStepAsItIsStaysSo() throws IOException {
        ReplayPlan plan = ReplayPlan.of(Recordings.twoKills(folder));
        ReplayPlan waiting = AtStep.of(plan, plan.operations()).get(0).plan();
        assertThat(AtStep.of(waiting, plan.operations())).isEmpty();
    }
}
