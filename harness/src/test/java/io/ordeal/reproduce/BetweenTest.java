package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Invocation;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.Op;
import io.ordeal.workload.Replaying;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault between what one worker does and what another does, made of a recording of writes as if these were locks. */
class BetweenTest {
    /** What is written may be written again, and is taken back by whoever wrote it. */
    private static final Replaying LOCKS = new Replaying() {
        @Override
        public boolean mayBeRepeated(Invocation recorded) {
            return recorded.f().equals("write");
        }

        @Override
        public Optional<Invocation> owed(Op answer, Optional<Invocation> next) {
            return Optional.of(new Invocation("undo", answer.value()));
        }
    };

    @TempDir
    private Path folder;

    private ReplayPlan plan;

    @BeforeEach
    void record() throws IOException {
        ReplayPlan whole = ReplayPlan.of(Recordings.twoKills(folder));
        RecordedOperation first = whole.operations().get(3);
        RecordedOperation second = whole.operations().get(4);
        plan = whole.withOperations(List.of(
                        first,
                        new RecordedOperation(
                                second.index(),
                                1,
                                second.timeNanos(),
                                second.invocation(),
                                second.before(),
                                second.outcome())))
                .withSchedule(new Schedule(List.of(new PlannedFault(
                        "k1",
                        FaultSpec.parse("kill:n2"),
                        List.of(new Condition.At(Duration.ofMillis(250))),
                        List.of(new Condition.For(Duration.ofMillis(200)))))));
    }

    @Test
    void eachWorkerIsTheFirstOnce() {
        assertThat(Between.of(plan, LOCKS))
                .hasSize(2)
                .allSatisfy(
                        between -> assertThat(between.schedule().faults().get(0).text())
                                .isEqualTo("k1=kill:n2@after=1:ended+for=100ms"));
        assertThat(Between.of(plan, LOCKS).get(1).operations().get(0).worker()).isEqualTo(1);
    }

    @Test
    void whatTheFirstGotIsKeptUntilTheEndWhileTheOtherAsksAgainAndAgain() {
        List<RecordedOperation> operations = Between.of(plan, LOCKS).get(0).operations();
        RecordedOperation last = operations.get(operations.size() - 1);
        assertThat(last.invocation().f()).isEqualTo("undo");
        assertThat(last.worker()).isZero();
        // the time from the answer to what follows from it
        assertThat(last.timeNanos() - last.before().orElseThrow().timeNanos())
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        List<RecordedOperation> asked = operations.subList(1, operations.size() - 1);
        assertThat(asked).hasSizeGreaterThan(20).allMatch(one -> one.worker() == 1);
        assertThat(asked.get(0).timeNanos()).isEqualTo(Duration.ofMillis(2100).toNanos());
    }

    /** The two begin at 1.5 s and 1.6 s. */
    @Test
    void whatWasGrantedLastIsKeptUntilTheFaultIsOver() {
        ReplayPlan throughout = Throughout.of(plan).get(0).plan();
        ReplayPlan kept = Kept.of(throughout, LOCKS).orElseThrow();
        assertThat(kept.schedule().faults().get(0).text()).isEqualTo("k1=kill:n2@at=0s..for=3100ms");
        assertThat(kept.operations()).hasSize(3).last().satisfies(one -> {
            assertThat(one.worker()).isEqualTo(1);
            assertThat(one.invocation().f()).isEqualTo("undo");
            assertThat(one.timeNanos()).isEqualTo(Duration.ofMillis(5600).toNanos());
        });
        assertThat(Kept.of(throughout, Replaying.AS_RECORDED)).isEmpty();
    }

    @Test
    void whoeverMayNotAskAgainIsLeftAsHeIs() {
        assertThat(Between.of(plan, Replaying.AS_RECORDED)).isEmpty();
    }
}
