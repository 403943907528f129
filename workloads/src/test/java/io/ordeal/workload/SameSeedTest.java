package io.ordeal.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.Pace;
import io.ordeal.fault.schedule.Drawing;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Moments;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Two runs of one seed, on virtual time, against a system that is quick and one that is slow. */
class SameSeedTest {
    private static final int WORKERS = 4;
    private static final int OPERATIONS = 300;

    /** Their operations are one sequence; who does which is left to the moment. */
    private static final Set<String> ONE_SEQUENCE = Set.of("list-append", "rw-register", "long-fork");

    private static List<Op> invocations(Workload<?> workload, long seed, Duration latency) {
        Generator operations = workload.start(new WorkloadOptions(seed, WORKERS, 2, 50, Duration.ofSeconds(10)))
                .generator();
        Generator paced = Generators.bursts(Duration.ofMillis(5), operations);
        return new Simulation(WORKERS, false, seed)
                .run(Generators.clients(Generators.limit(OPERATIONS, paced)), Simulation.perfect(latency)).stream()
                        .filter(op -> op.type() == OpType.INVOKE)
                        .toList();
    }

    private static List<String> of(int worker, List<Op> invocations) {
        return invocations.stream()
                .filter(op -> worker < 0 || op.process() % WORKERS == worker)
                .map(op -> op.f() + " " + op.value())
                .toList();
    }

    private static void assertSameStart(List<String> one, List<String> other) {
        int common = Math.min(one.size(), other.size());
        assertThat(common).isGreaterThan(OPERATIONS / WORKERS / 4);
        assertThat(one.subList(0, common)).isEqualTo(other.subList(0, common));
    }

    @TestFactory
    Stream<DynamicTest> theOperationsAreTheSameHoweverQuickTheSystemIs() {
        return ServiceLoader.load(Workload.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(workload -> DynamicTest.dynamicTest(workload.name(), () -> {
                    List<Op> quick = invocations(workload, 7, Duration.ofMillis(1));
                    List<Op> slow = invocations(workload, 7, Duration.ofMillis(30));
                    assertThat(quick).isEqualTo(invocations(workload, 7, Duration.ofMillis(1)));
                    IntStream workers =
                            ONE_SEQUENCE.contains(workload.name()) ? IntStream.of(-1) : IntStream.range(0, WORKERS);
                    workers.forEach(worker -> assertSameStart(of(worker, quick), of(worker, slow)));
                }));
    }

    private static Schedule schedule(Drawing drawing, long seed) {
        return DrawnFaults.draw(
                Schedule.NONE,
                Stream.of("kill", "partition:minority", "client-pause")
                        .map(FaultText::parse)
                        .toList(),
                seed,
                new Pace(Duration.ofSeconds(3), Optional.of(Duration.ofSeconds(2))),
                Duration.ofSeconds(30),
                drawing,
                new Moments(Set.of("write", "cas"), true));
    }

    @Test
    void soAreTheFaults() {
        for (Drawing drawing : Drawing.values()) {
            assertThat(schedule(drawing, 7)).isEqualTo(schedule(drawing, 7)).isNotEqualTo(schedule(drawing, 8));
        }
    }
}
