package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Invocation;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.workload.Replaying;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepetitionTest {
    private static final Repetition ON_FRESH_KEYS = new Repetition(operations -> Optional.of((round, one) -> round == 0
            ? one
            : new Invocation(one.f(), List.of("r" + round, ((List<?>) Objects.requireNonNull(one.value())).get(1)))));

    @TempDir
    private Path folder;

    private ReplayPlan plan;

    @BeforeEach
    void record() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        plan = Reducing.faults(
                ReplayPlan.of(recording)
                        .withSchedule(
                                Anchors.of(recording, AnchorChoice.OPERATIONS).schedule()),
                fault -> fault.id().equals("k1"));
    }

    private static List<String> faults(ReplayPlan plan) {
        return plan.schedule().faults().stream().map(PlannedFault::text).toList();
    }

    @Test
    void eachRoundIsOnItsOwnKeysUnderItsOwnFaultAfterTheOneBefore() {
        ReplayPlan rounds = ON_FRESH_KEYS.oftenEnough(plan, 0.7).orElseThrow();
        assertThat(rounds.operations()).hasSize(30);
        assertThat(rounds.operations().get(10).invocation().value()).isEqualTo(List.of("r1", 0L));
        assertThat(rounds.operations().get(10).timeNanos())
                .isGreaterThan(rounds.operations().get(9).timeNanos());
        assertThat(rounds.operations().get(29).invocation().value()).isEqualTo(List.of("r2", 9L));
        assertThat(faults(plan)).containsExactly("k1=kill:n2@after=5:begun+for=50ms..for=200ms");
        assertThat(faults(rounds))
                .containsExactly(
                        "k1=kill:n2@after=5:begun+for=50ms..for=200ms",
                        "k1-r2=kill:n2@after=15:begun+for=50ms..for=200ms",
                        "k1-r3=kill:n2@after=25:begun+for=50ms..for=200ms");
        assertThat(rounds.options().time()).isGreaterThan(plan.options().time());
    }

    @Test
    void theRarerItIsTheMoreRoundsThereAre() {
        assertThat(ON_FRESH_KEYS.oftenEnough(plan, 0.9).orElseThrow().operations())
                .hasSize(20);
        assertThat(ON_FRESH_KEYS.oftenEnough(plan, 0.3).orElseThrow().operations())
                .hasSize(100);
        assertThat(ON_FRESH_KEYS.oftenEnough(plan, 0.01).orElseThrow().operations())
                .hasSize(120);
    }

    /** With no server to wait for, one after the other, as long as there is time, and no longer than is reasonable. */
    @Test
    void operationsAloneAreMadeAsOftenAsThereIsTimeFor() {
        ReplayPlan alone = Reducing.faults(plan, fault -> false);
        assertThat(ON_FRESH_KEYS
                        .within(alone, Duration.ofSeconds(4))
                        .orElseThrow()
                        .operations())
                .hasSize(40);
        assertThat(ON_FRESH_KEYS
                        .within(alone, Duration.ofMinutes(1))
                        .orElseThrow()
                        .operations())
                .hasSize(100);
    }

    /** Of an operation that takes 10 ms a second has room for a hundred, each in a round of its own. */
    @Test
    void aRoundOfOperationsAloneIsNoLongerThanTheyTake() {
        ReplayPlan one = Reducing.operations(Reducing.faults(plan, fault -> false), op -> op.index() == 0);
        List<RecordedOperation> rounds =
                ON_FRESH_KEYS.within(one, Duration.ofSeconds(1)).orElseThrow().operations();
        assertThat(rounds).hasSize(100);
        assertThat(rounds.get(99).round()).isEqualTo(99);
    }

    /** Of two writes, one after the other, the second is made again and again from when the first begins, as if it were a read. */
    @Test
    void whatChangesNothingIsDoneAgainAndAgainMeanwhile() {
        ReplayPlan two = Reducing.operations(
                plan, one -> one.timeNanos() < Duration.ofMillis(150).toNanos());
        Replaying reads = new Replaying() {
            @Override
            public boolean mayBeRepeated(Invocation recorded) {
                return List.of("r0", 1L).equals(recorded.value());
            }
        };
        assertThat(Repetition.again(two, reads, 1, 3).operations().stream()
                        .map(one -> one.invocation().value() + " at " + one.timeNanos() / 1_000_000))
                .startsWith("[r0, 0] at 0", "[r0, 1] at 0")
                .hasSize(9);
        assertThat(Repetition.again(two, Replaying.AS_RECORDED, 1, 3)).isEqualTo(two);
        ReplayPlan three = Repetition.again(two, reads, 3, 3);
        assertThat(three.operations().stream().map(RecordedOperation::worker)).containsOnly(0, 3, 6);
        assertThat(three.options().concurrency()).isEqualTo(7);
    }

    @Test
    void whatCanNotBeKeptApartIsMadeOnce() {
        assertThat(Repetition.none().oftenEnough(plan, 0.5)).isEmpty();
    }

    /** A fault that lasts until the main phase is over would meet that of the next round. */
    @Test
    void whatLastsToTheEndIsMadeOnce() {
        ReplayPlan toTheEnd = plan.withSchedule(new Schedule(plan.schedule().faults().stream()
                .map(fault -> fault.when(fault.begin(), List.of()))
                .toList()));
        assertThat(ON_FRESH_KEYS.oftenEnough(toTheEnd, 0.5)).isEmpty();
    }
}
