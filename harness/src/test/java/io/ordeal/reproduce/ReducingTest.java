package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.ConditionText;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a plan keeps together. The recording has ten writes, 100 ms apart, by worker 0. */
class ReducingTest {
    @TempDir
    private Path folder;

    private ReplayPlan plan;

    @BeforeEach
    void record() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        plan = ReplayPlan.of(recording)
                .withSchedule(Anchors.of(recording, AnchorChoice.OPERATIONS).schedule());
    }

    private static List<String> faults(ReplayPlan plan) {
        return plan.schedule().faults().stream().map(PlannedFault::text).toList();
    }

    private static Schedule schedule(String fault, String begin, String end) {
        return ScheduleFile.read("faults: [{id: k, fault: \"" + fault + "\", begin: \"" + begin + "\""
                + (end.isEmpty() ? "" : ", end: \"" + end + "\"") + "}]");
    }

    @Test
    void faultsCountTheOperationsThatAreLeft() {
        assertThat(faults(plan)).first().asString().contains("after=5:begun");
        ReplayPlan less = Reducing.operations(plan, one -> one.timeNanos() >= 300_000_000);
        assertThat(less.operations()).hasSize(7);
        assertThat(faults(less)).first().asString().contains("after=2:begun");
    }

    /** Of the first five the last that is left began 200 ms before the fifth. */
    @Test
    void timeThatPassedToWhatIsGonePassesAll() {
        ReplayPlan counting = plan.withSchedule(schedule("kill:n2", "after=5:begun+for=20ms", ""));
        assertThat(faults(Reducing.operations(
                        counting, one -> one.timeNanos() != 300_000_000 && one.timeNanos() != 400_000_000)))
                .containsExactly("k=kill:n2@after=3:begun+for=220ms");
    }

    /** Both kills were in force when five and seven writes had ended. */
    @Test
    void faultsAreTiedToWhatHadEndedWhenTheyWereInForce() {
        ReplayPlan tied = new InForce(plan.recording().history())
                .tied(Reducing.operations(plan, one -> one.timeNanos() >= 300_000_000));
        assertThat(faults(tied).get(0)).startsWith("k1=kill:n2@after=2:ended..for=200ms");
        assertThat(faults(tied).get(1)).contains("after=4:ended");
    }

    @Test
    void aFaultThatCountedWhatIsGoneComesAtItsTime() {
        ReplayPlan less = Reducing.operations(plan, one -> one.timeNanos() >= 800_000_000);
        assertThat(faults(less)).first().asString().contains("at=400ms");
    }

    @Test
    void idleTimeAtTheBeginningAndTheEndIsGone() {
        ReplayPlan less = Reducing.trimmed(Reducing.operations(
                Reducing.faults(plan, fault -> false),
                one -> one.timeNanos() >= 400_000_000 && one.timeNanos() < 600_000_000));
        assertThat(less.operations().stream().map(RecordedOperation::timeNanos))
                .containsExactly(100_000_000L, 200_000_000L);
        assertThat(less.options().time()).isEqualTo(Duration.ofMillis(1200));
        assertThat(Reducing.trimmed(less)).isEqualTo(less);
    }

    @Test
    void timesOfFaultsMoveWithTheOperations() {
        ReplayPlan at = plan.withSchedule(schedule("kill:n2", "at=700ms", "for=200ms"));
        ReplayPlan less = Reducing.trimmed(Reducing.operations(at, one -> one.timeNanos() >= 500_000_000));
        assertThat(faults(less)).containsExactly("k=kill:n2@at=300ms..for=200ms");
        assertThat(ExpectedMoments.length(less)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void faultsThatSpeakOfOneThatIsGoneGoWithIt() {
        ReplayPlan tied = plan.withSchedule(new Schedule(List.of(
                plan.schedule().faults().get(0),
                plan.schedule().faults().get(1).when(ConditionText.parseAll("ended=k1"), List.of()))));
        assertThat(Reducing.faults(tied, fault -> !fault.id().equals("k1"))
                        .schedule()
                        .isEmpty())
                .isTrue();
        assertThat(faults(Reducing.faults(tied, fault -> !fault.id().equals("k2"))))
                .hasSize(1);
    }

    /** Worker w talks to node w modulo their number: it must go on doing so. */
    @Test
    void workersKeepTheirNodesAndFaultsTheirWorkers() {
        ReplayPlan many = plan.withOptions(plan.options().withConcurrency(10))
                .withOperations(plan.operations().stream()
                        .map(one -> new RecordedOperation(
                                one.index(),
                                one.index() % 2 == 0 ? 7 : 9,
                                one.timeNanos(),
                                one.invocation(),
                                one.before(),
                                one.outcome()))
                        .toList())
                .withSchedule(schedule("client-pause:c7", "at=100ms", "for=1s"));
        int worker = many.operations().get(0).worker();
        assertThat(worker).isEqualTo(7);
        ReplayPlan fewer = Workers.renumbered(many, 3);
        assertThat(fewer.operations().get(0).worker()).isEqualTo(1);
        assertThat(faults(fewer)).containsExactly("k=client-pause:c1@at=100ms..for=1s");
        assertThat(fewer.options().concurrency()).isEqualTo(2);
        assertThat(fewer.workers()).isEqualTo(1);
    }

    /** Who does nothing any more is on no side; and a partition does not strike those who are on one. */
    @Test
    void workersStayOnTheirSidesOfAPartition() {
        ReplayPlan many = plan.withOptions(plan.options().withConcurrency(10))
                .withOperations(plan.operations().stream()
                        .map(one -> new RecordedOperation(
                                one.index(),
                                one.index() % 2 == 0 ? 7 : 9,
                                one.timeNanos(),
                                one.invocation(),
                                one.before(),
                                one.outcome()))
                        .toList())
                .withSchedule(schedule("partition:primary+c0+c7:drop", "at=100ms", "for=1s"));
        assertThat(faults(Workers.renumbered(many, 3))).containsExactly("k=partition:primary+c1:drop@at=100ms..for=1s");
        ReplayPlan others = Reducing.operations(many, one -> one.worker() == 9);
        assertThat(faults(Workers.renumbered(others, 3)))
                .containsExactly("k=partition:primary+nobody:drop@at=100ms..for=1s");
    }

    @Test
    void whatIsAskedAgainAndAgainIsAskedForLess() {
        RecordedOperation first = plan.operations().get(0);
        List<RecordedOperation> asked = List.of(
                first,
                plan.operations().get(1).at(100_000_000),
                first.at(400_000_000),
                first.at(800_000_000),
                plan.operations().get(2).at(900_000_000));
        ReplayPlan less = Reducing.within(plan.withOperations(asked), Duration.ofMillis(500));
        assertThat(less.operations().stream().map(RecordedOperation::timeNanos))
                .containsExactly(0L, 100_000_000L, 400_000_000L, 500_000_000L);
        assertThat(Reducing.within(plan, Duration.ofMillis(500))).isEqualTo(plan);
    }

    @Test
    void gapsAreClosedUnlessAFaultStrikesAtATime() {
        ReplayPlan faultless = Reducing.faults(plan, fault -> false);
        ReplayPlan close = Reducing.closingGaps(faultless, Duration.ofMillis(50));
        assertThat(close.operations().get(9).timeNanos()).isEqualTo(450_000_000);
        ReplayPlan at = plan.withSchedule(schedule("kill:n2", "at=700ms", ""));
        assertThat(Reducing.closingGaps(at, Duration.ofMillis(50))).isEqualTo(at);
    }

    @Test
    void faultsLastShorter() {
        assertThat(Reducing.longestFault(plan)).isEqualTo(Duration.ofMillis(200));
        assertThat(Reducing.longestFault(Reducing.lastingAtMost(plan, Duration.ofMillis(90))))
                .isEqualTo(Duration.ofMillis(90));
    }

    /** What a fault must strike in the midst of may be short; who waits for another fault waits for that alone. */
    @Test
    void faultsThatWaitForOperationsStrikeLater() {
        ReplayPlan mixed = plan.withSchedule(new Schedule(List.of(
                plan.schedule().faults().get(0),
                plan.schedule()
                        .faults()
                        .get(1)
                        .when(
                                List.of(new Condition.Began("k1"), new Condition.For(Duration.ofMillis(20))),
                                List.of()))));
        assertThat(faults(Reducing.moved(mixed, Duration.ofMillis(15))))
                .containsExactly("k1=kill:n2@after=5:begun+for=65ms..for=200ms", "k2=kill:n1@began=k1+for=20ms");
    }

    /** Operations are 100 ms apart, and the fault was tied to 50 ms after the fifth. */
    @Test
    void faultsThatWaitForOperationsStrikeSooner() {
        ReplayPlan first = Reducing.faults(plan, fault -> fault.id().equals("k1"));
        assertThat(faults(Reducing.moved(first, Duration.ofMillis(-15))))
                .containsExactly("k1=kill:n2@after=5:begun+for=35ms..for=200ms");
        assertThat(faults(Reducing.moved(first, Duration.ofMillis(-150))))
                .containsExactly("k1=kill:n2@after=4:begun+for=0s..for=200ms");
        assertThat(faults(Reducing.moved(first, Duration.ofMillis(-900)))).isEqualTo(faults(first));
    }

    /** A client that makes nothing more comes to no step. */
    @Test
    void whatWaitsForAWorkerGoesWithItsOperations() {
        ReplayPlan waiting = plan.withSchedule(ScheduleFile.read(
                "faults: [{id: k, fault: \"kill-coordinator:asking\", begin: \"step=prepared 1:worker=0\"}]"));
        assertThat(faults(Reducing.operations(waiting, one -> one.timeNanos() > 0)))
                .hasSize(1);
        assertThat(faults(Reducing.operations(waiting, one -> false))).isEmpty();
    }

    /** What follows from an answer follows it after as long a time, wherever the two are moved. */
    @Test
    void whatCameBeforeAnOperationIsMovedWithIt() {
        ReplayPlan late = Reducing.operations(plan, one -> one.timeNanos() >= 500_000_000);
        for (ReplayPlan moved : List.of(
                Reducing.trimmed(late),
                Reducing.startingAt(late, Duration.ofSeconds(3)),
                Reducing.closingGaps(late, Duration.ofMillis(40)))) {
            assertThat(moved.operations().get(2).timeNanos())
                    .isNotEqualTo(late.operations().get(2).timeNanos());
            assertThat(moved.operations())
                    .allSatisfy(one -> assertThat(
                                    one.timeNanos() - one.before().orElseThrow().timeNanos())
                            .isEqualTo(90_000_000));
        }
    }
}
