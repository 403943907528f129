package io.ordeal.generator;

import static io.ordeal.generator.Generators.any;
import static io.ordeal.generator.Generators.bursts;
import static io.ordeal.generator.Generators.clients;
import static io.ordeal.generator.Generators.clientsAndNemesis;
import static io.ordeal.generator.Generators.concurrencyLimit;
import static io.ordeal.generator.Generators.cycle;
import static io.ordeal.generator.Generators.delay;
import static io.ordeal.generator.Generators.drawn;
import static io.ordeal.generator.Generators.eachThread;
import static io.ordeal.generator.Generators.filter;
import static io.ordeal.generator.Generators.flipFlop;
import static io.ordeal.generator.Generators.limit;
import static io.ordeal.generator.Generators.map;
import static io.ordeal.generator.Generators.mix;
import static io.ordeal.generator.Generators.nemesis;
import static io.ordeal.generator.Generators.nothing;
import static io.ordeal.generator.Generators.numbered;
import static io.ordeal.generator.Generators.onThreads;
import static io.ordeal.generator.Generators.once;
import static io.ordeal.generator.Generators.phases;
import static io.ordeal.generator.Generators.processLimit;
import static io.ordeal.generator.Generators.rename;
import static io.ordeal.generator.Generators.repeat;
import static io.ordeal.generator.Generators.reserve;
import static io.ordeal.generator.Generators.sequence;
import static io.ordeal.generator.Generators.sleep;
import static io.ordeal.generator.Generators.stagger;
import static io.ordeal.generator.Generators.synchronize;
import static io.ordeal.generator.Generators.then;
import static io.ordeal.generator.Generators.timeLimit;
import static io.ordeal.generator.Generators.untilOk;
import static io.ordeal.generator.Generators.waves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The combinators on virtual time: two clients and a nemesis, every operation takes 10 ns. The cases are those of
 * jepsen-io/generator's own tests. A line is {@code time process f value}; the nemesis is −1.
 */
class GeneratorsTest {
    private static final Duration LATENCY = Duration.ofNanos(10);

    @Test
    void nothingIsNothing() {
        assertThat(invocations(nothing())).isEmpty();
    }

    @Test
    void anOperationOnce() {
        assertThat(invocations(once("write", 2))).containsExactly("0 0 write 2");
    }

    @Test
    void repeatsOnAllWorkersAtOnce() {
        assertThat(invocations(repeat(6, once("write", null))))
                .containsExactly(
                        "0 0 write null",
                        "0 1 write null",
                        "0 -1 write null",
                        "10 0 write null",
                        "10 1 write null",
                        "10 -1 write null");
    }

    @Test
    void repeatLeavesTheGeneratorAsItIs() {
        assertThat(invocations(repeat(3, integers("a")))).containsExactly("0 0 a 0", "0 1 a 0", "0 -1 a 0");
    }

    @Test
    void waitsWhileAllWorkersAreBusy() {
        WorkerTable table = new WorkerTable(1, false, 1);
        table.busy(0);
        Generator generator = once("read", null);
        assertThat(generator.next(table.context())).isEqualTo(new Step.Pending(generator));
    }

    @Test
    void limits() {
        assertThat(invocations(limit(2, integers("a")))).containsExactly("0 0 a 0", "0 1 a 1");
        assertThat(invocations(limit(0, integers("a")))).isEmpty();
        assertThat(invocations(once(integers("a")))).containsExactly("0 0 a 0");
    }

    @Test
    void delaysByAFixedIntervalAndDoesNotCatchUp() {
        // At 9 and 12 ns all workers are busy.
        assertThat(invocations(limit(5, delay(Duration.ofNanos(3), repeat(once("write", null))))))
                .containsExactly(
                        "0 0 write null", "3 1 write null", "6 -1 write null", "10 0 write null", "13 1 write null");
    }

    @Test
    void runsASequenceToItsEnd() {
        assertThat(invocations(sequence(sequence(once("a", 1), once("a", 2)), once("a", 3), nothing(), once("a", 4))))
                .containsExactly("0 0 a 1", "0 1 a 2", "0 -1 a 3", "10 0 a 4");
    }

    @Test
    void tellsTheFirstOfASequenceOfEvents() {
        Queue<OpType> types = new ArrayDeque<>(List.of(OpType.FAIL, OpType.FAIL, OpType.OK, OpType.OK, OpType.INFO));
        List<Op> events = new Simulation(2, true, 1)
                .run(
                        clients(sequence(untilOk(repeat(once("read", null))), once("done", null))),
                        op -> new Simulation.Outcome(LATENCY, new Completion(types.remove(), null, null)));
        assertThat(events)
                .extracting(
                        op -> op.timeNanos() + " " + op.f() + " " + op.type().wire())
                .containsExactly(
                        "0 read invoke",
                        "0 read invoke",
                        "10 read fail",
                        "10 read invoke",
                        "10 read fail",
                        "10 read invoke",
                        "20 read ok",
                        "20 done invoke",
                        "20 read ok",
                        "30 done info");
    }

    @Test
    void aFunctionEndsItsOperationsWithNull() {
        assertThat(invocations(drawn(draw -> draw.count() < 1 ? new Invocation("a", draw.worker()) : null)))
                .containsExactly("0 0 a 0", "0 1 a 1", "0 -1 a -1");
    }

    @Test
    void phasesWaitForEachOther() {
        assertThat(invocations(
                        clients(phases(repeat(2, once("a", 1)), repeat(1, once("b", 1)), repeat(3, once("c", 1))))))
                .containsExactly("0 0 a 1", "0 1 a 1", "10 0 b 1", "20 1 c 1", "20 0 c 1", "30 1 c 1");
    }

    @Test
    void synchronizesOnTheLatest() {
        assertThat(invocations(sequence(
                        limit(3, delay(Duration.ofNanos(2), repeat(once("a", 1)))),
                        synchronize(repeat(2, once("b", 1))))))
                .containsExactly("0 0 a 1", "2 1 a 1", "4 -1 a 1", "14 0 b 1", "14 1 b 1");
        assertThat(invocations(clients(then(repeat(3, once("a", 1)), once("b", 1)))))
                .containsExactly("0 0 a 1", "0 1 a 1", "10 0 a 1", "20 1 b 1");
    }

    @Test
    void anyInterleaves() {
        Generator a = onThreads(w -> w == 0, delay(Duration.ofNanos(20), repeat(once("a", 1))));
        Generator b = onThreads(w -> w == 1, delay(Duration.ofNanos(20), repeat(once("b", 1))));
        assertThat(invocations(limit(4, any(a, b))))
                .containsExactlyInAnyOrder("0 0 a 1", "0 1 b 1", "20 0 a 1", "20 1 b 1");
    }

    @Test
    void anyStarvesNone() {
        List<Op> events = new Simulation(2, true, 3)
                .run(
                        clients(limit(
                                1_000,
                                any(
                                        stagger(Duration.ofSeconds(3), repeat(once("a", 1))),
                                        stagger(Duration.ofSeconds(5), repeat(once("b", 1)))))),
                        Simulation.perfect(LATENCY));
        assertThat(meanSeconds(events, "a")).isBetween(2.5, 3.5);
        assertThat(meanSeconds(events, "b")).isBetween(4.5, 5.5);
    }

    @Test
    void staggersByTheMean() {
        List<Op> events = new Simulation(2, true, 4)
                .run(
                        clients(limit(1_000, stagger(Duration.ofSeconds(20), integers("a")))),
                        Simulation.perfect(LATENCY));
        assertThat(meanSeconds(events, "a")).isBetween(18.0, 22.0);
    }

    @Test
    void aStaggersIntervalsHangOnTheSeedAlone() {
        Generator generator = clients(limit(100, stagger(Duration.ofMillis(1), integers("a"))));
        List<String> quick = lines(new Simulation(9, false, 5).run(generator, Simulation.perfect(LATENCY)));
        List<String> slow = lines(new Simulation(9, false, 5).run(generator, Simulation.perfect(Duration.ofMillis(1))));
        assertThat(times(slow)).isEqualTo(times(quick)).doesNotHaveDuplicates();
        List<String> otherSeed = lines(new Simulation(9, false, 6).run(generator, Simulation.perfect(LATENCY)));
        assertThat(times(otherSeed)).isNotEqualTo(times(quick));
    }

    @Test
    void burstsKeepTheMeanAndMeetInAllSizes() {
        Generator generator = clients(limit(10_000, bursts(Duration.ofMillis(5), integers("a"))));
        List<Op> events = new Simulation(4, false, 5).run(generator, Simulation.perfect(LATENCY));
        assertThat(meanSeconds(events, "a")).isBetween(0.0048, 0.0052);
        Map<Long, Long> bursts = events.stream()
                .filter(op -> op.type() == OpType.INVOKE)
                .collect(Collectors.groupingBy(Op::timeNanos, Collectors.counting()));
        assertThat(bursts.values()).containsOnly(1L, 2L, 3L, 4L);
    }

    @Test
    void burstsHangOnTheSeedAlone() {
        Generator generator = clients(limit(100, bursts(Duration.ofMillis(1), integers("a"))));
        List<String> quick = lines(new Simulation(9, false, 5).run(generator, Simulation.perfect(LATENCY)));
        List<String> slow =
                lines(new Simulation(9, false, 5).run(generator, Simulation.perfect(Duration.ofNanos(1_000))));
        assertThat(times(slow)).isEqualTo(times(quick));
        List<String> otherSeed = lines(new Simulation(9, false, 6).run(generator, Simulation.perfect(LATENCY)));
        assertThat(times(otherSeed)).isNotEqualTo(times(quick));
    }

    @Test
    void wavesAreFullAndCalmInTurn() {
        // what one worker begins in each tenth of a second, when it has always time
        Generator generator = clients(timeLimit(Duration.ofSeconds(6), waves(Duration.ofMillis(50), integers("a"))));
        List<Op> events = new Simulation(1, false, 5).run(generator, Simulation.perfect(LATENCY));
        int[] begun = new int[60];
        events.stream()
                .filter(op -> op.type() == OpType.INVOKE)
                .forEach(op -> begun[(int) (op.timeNanos() / 100_000_000)]++);
        assertThat(begun)
                .containsExactly(
                        55, 49, 50, 50, 51, 7, 2, 2, 2, 2, 2, 3, 2, 2, 7, 56, 49, 51, 46, 50, 41, 56, 50, 58, 52, 47,
                        46, 52, 45, 7, 2, 1, 1, 2, 2, 2, 2, 1, 25, 60, 52, 44, 48, 48, 45, 51, 49, 45, 49, 45, 12, 2, 2,
                        3, 2, 1, 2, 1, 1, 3);
        assertThat(times(lines(new Simulation(1, false, 5).run(generator, Simulation.perfect(LATENCY)))))
                .isEqualTo(times(lines(events)));
    }

    @Test
    void eachThreadHasACopy() {
        assertThat(invocations(eachThread(sequence(once("a", 1), once("b", 1)))))
                .containsExactlyInAnyOrder("0 0 a 1", "0 1 a 1", "0 -1 a 1", "10 0 b 1", "10 1 b 1", "10 -1 b 1");
        assertThat(eachThread(limit(0, integers("a"))).next(new WorkerTable(2, true, 1).context()))
                .isEqualTo(new Step.Exhausted());
    }

    @Test
    void renamesMapsAndFilters() {
        assertThat(invocations(rename(Map.of("a", "b"), once("a", 2)))).containsExactly("0 0 b 2");
        assertThat(invocations(map(op -> new Invocation(op.f(), 7), once("a", 2))))
                .containsExactly("0 0 a 7");
        assertThat(invocations(filter(op -> !String.valueOf(op.value()).matches("[135]"), limit(7, integers("a")))))
                .containsExactly("0 0 a 0", "0 1 a 2", "0 -1 a 4", "10 0 a 6");
    }

    @Test
    void mixesAllOfEach() {
        List<String> fs = lines(new Simulation(2, true, 6)
                        .run(
                                mix(repeat(5, once("a", 1)), repeat(10, once("b", 1)), nothing()),
                                Simulation.perfect(LATENCY)))
                .stream()
                .map(line -> line.split(" ")[2])
                .toList();
        assertThat(fs).filteredOn("a"::equals).hasSize(5);
        assertThat(fs).filteredOn("b"::equals).hasSize(10);
        assertThat(fs.subList(0, 5)).isNotEqualTo(List.of("a", "a", "a", "a", "a"));
        assertThat(fs.subList(0, 10)).contains("a", "b");
    }

    @Test
    void aMixIsNotHeldUpByOneThatWaits() {
        // The first waits until all workers are free, which they never are while the other goes on.
        assertThat(invocations(clients(sequence(
                        once("c", 1),
                        mix(synchronize(once("a", 1)), synchronize(once("a", 1)), repeat(3, once("b", 1)))))))
                .contains("0 1 b 1")
                .hasSize(6);
    }

    @Test
    void limitsProcesses() {
        Simulation simulation = new Simulation(2, true, 1);
        Simulation.SimulatedSystem crashes =
                op -> new Simulation.Outcome(LATENCY, Completion.info(op.value(), "crashed"));
        assertThat(lines(simulation.run(clients(processLimit(5, integers("a"))), crashes)))
                .containsExactly("0 0 a 0", "0 1 a 1", "10 2 a 2", "10 3 a 3", "20 4 a 4");
        // With more workers than that, it takes the first.
        assertThat(lines(simulation.run(clients(processLimit(1, integers("a"))), crashes)))
                .containsExactly("0 0 a 0");
    }

    @Test
    void limitsTimeFromTheFirstOperationOn() {
        assertThat(invocations(sequence(
                        timeLimit(Duration.ofNanos(20), repeat(once("a", 1))),
                        timeLimit(Duration.ofNanos(10), repeat(once("b", 1))))))
                .containsExactly(
                        "0 0 a 1",
                        "0 1 a 1",
                        "0 -1 a 1",
                        "10 0 a 1",
                        "10 1 a 1",
                        "10 -1 a 1",
                        "20 0 b 1",
                        "20 1 b 1",
                        "20 -1 b 1");
        assertThat(invocations(timeLimit(Duration.ZERO, integers("a")))).isEmpty();
    }

    @Test
    void aTimeLimitEndsWhatWaits() {
        assertThat(invocations(sequence(
                        timeLimit(
                                Duration.ofNanos(25),
                                clients(sequence(once("a", 1), sleep(Duration.ofNanos(100)), once("b", 1)))),
                        once("c", 1))))
                .containsExactly("0 0 a 1", "25 1 c 1");
    }

    @Test
    void reservesWorkers() {
        assertThat(invocations(limit(3, reserve(List.of(), integers("a")))))
                .containsExactly("0 0 a 0", "0 1 a 1", "0 -1 a 2");

        Generator generator = limit(
                12,
                reserve(
                        List.of(new Generators.Reserved(2, integers("a")), new Generators.Reserved(3, integers("b"))),
                        integers("c")));
        assertThat(lines(new Simulation(5, true, 1).run(generator, Simulation.perfect(LATENCY))))
                .containsExactlyInAnyOrder(
                        "0 0 a 0",
                        "0 1 a 1",
                        "0 2 b 0",
                        "0 3 b 1",
                        "0 4 b 2",
                        "0 -1 c 0",
                        "10 0 a 2",
                        "10 1 a 3",
                        "10 2 b 3",
                        "10 3 b 4",
                        "10 4 b 5",
                        "10 -1 c 1");

        assertThatThrownBy(() -> invocations(reserve(3, integers("a"), integers("b"))))
                .hasMessageContaining("reserve wants 3 workers, but there are 2");
    }

    @Test
    void goesOnUntilOneIsOk() {
        Map<Integer, OpType> last = new HashMap<>();
        List<Op> events = new Simulation(2, true, 1).run(clients(limit(10, untilOk(repeat(once("read", 1))))), op -> {
            OpType type = switch (last.getOrDefault(op.process() % 2, OpType.OK)) {
                case OK -> OpType.FAIL;
                case FAIL -> OpType.INFO;
                default -> OpType.OK;
            };
            last.put(op.process() % 2, type);
            return new Simulation.Outcome(LATENCY, new Completion(type, null, null));
        });
        assertThat(events)
                .extracting(op ->
                        op.timeNanos() + " " + op.process() + " " + op.type().wire())
                .containsExactly(
                        "0 0 invoke",
                        "0 1 invoke",
                        "10 0 fail",
                        "10 0 invoke",
                        "10 1 fail",
                        "10 1 invoke",
                        "20 0 info",
                        "20 2 invoke",
                        "20 1 info",
                        "20 3 invoke",
                        "30 2 ok",
                        "30 3 ok");
    }

    @Test
    void flipsAndFlopsUntilOneIsOut() {
        assertThat(invocations(clients(limit(
                        10, flipFlop(integers("write"), sequence(once("read", null), once("finalize", null)))))))
                .containsExactly("0 0 write 0", "0 1 read null", "10 0 write 1", "10 1 finalize null", "20 0 write 2");
    }

    @Test
    void limitsConcurrency() {
        List<Op> events = new Simulation(2, true, 1)
                .run(clients(limit(3, concurrencyLimit(1, repeat(once("w", 1))))), Simulation.perfect(LATENCY));
        assertThat(events)
                .extracting(op ->
                        op.timeNanos() + " " + op.process() + " " + op.type().wire())
                .containsExactly("0 0 invoke", "10 0 ok", "10 1 invoke", "20 1 ok", "20 0 invoke", "30 0 ok");
    }

    @Test
    void cyclesThroughPhases() {
        assertThat(invocations(clients(cycle(2, phases(repeat(3, once("a", 1)), once("b", 1))))).stream()
                        .map(line -> line.replaceFirst(" \\d", "")))
                .containsExactly("0 a 1", "0 a 1", "10 a 1", "20 b 1", "30 a 1", "30 a 1", "40 a 1", "50 b 1");
        assertThat(invocations(cycle(nothing()))).isEmpty();
        assertThat(invocations(cycle(0, once("a", 1)))).isEmpty();
    }

    @Test
    void sleepsFromWhenSomebodyIsFreeToSleep() {
        assertThat(invocations(nemesis(sequence(
                        sleep(Duration.ofNanos(5)), once("start", 1), sleep(Duration.ofNanos(5)), once("stop", 1)))))
                .containsExactly("5 -1 start 1", "20 -1 stop 1");
        assertThat(invocations(clients(phases(once("a", 1), sleep(Duration.ofNanos(7)), once("b", 1)))))
                .containsExactly("0 0 a 1", "17 1 b 1");
    }

    @Test
    void aSleepSidesWithWhatIsForLater() {
        // What any has for 40 ns must not keep it from what somebody has after a sleep.
        assertThat(invocations(any(
                        clients(sequence(once("a", 1), sleep(Duration.ofNanos(15)), once("b", 1))),
                        nemesis(limit(2, delay(Duration.ofNanos(40), repeat(once("n", 1))))))))
                .containsExactlyInAnyOrder("0 0 a 1", "0 -1 n 1", "15 1 b 1", "40 -1 n 1");
    }

    @Test
    void partsClientsFromTheNemesis() {
        assertThat(invocations(limit(5, clients(integers("a")))))
                .containsExactly("0 0 a 0", "0 1 a 1", "10 0 a 2", "10 1 a 3", "20 0 a 4");
        assertThat(invocations(clientsAndNemesis(limit(3, integers("a")), once("kill", null))))
                .containsExactlyInAnyOrder("0 0 a 0", "0 1 a 1", "0 -1 kill null", "10 0 a 2");
        assertThat(invocations(limit(2, onThreads(w -> w == 1, integers("a"))))).containsExactly("0 1 a 0", "10 1 a 1");
    }

    @Test
    void goesThroughKeys() {
        assertThat(invocations(clients(
                        Generators.sequentialKeys(i -> i < 2 ? "k" + i : null, key -> limit(2, integers("a"))))))
                .containsExactly("0 0 a [k0, 0]", "0 1 a [k0, 1]", "10 0 a [k1, 0]", "10 1 a [k1, 1]");
    }

    @Test
    void goesThroughKeysInGroupsSideBySide() {
        Generator generator =
                Generators.concurrentKeys(2, i -> i < 3 ? i : null, key -> limit(4, repeat(once("read", null))));
        assertThat(lines(new Simulation(5, true, 1).run(generator, Simulation.perfect(LATENCY))))
                .containsExactlyInAnyOrder(
                        "0 0 read [0, null]",
                        "0 1 read [0, null]",
                        "0 2 read [0, null]",
                        "10 0 read [0, null]",
                        "10 1 read [2, null]",
                        "10 2 read [2, null]",
                        "20 0 read [2, null]",
                        "20 1 read [2, null]",
                        "0 3 read [1, null]",
                        "0 4 read [1, null]",
                        "10 3 read [1, null]",
                        "10 4 read [1, null]");
    }

    @Test
    void tellsAKeysGeneratorOfThatKeysEventsOnly() {
        // Each key is read until a read of it is ok; the first read of each fails.
        List<Object> failed = new ArrayList<>();
        List<Op> events = new Simulation(1, false, 1)
                .run(
                        Generators.sequentialKeys(i -> i < 2 ? i : null, key -> untilOk(repeat(once("read", null)))),
                        op -> {
                            boolean first = !failed.contains(op.value());
                            failed.add(op.value());
                            return new Simulation.Outcome(
                                    LATENCY,
                                    first ? Completion.fail(op.value(), "not yet") : Completion.ok(op.value()));
                        });
        assertThat(lines(events))
                .containsExactly(
                        "0 0 read [0, null]", "10 0 read [0, null]", "20 0 read [1, null]", "30 0 read [1, null]");
    }

    // ---- helpers

    static Generator integers(String f) {
        return numbered(i -> new Invocation(f, i));
    }

    private static List<String> invocations(Generator generator) {
        return lines(new Simulation(2, true, 1).run(generator, Simulation.perfect(LATENCY)));
    }

    /** Invocations only: the nemesis' are every other of its events. */
    static List<String> lines(List<Op> events) {
        List<String> lines = new ArrayList<>();
        boolean nemesisBusy = false;
        for (Op op : events) {
            if (!op.isClient()) {
                nemesisBusy = !nemesisBusy;
            }
            if (op.isClient() ? op.type() == OpType.INVOKE : nemesisBusy) {
                lines.add(op.timeNanos() + " " + op.process() + " " + op.f() + " " + op.value());
            }
        }
        return lines;
    }

    private static List<String> times(List<String> lines) {
        return lines.stream().map(line -> line.split(" ")[0]).toList();
    }

    private static double meanSeconds(List<Op> events, String f) {
        List<Op> those = events.stream()
                .filter(op -> op.type() == OpType.INVOKE && op.f().equals(f))
                .toList();
        long span = those.get(those.size() - 1).timeNanos() - those.get(0).timeNanos();
        return span / 1e9 / (those.size() - 1);
    }
}
