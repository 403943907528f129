package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.Replaying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Operations made again, on virtual time. */
class RecordedOperationsTest {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final int WORKERS = 3;

    private static List<Op> record(long seed) {
        Generator drawn = Generators.limit(
                40, Generators.drawn(draw -> new Invocation("write", draw.count() * WORKERS + draw.worker())));
        return new Simulation(WORKERS, false, seed)
                .run(Generators.bursts(Duration.ofMillis(5), drawn), Simulation.perfect(MILLI));
    }

    private static List<RecordedOperation> operations(List<Op> history) {
        return Recording.operations(history(history), WORKERS);
    }

    private static History history(List<Op> ops) {
        HistoryBuilder builder = new HistoryBuilder();
        ops.forEach(builder::add);
        return builder.build();
    }

    private static List<Op> replay(List<RecordedOperation> operations, Simulation.SimulatedSystem system) {
        return new Simulation(WORKERS, false, 99)
                .run(RecordedOperations.of(operations, WORKERS, Replaying.AS_RECORDED), system);
    }

    @Test
    void aSystemThatAnswersAsItDidGetsTheSameToTheNanosecond() {
        List<Op> recorded = record(7);
        assertThat(replay(operations(recorded), Simulation.perfect(MILLI))).isEqualTo(recorded);
    }

    @Test
    void twoRunsOfOneSeedAreTheSame() {
        assertThat(record(7)).isEqualTo(record(7)).isNotEqualTo(record(8));
    }

    @Test
    void aSlowSystemGetsTheSameOfEachWorkerOnlyLater() {
        List<Op> recorded = record(7);
        List<Op> slow = replay(operations(recorded), Simulation.perfect(Duration.ofMillis(50)));
        for (int worker = 0; worker < WORKERS; worker++) {
            assertThat(valuesOf(worker, slow)).isEqualTo(valuesOf(worker, recorded));
        }
        assertThat(slow.stream().map(Op::timeNanos)).isSorted();
    }

    @Test
    void whoIsOfUnknownOutcomeGoesOnAsAnotherProcessAndNothingIsSentTwice() {
        List<Op> recorded = record(7);
        List<Op> lost = replay(
                operations(recorded), invocation -> new Outcome(MILLI, Completion.info(invocation.value(), "lost")));
        assertThat(lost.stream().filter(op -> op.type() == OpType.INVOKE).map(Op::value))
                .doesNotHaveDuplicates()
                .hasSize(40);
    }

    @Test
    void whatHangsOnAnAnswerThatDidNotComeIsLeftOut() {
        Replaying onlyAfterOk = new Replaying() {
            @Override
            public List<Invocation> instead(Invocation recorded, Optional<Op> then, Optional<Op> now) {
                boolean refused = now.filter(op -> op.type() == OpType.FAIL).isPresent();
                return recorded.f().equals("use") && refused ? List.of() : List.of(recorded);
            }
        };
        List<Op> recorded = new Simulation(1, false, 1)
                .run(
                        Generators.sequence(
                                Generators.once("ask", 1L), Generators.once("use", 1L), Generators.once("ask", 2L)),
                        Simulation.perfect(MILLI));
        Generator again = RecordedOperations.of(Recording.operations(history(recorded), 1), 1, onlyAfterOk);
        List<Op> replayed = new Simulation(1, false, 1)
                .run(again, invocation -> new Outcome(MILLI, Completion.fail(invocation.value(), "no")));
        assertThat(replayed.stream().filter(op -> op.type() == OpType.INVOKE).map(op -> op.f() + op.value()))
                .containsExactly("ask1", "ask2");
    }

    /** Recorded: asked at 0 ms, answered at 1000, used at 1010. Answered at once today, it is used 10 ms later, not 1000. */
    @Test
    void whatFollowsFromAnAnswerIsMadeAsLongAfterItAndWhatIsOwedAtOnce() {
        Replaying asking = new Replaying() {
            @Override
            public boolean follows(Invocation recorded) {
                return recorded.f().equals("use");
            }

            @Override
            public Optional<Invocation> owed(Op answer, Optional<Invocation> next) {
                return answer.f().equals("ask") && next.filter(this::follows).isEmpty()
                        ? Optional.of(new Invocation("give-back", answer.value()))
                        : Optional.empty();
            }
        };
        List<Op> recorded = new Simulation(1, false, 1)
                .run(
                        Generators.sequence(
                                Generators.once("ask", 1L),
                                Generators.sequence(
                                        Generators.sleep(Duration.ofMillis(10)), Generators.once("use", 1L)),
                                Generators.once("ask", 2L)),
                        invocation -> new Outcome(
                                invocation.f().equals("ask") ? Duration.ofSeconds(1) : MILLI,
                                Completion.ok(invocation.value())));
        List<Op> replayed = new Simulation(1, false, 1)
                .run(
                        RecordedOperations.of(Recording.operations(history(recorded), 1), 1, asking),
                        Simulation.perfect(MILLI));
        assertThat(replayed.stream()
                        .filter(op -> op.type() == OpType.INVOKE)
                        .map(op -> op.f() + op.value() + " at " + op.timeNanos() / 1_000_000))
                .containsExactly("ask1 at 0", "use1 at 11", "ask2 at 1011", "give-back2 at 1012");
    }

    /**
     * Worker 0 takes 40 ms for each, worker 1 5 ms, and a round is to last 10: the second begins when the slow one has done its
     * part of the first, and what comes 5 ms after its begin comes 5 ms after that.
     */
    @Test
    void aRoundBeginsWhenAllOfTheOneBeforeHasEndedAndKeepsItsTimes() {
        List<RecordedOperation> rounds = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int worker = 0; worker < 2; worker++) {
                rounds.add(new RecordedOperation(
                        worker,
                        worker,
                        Duration.ofMillis(10L * round + 5L * worker).toNanos(),
                        new Invocation(worker == 0 ? "slow" : "fast", (long) round),
                        Optional.empty(),
                        OpType.OK,
                        round));
            }
        }
        List<Op> made = replay(
                rounds,
                invocation -> new Outcome(
                        Duration.ofMillis(invocation.f().equals("slow") ? 40 : 5), Completion.ok(invocation.value())));
        assertThat(made.stream()
                        .filter(op -> op.type() == OpType.INVOKE)
                        .map(op -> op.f() + op.value() + " at " + op.timeNanos() / 1_000_000))
                .containsExactly(
                        "slow0 at 0", "fast0 at 5", "slow1 at 40", "fast1 at 45", "slow2 at 80", "fast2 at 85");
    }

    /** A write takes 40 ms, a read 15: of eight reads a round has three, as the fourth would begin when the write is done. */
    @Test
    void whatIsDoneAgainAndAgainIsDoneAsLongAsSomethingElseOfItsRoundGoesOn() {
        List<RecordedOperation> rounds = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 9; i++) {
                int worker = Math.min(i, 1);
                rounds.add(new RecordedOperation(
                        worker,
                        worker,
                        Duration.ofMillis(10L * round).toNanos(),
                        new Invocation(worker == 0 ? "write" : "read", (long) round),
                        Optional.empty(),
                        OpType.OK,
                        round));
            }
        }
        List<Op> made = replay(
                rounds,
                invocation -> new Outcome(
                        Duration.ofMillis(invocation.f().equals("write") ? 40 : 15),
                        Completion.ok(invocation.value())));
        assertThat(made.stream()
                        .filter(op -> op.type() == OpType.INVOKE)
                        .map(op -> op.f() + op.value() + " at " + op.timeNanos() / 1_000_000))
                .containsExactly(
                        "write0 at 0",
                        "read0 at 0",
                        "read0 at 15",
                        "read0 at 30",
                        "write1 at 45",
                        "read1 at 45",
                        "read1 at 60",
                        "read1 at 75");
    }

    private static List<?> valuesOf(int worker, List<Op> history) {
        return history.stream()
                .filter(op -> op.type() == OpType.INVOKE && op.process() % WORKERS == worker)
                .map(Op::value)
                .toList();
    }
}
