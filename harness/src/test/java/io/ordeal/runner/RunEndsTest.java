package io.ordeal.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a run ends before its generator does, and that nothing is left of it. */
@Timeout(60)
class RunEndsTest extends RunnerFixture {
    @Test
    void endsTheRunWhenTheNemesisHangs() throws Exception {
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        options(1, LONG).withNemesisTimeout(SHORT),
                        process -> new Answering(invocation -> Completion.ok(null)),
                        invocation -> {
                            new CountDownLatch(1).await();
                            return null;
                        },
                        WorkerFreezer.ofWorkersOnly(),
                        recorder)) {
            assertThatThrownBy(() -> runner.run(Generators.nemesis(Generators.once("start-kill", null))))
                    .isInstanceOf(RunFailedException.class)
                    .hasMessageContaining("start-kill was not done within 50 ms");
        }
        assertThat(shown(read(file))).containsExactly("-1 info start-kill nil", "-1 info start-kill nil");
    }

    @Test
    void stopsInTheMiddleAndCanGoOn() throws Exception {
        Path file = folder.resolve("history.edn");
        CountDownLatch begun = new CountDownLatch(2);
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(2, LONG).withStopGrace(SHORT),
                        process -> new Answering(invocation -> {
                            begun.countDown();
                            if (process.process() < 2) {
                                new CountDownLatch(1).await();
                            }
                            return Completion.ok(null);
                        }),
                        recorder)) {
            AtomicReference<Boolean> ended = new AtomicReference<>();
            Thread running = new Thread(() -> ended.set(runner.run(Generators.clients(reads()))));
            running.start();
            begun.await();
            runner.stop();
            running.join();
            assertThat(ended.get()).isFalse();
            runner.run(Generators.clients(Generators.limit(1, reads())));
        }
        List<Op> events = read(file);
        assertThat(shown(events.subList(2, 4))).containsExactlyInAnyOrder("0 info read nil", "1 info read nil");
        assertThat(events.get(2).error()).isEqualTo("the run was stopped");
        assertThat(events).hasSize(6);
        assertThat(events.get(5).type()).isEqualTo(OpType.OK);
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() throws Exception {
        Path file = folder.resolve("history.edn");
        CountDownLatch begun = new CountDownLatch(1);
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(1, LONG),
                        process -> new Answering(invocation -> {
                            begun.countDown();
                            return Completion.ok(null);
                        }),
                        recorder)) {
            AtomicReference<String> outcome = new AtomicReference<>("");
            Thread running = new Thread(() -> outcome.set(runner.run(Generators.clients(reads())) + " "
                    + Thread.currentThread().isInterrupted()));
            running.start();
            begun.await();
            running.interrupt();
            running.join();
            assertThat(outcome.get()).isEqualTo("false true");
        }
        List<Op> events = read(file);
        assertThat(events).hasSizeGreaterThanOrEqualTo(2);
        assertThat(events.get(events.size() - 1).type()).isEqualTo(OpType.OK);
    }

    @Test
    void endsWithAnErrorWhenTheGeneratorWaitsForNothing() {
        assertThatThrownBy(() -> run(
                        options(1, LONG), process -> new Answering(invocation -> Completion.ok(null)), new Forever()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("nothing is under way that it could wait for");
    }

    @Test
    void endsWithAnErrorWhenTheGeneratorFails() throws Exception {
        assertThatThrownBy(() -> run(
                        options(2, LONG),
                        process -> new Answering(invocation -> Completion.ok(null)),
                        Generators.clients(Generators.drawn(draw -> {
                            throw new IllegalStateException("ran out of ideas");
                        }))))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("ran out of ideas");
    }

    @Test
    void endsWithAnErrorWhenAClientAnswersWhatAHistoryCannotHold() throws Exception {
        assertThatThrownBy(() -> run(
                        options(2, LONG),
                        process -> new Answering(invocation -> Completion.ok(List.of(new Object()))),
                        Generators.clients(reads())))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("a history can't hold a java.lang.Object");
        List<Op> events = read(folder.resolve("history.edn"));
        assertThat(events).filteredOn(op -> op.type() == OpType.OK).isEmpty();
        assertThat(events).filteredOn(op -> op.type() == OpType.INFO).isNotEmpty();
        // the other worker may not have come to have a client
        assertThat(events)
                .filteredOn(op -> op.type() == OpType.FAIL)
                .allSatisfy(op -> assertThat(String.valueOf(op.error())).startsWith("no client"));
    }

    @Test
    void endsWithAnErrorWhenTheDiskIsFull() throws Exception {
        AtomicInteger room = new AtomicInteger(5_000);
        OutputStream disk = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (room.decrementAndGet() < 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
        AtomicInteger calls = new AtomicInteger();
        Runner runner;
        try (Recorder recorder = Recorder.to(folder.resolve("history.edn"), disk)) {
            runner = runner(
                    options(4, LONG),
                    process -> new Answering(invocation -> {
                        calls.incrementAndGet();
                        return Completion.ok(null);
                    }),
                    recorder);
            assertThatThrownBy(() -> runner.run(Generators.clients(reads())))
                    .isInstanceOf(RunFailedException.class)
                    .hasMessageContaining("history.edn")
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("df -h");
            assertThatThrownBy(() -> runner.run(Generators.clients(reads())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the runner has failed");
        }
        runner.close();
        // A line is at least 60 bytes: nobody was called whose invocation did not fit.
        assertThat(calls.get()).isPositive().isLessThan(5_000 / 60);
    }

    @Test
    void leavesNoThread() throws Exception {
        Set<Thread> before = ourThreads();
        for (int i = 0; i < 5; i++) {
            run(
                    options(5, SHORT),
                    process -> new Answering(invocation -> {
                        if (process.process() % 3 == 0) {
                            new CountDownLatch(1).await();
                        }
                        return Completion.ok(null);
                    }),
                    Generators.clients(Generators.limit(30, reads())));
        }
        Set<Thread> after = ourThreads();
        after.removeAll(before);
        for (Thread thread : after) {
            // The system may not have heard yet that it has done its last.
            thread.join(LONG.toMillis());
        }
        assertThat(after).noneMatch(Thread::isAlive);
    }

    private static Set<Thread> ourThreads() {
        Set<Thread> threads = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ordeal-") && thread.isAlive()) {
                threads.add(thread);
            }
        }
        return threads;
    }

    /** Waits for an event though nothing is under way. */
    private record Forever() implements Generator {
        @Override
        public Step next(GeneratorContext context) {
            return new Step.Pending(this);
        }
    }
}
