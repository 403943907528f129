package io.ordeal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.history.Op;
import io.ordeal.mesh.Mesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When faults come and go, on virtual time. */
class FaultScheduleTest {
    private static final List<FaultSpec> SPECS = FaultSpec.parseAll("kill,pause,partition,client-pause");
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Of a nemesis whose operations take 100 ms, beside clients that are always busy. */
    private static List<Op> run(long seed, List<FaultSpec> specs, Duration interval, Duration length) {
        Generator[] schedules = specs.stream()
                .map(spec -> FaultSchedule.of(spec, seed, interval))
                .toArray(Generator[]::new);
        Generator generator = Generators.timeLimit(
                length,
                Generators.clientsAndNemesis(
                        Generators.repeat(Generators.once("read", null)), Generators.any(schedules)));
        return new Simulation(2, true, seed)
                .run(
                        generator,
                        invocation -> new Simulation.Outcome(
                                Duration.ofMillis(invocation.isClient() ? 70 : 100),
                                Completion.ok(invocation.value())));
    }

    /** The nemesis' operations of one fault, each written twice. */
    private static List<Op> of(List<Op> history, FaultSpec spec) {
        return history.stream()
                .filter(op -> !op.isClient() && spec.toString().equals(op.value()))
                .toList();
    }

    @Test
    void everyFaultComesWithinTenSecondsWhateverTheSeed() {
        for (long seed = 0; seed < 40; seed++) {
            List<Op> history = run(seed, SPECS, INTERVAL, Duration.ofSeconds(10));
            for (FaultSpec spec : SPECS) {
                List<Op> events = of(history, spec);
                assertThat(events).as("seed %s: %s", seed, spec).isNotEmpty();
                assertThat(events.get(0).f()).isEqualTo("start-" + spec.kind());
                assertThat(events.get(0).timeNanos())
                        .as("seed %s: %s", seed, spec)
                        .isLessThan(Duration.ofSeconds(3).toNanos());
            }
        }
    }

    @Test
    void startsAndStopsAlternateWithSpansAsDrawn() {
        for (long seed = 0; seed < 10; seed++) {
            List<Op> history = run(seed, SPECS, INTERVAL, Duration.ofMinutes(2));
            for (FaultSpec spec : SPECS) {
                List<Op> events = of(history, spec);
                assertThat(events).hasSizeGreaterThan(20);
                for (int i = 0; i < events.size(); i++) {
                    String f = i / 2 % 2 == 0 ? "start-" : "stop-";
                    assertThat(events.get(i).f())
                            .as("seed %s: %s", seed, events)
                            .isEqualTo(f + spec.kind());
                }
                for (int i = 2; i < events.size(); i += 2) {
                    long span = events.get(i).timeNanos() - events.get(i - 1).timeNanos();
                    // Half to one and a half intervals; a client freezes for longer, and rests for less.
                    boolean pause = spec.kind().equals("client-pause");
                    boolean quiet = i % 4 == 0;
                    Duration least = !pause
                            ? INTERVAL.dividedBy(2)
                            : quiet
                                    ? INTERVAL.dividedBy(10)
                                    : INTERVAL.multipliedBy(3).dividedBy(2);
                    Duration most = !pause
                            ? INTERVAL.multipliedBy(3).dividedBy(2)
                            : quiet
                                    ? INTERVAL.dividedBy(2)
                                    : INTERVAL.multipliedBy(5).dividedBy(2);
                    assertThat(Duration.ofNanos(span))
                            .as("seed %s: %s, from the end of one operation to the next", seed, spec)
                            .isBetween(least, most.plusMillis(400));
                }
            }
        }
    }

    @Test
    void faultsOverlapSometimesAndTheSameSeedIsTheSameSchedule() {
        List<Op> history = run(11, SPECS, INTERVAL, Duration.ofMinutes(1));
        assertThat(run(11, SPECS, INTERVAL, Duration.ofMinutes(1))).isEqualTo(history);
        assertThat(run(12, SPECS, INTERVAL, Duration.ofMinutes(1))).isNotEqualTo(history);
        int inForce = 0;
        int most = 0;
        for (Op op : history) {
            if (!op.isClient() && op.f().startsWith("start-")) {
                most = Math.max(most, ++inForce);
            } else if (!op.isClient()) {
                inForce--;
            }
        }
        assertThat(most).as("two events for each fault in force").isGreaterThanOrEqualTo(4);
    }

    @Test
    void aFaultsTimesAreItsOwnWhateverGoesOnBeside() {
        FaultSpec kill = FaultSpec.parse("kill");
        long alone = of(run(3, List.of(kill), INTERVAL, Duration.ofSeconds(10)), kill)
                .get(0)
                .timeNanos();
        for (FaultSpec other : List.of(FaultSpec.parse("pause"), FaultSpec.parse("client-pause"))) {
            long together = of(run(3, List.of(other, kill), INTERVAL, Duration.ofSeconds(10)), kill)
                    .get(0)
                    .timeNanos();
            assertThat(together - alone)
                    .as("at most an operation later")
                    .isBetween(0L, Duration.ofMillis(100).toNanos());
        }
    }

    @Test
    void healingStopsEveryFaultAndThenWhateverIsLeft() {
        ClientFreezer freezer = new ClientFreezer() {
            @Override
            public void freezeNextHolder() {}

            @Override
            public Map<String, Object> thaw() {
                return Map.of();
            }
        };
        FaultEnvironment jvm = new FaultEnvironment(Optional.empty(), Mesh.none(), freezer, 1);
        Nemesis nemesis = new Nemesis(1, FaultSpec.parseAll("client-pause"), jvm, INTERVAL);
        List<String> healing = new ArrayList<>();
        List<Op> history = new Simulation(1, true, 1).run(nemesis.healing(), Simulation.perfect(Duration.ZERO));
        IntStream.range(0, history.size())
                .filter(i -> i % 2 == 0)
                .forEach(i -> healing.add(history.get(i).f()));
        assertThat(healing).containsExactly("stop-client-pause", "heal");
        Nemesis idle = new Nemesis(1, List.of(), jvm, INTERVAL);
        assertThat(new Simulation(1, true, 1).run(idle.schedule(), Simulation.perfect(Duration.ZERO)))
                .isEmpty();
    }
}
