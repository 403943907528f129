package io.ordeal.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the runner does with real threads, in which order. Nothing in these tests hangs on how fast they are. */
@Timeout(60)
class RunnerTest extends RunnerFixture {
    @Test
    void doesAllThatTheGeneratorWantsAndWritesItDown() throws Exception {
        List<Op> events = run(
                options(3, LONG),
                process -> new Answering(invocation -> Completion.ok(invocation.value())),
                Generators.clients(Generators.numbered(i -> i < 100 ? new Invocation("write", i) : null)));

        assertThat(events).hasSize(200);
        assertThat(events).filteredOn(op -> op.type() == OpType.OK).hasSize(100);
        assertThat(events).extracting(Op::index).isEqualTo(upTo(200));
        assertThat(events).extracting(Op::timeNanos).isSorted();
        assertThat(events)
                .filteredOn(op -> op.type() == OpType.INVOKE)
                .extracting(Op::value)
                .isEqualTo(upToLong(100));
    }

    @Test
    void isInTheFileBeforeTheClientIsCalled() throws Exception {
        Path file = folder.resolve("history.edn");
        List<String> missing = Collections.synchronizedList(new ArrayList<>());
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(4, LONG),
                        process -> new Answering(invocation -> {
                            String line = ":f :write, :value " + invocation.value() + "}";
                            if (!Files.readString(file).contains(":type :invoke, " + line)) {
                                missing.add(line);
                            }
                            return Completion.ok(invocation.value());
                        }),
                        recorder)) {
            runner.run(Generators.clients(Generators.numbered(i -> i < 400 ? new Invocation("write", i) : null)));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void recordsInRealTimeOrder() throws Exception {
        // Each client marks on one clock when it was called and when it returned: the record must lie around that.
        AtomicInteger clock = new AtomicInteger();
        Map<Object, Integer> called = new ConcurrentHashMap<>();
        Map<Object, Integer> returned = new ConcurrentHashMap<>();
        AtomicInteger recorded = new AtomicInteger();
        Map<Object, Integer> invokeRecorded = new ConcurrentHashMap<>();
        Map<Object, Integer> okRecorded = new ConcurrentHashMap<>();
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(8, LONG),
                        process -> new Answering(invocation -> {
                            Object value = invocation.value();
                            called.put(String.valueOf(value), clock.incrementAndGet());
                            returned.put(String.valueOf(value), clock.incrementAndGet());
                            return Completion.ok(value);
                        }),
                        recorder)) {
            recorder.addListener(event -> {
                recorded.incrementAndGet();
                (event.type() == OpType.INVOKE ? invokeRecorded : okRecorded)
                        .put(String.valueOf(event.value()), clock.incrementAndGet());
            });
            runner.run(Generators.clients(Generators.numbered(i -> i < 5_000 ? new Invocation("write", i) : null)));
        }
        assertThat(recorded).hasValue(10_000);
        for (Object value : called.keySet()) {
            assertThat(invokeRecorded.get(value)).isLessThan(called.get(value));
            assertThat(okRecorded.get(value)).isGreaterThan(returned.get(value));
        }
    }

    @Test
    void goesOnOverPhases() throws Exception {
        Path file = folder.resolve("history.edn");
        AtomicInteger opened = new AtomicInteger();
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        options(2, LONG),
                        process -> {
                            opened.incrementAndGet();
                            return new Answering(invocation -> invocation.f().equals("crash")
                                    ? Completion.info(null, "crashed")
                                    : Completion.ok(null));
                        },
                        invocation -> "healed",
                        WorkerFreezer.ofWorkersOnly(),
                        recorder)) {
            assertThat(runner.run(Generators.onThreads(w -> w == 1, Generators.once("crash", null))))
                    .isTrue();
            runner.run(Generators.nemesis(Generators.once("stop-partition", null)));
            runner.run(Generators.clients(Generators.eachThread(Generators.once("read", null))));
        }
        List<Op> events = read(file);
        assertThat(events).extracting(Op::index).isEqualTo(upTo(8));
        assertThat(events).extracting(Op::timeNanos).isSorted();
        assertThat(shown(events.subList(0, 4)))
                .containsExactly(
                        "1 invoke crash nil",
                        "1 info crash nil",
                        "-1 info stop-partition nil",
                        "-1 info stop-partition healed");
        assertThat(shown(events.subList(4, 8)))
                .containsExactlyInAnyOrder("0 invoke read nil", "0 ok read nil", "3 invoke read nil", "3 ok read nil");
        assertThat(opened).hasValue(3);
    }

    @Test
    void waitsForTimesThatLieAhead() throws Exception {
        List<Op> events = run(
                options(3, LONG),
                process -> new Answering(invocation -> Completion.ok(null)),
                Generators.clients(Generators.limit(10, Generators.delay(Duration.ofMillis(5), reads()))));

        List<Op> invocations =
                events.stream().filter(op -> op.type() == OpType.INVOKE).toList();
        assertThat(invocations).hasSize(10);
        for (int i = 1; i < 10; i++) {
            assertThat(invocations.get(i).timeNanos() - invocations.get(i - 1).timeNanos())
                    .isGreaterThanOrEqualTo(5_000_000);
        }
    }

    @Test
    void sleepsAndGoesOn() throws Exception {
        List<Op> events = run(
                options(2, LONG),
                process -> new Answering(invocation -> Completion.ok(null)),
                Generators.clients(Generators.phases(
                        Generators.once("a", null),
                        Generators.sleep(Duration.ofMillis(20)),
                        Generators.once("b", null))));

        assertThat(events).extracting(Op::f).containsExactly("a", "a", "b", "b");
        assertThat(events.get(2).timeNanos() - events.get(1).timeNanos()).isGreaterThanOrEqualTo(20_000_000);
    }

    private static List<Integer> upTo(int end) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<Long> upToLong(long end) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < end; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
