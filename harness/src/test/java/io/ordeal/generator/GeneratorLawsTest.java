package io.ordeal.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all generators: they are values, and what they draw hangs on no timing. */
class GeneratorLawsTest {
    private static final int WORKERS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asksTwiceAndGetsTheSame(long seed) {
        Generator all = Generators.timeLimit(Duration.ofNanos(3_000), everything());
        List<Op> once = new Simulation(WORKERS, true, seed).run(all, system(seed));
        List<Op> twice = new Simulation(WORKERS, true, seed).run(new AskedTwice(all), system(seed));
        assertThat(once).hasSizeGreaterThan(300);
        assertThat(twice).as("seed %d", seed).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesAWorkerTheSameOperationsHoweverFastTheSystemAnswers(long seed) {
        Generator generator = Generators.clients(
                Generators.timeLimit(Duration.ofNanos(20_000), Generators.bursts(Duration.ofNanos(5), drawnMix())));
        List<Op> quick = new Simulation(WORKERS, false, seed).run(generator, Simulation.perfect(Duration.ofNanos(10)));
        List<Op> uneven = new Simulation(WORKERS, false, seed).run(generator, system(seed));
        assertThat(quick).isNotEqualTo(uneven);
        for (int worker = 0; worker < WORKERS; worker++) {
            List<String> here = of(worker, quick);
            List<String> there = of(worker, uneven);
            int common = Math.min(here.size(), there.size());
            assertThat(common).isGreaterThan(50);
            assertThat(there.subList(0, common)).as("seed %d", seed).isEqualTo(here.subList(0, common));
        }
        assertThat(of(0, quick).subList(0, 50)).isNotEqualTo(of(1, quick).subList(0, 50));
    }

    @Test
    void drawsDifferentlyByEveryPartOfTheKey() {
        List<Long> draws = new ArrayList<>();
        for (long seed = 0; seed < 3; seed++) {
            for (long path = 0; path < 3; path++) {
                for (int worker = -1; worker < 3; worker++) {
                    for (long count = 0; count < 3; count++) {
                        draws.add(KeyedRandom.of(seed, path, worker, count).nextLong());
                    }
                }
            }
        }
        assertThat(draws).doesNotHaveDuplicates();
    }

    @Test
    void tellsAllProblemsAtOnce() {
        Generator wrong = context -> new Step.Invoke(
                0,
                1,
                new Invocation(" ", List.of(1, new java.util.concurrent.atomic.AtomicInteger(7))),
                context2 -> new Step.Exhausted());
        WorkerTable table = new WorkerTable(2, false, 1);
        table.busy(1);
        assertThatThrownBy(() -> new Validated(wrong).next(table.context()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("expected a worker that is free, found 1, which is at work")
                .hasMessageContaining("f is blank")
                .hasMessageContaining("a history can't hold a java.util.concurrent.atomic.AtomicInteger (7)")
                .hasMessageContaining("free: {0}");
    }

    @Test
    void refusesWorkersThatAreNotThere() {
        for (int worker : new int[] {-2, -1, 2, 3}) {
            Generator wrong = context -> new Step.Invoke(0, worker, new Invocation("a", 1), Generators.nothing());
            assertThatThrownBy(() -> new Validated(wrong).next(new WorkerTable(2, false, 1).context()))
                    .hasMessageContaining("expected a worker of the context, found " + worker);
        }
    }

    @Test
    void refusesToWaitForThePast() {
        Generator wrong = context -> new Step.Pending(context.timeNanos(), Generators.nothing());
        assertThatThrownBy(() -> new Validated(wrong).next(new WorkerTable(2, false, 1).context()))
                .hasMessageContaining("waits until 0 ns, which is past");
    }

    @Test
    void tellsWhichGeneratorFailed() {
        Generator failing = Generators.limit(3, Generators.numbered(i -> {
            throw new IllegalStateException("no more numbers");
        }));
        assertThatThrownBy(() -> new Validated(failing).next(new WorkerTable(2, false, 1).context()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("no more numbers")
                .hasMessageContaining("Limit[remaining=3");
    }

    @Test
    void aSimulationTellsOfWhatNeverEnds() {
        Simulation simulation = new Simulation(1, false, 1);
        Simulation.SimulatedSystem perfect = Simulation.perfect(Duration.ofNanos(1));
        assertThatThrownBy(() -> simulation.run(Generators.repeat(Generators.once("a", 1)), perfect))
                .hasMessageContaining("no end");
        assertThatThrownBy(() -> simulation.run(new Waiting(), perfect)).hasMessageContaining("nothing is under way");
    }

    @Test
    void takesWhoHasBeenFreeForLongest() {
        WorkerTable table = new WorkerTable(3, true, 1);
        GeneratorContext context = table.context();
        assertThat(context.longestFree()).isZero();
        table.busy(0);
        table.free(0);
        assertThat(context.longestFree()).isEqualTo(1);
        table.busy(1);
        table.busy(2);
        assertThat(context.longestFree()).isEqualTo(GeneratorContext.NEMESIS);
        assertThat(context.restrictedTo(context.workers(), false).longestFree()).isZero();
        assertThat(context.busyCount()).isEqualTo(2);
        table.retire(1);
        assertThat(context.process(1)).isEqualTo(4);
        assertThat(context.worker(4)).isEqualTo(1);
    }

    private static Generator drawnMix() {
        return Generators.mix(
                Generators.repeat(Generators.once("read", null)),
                Generators.drawn(draw -> new Invocation("write", draw.random().nextInt(1_000_000))),
                Generators.repeat(Generators.drawn(
                        draw -> new Invocation("add", draw.random().nextInt(1_000_000)))));
    }

    /** All combinators in one. */
    private static Generator everything() {
        Generator keyed = Generators.concurrentKeys(
                2, key -> key, key -> Generators.limit(20, Generators.processLimit(50, drawnMix())));
        Generator rounds = Generators.cycle(Generators.phases(
                Generators.limit(10, Generators.flipFlop(drawnMix(), Generators.repeat(Generators.once("x", 1)))),
                Generators.sleep(Duration.ofNanos(30)),
                Generators.eachThread(Generators.untilOk(Generators.repeat(Generators.once("final", 1))))));
        Generator filtered = Generators.filter(
                op -> op.value() == null || !op.value().equals(3),
                Generators.map(op -> op, Generators.rename(java.util.Map.of("read", "get"), drawnMix())));
        return Generators.any(
                Generators.reserve(
                        1,
                        Generators.clients(rounds),
                        Generators.clients(Generators.delay(
                                Duration.ofNanos(7), Generators.mix(keyed, Generators.concurrencyLimit(2, filtered))))),
                Generators.nemesis(
                        Generators.stagger(Duration.ofNanos(100), Generators.repeat(Generators.once("kill", null)))));
    }

    /** Latencies and outcomes of all kinds, by what is done. */
    private static Simulation.SimulatedSystem system(long seed) {
        return op -> {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + op.index());
            OpType type = random.nextInt(20) == 0 ? OpType.FAIL : OpType.OK;
            return new Simulation.Outcome(
                    Duration.ofNanos(1 + random.nextInt(50)), new Completion(type, op.value(), null));
        };
    }

    private static List<String> of(int worker, List<Op> events) {
        return events.stream()
                .filter(op -> op.type() == OpType.INVOKE && op.process() % WORKERS == worker)
                .map(op -> op.f() + " " + op.value())
                .toList();
    }

    /** Asks each time twice, and goes on with the second answer. */
    private record AskedTwice(Generator generator) implements Wrapper {
        @Override
        public Step next(GeneratorContext context) {
            generator.next(context);
            return generator.next(context).wrap(this::with);
        }

        @Override
        public Generator update(GeneratorContext context, Op event) {
            generator.update(context, event);
            return with(generator.update(context, event));
        }

        @Override
        public Generator around(Generator other) {
            return new AskedTwice(other);
        }
    }

    private record Waiting() implements Generator {
        @Override
        public Step next(GeneratorContext context) {
            return new Step.Pending(this);
        }
    }
}
