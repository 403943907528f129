package io.ordeal.runner;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.generator.Generators;
import io.ordeal.history.Op;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of operations that do not simply end ok: time-outs, exceptions, clients that do not open, lost sessions. */
@Timeout(60)
class UnknownOutcomesTest extends RunnerFixture {
    @Test
    void retiresAProcessThatDoesNotAnswerInTime() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        List<Integer> opened = Collections.synchronizedList(new ArrayList<>());
        List<Op> events = run(
                options(2, SHORT),
                process -> {
                    opened.add(process.process());
                    return new Answering(invocation -> {
                        if (process.process() == 0) {
                            new CountDownLatch(1).await();
                        }
                        return Completion.ok(null);
                    }) {
                        @Override
                        public void close() {
                            if (process.process() == 0) {
                                closed.countDown();
                            }
                        }
                    };
                },
                Generators.onThreads(worker -> worker == 0, Generators.limit(2, reads())));

        assertThat(shown(events))
                .containsExactly("0 invoke read nil", "0 info read nil", "2 invoke read nil", "2 ok read nil");
        assertThat(events.get(1).error()).isEqualTo("no answer within 50 ms");
        assertThat(opened).containsExactly(0, 2);
        assertThat(closed.await(30, SECONDS)).isTrue();
    }

    @Test
    void doesNotWaitForAClientThatIgnoresInterrupts() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> stuck = new ArrayList<>();
        List<Op> events = run(
                options(1, SHORT).withStopGrace(SHORT),
                process -> new Answering(invocation -> {
                    if (process.process() == 0) {
                        stuck.add(Thread.currentThread());
                        awaitUninterruptibly(release);
                    }
                    return Completion.ok(7);
                }),
                Generators.clients(Generators.limit(2, reads())));

        assertThat(shown(events))
                .containsExactly("0 invoke read nil", "0 info read nil", "1 invoke read nil", "1 ok read 7");
        assertThat(stuck.get(0).isAlive()).isTrue();
        assertThat(stuck.get(0).isDaemon()).isTrue();
        // What it answers in the end is not recorded: the file is closed by now, and the thread ends by itself.
        release.countDown();
        stuck.get(0).join();
    }

    @Test
    void opensAnotherClientAfterAnException() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        List<Op> events = run(
                options(1, LONG),
                process ->
                        new Answering(invocation -> {
                            if (process.process() == 0) {
                                throw new IOException("connection reset\nby peer");
                            }
                            return Completion.ok(1);
                        }) {
                            @Override
                            public void close() {
                                closed.incrementAndGet();
                            }
                        },
                Generators.clients(Generators.limit(2, reads())));

        assertThat(shown(events))
                .containsExactly("0 invoke read nil", "0 info read nil", "1 invoke read nil", "1 ok read 1");
        assertThat(events.get(1).error()).isEqualTo("IOException: connection reset");
        assertThat(closed).hasValue(2);
    }

    @Test
    void keepsTheProcessAfterADefiniteFailure() throws Exception {
        List<Op> events = run(
                options(1, LONG),
                process -> new Answering(invocation -> {
                    throw new DefiniteFailure("not the holder");
                }),
                Generators.clients(Generators.limit(2, reads())));

        assertThat(shown(events))
                .containsExactly("0 invoke read nil", "0 fail read nil", "0 invoke read nil", "0 fail read nil");
        assertThat(events.get(1).error()).isEqualTo("not the holder");
    }

    @Test
    void failsAnOperationForWhichNoClientCouldBeOpenedAndTriesAgain() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        List<Op> events = run(
                options(1, LONG).withOpening(LONG, Duration.ofMillis(1)),
                process -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IOException("refused");
                    }
                    return new Answering(invocation -> Completion.ok(tries.get()));
                },
                Generators.clients(Generators.limit(4, reads())));

        assertThat(shown(events))
                .containsExactly(
                        "0 invoke read nil",
                        "0 fail read nil",
                        "0 invoke read nil",
                        "0 fail read nil",
                        "0 invoke read nil",
                        "0 ok read 3",
                        "0 invoke read nil",
                        "0 ok read 3");
        assertThat(events.get(1).error()).isEqualTo("no client: IOException: refused");
    }

    @Test
    void failsAnOperationWhoseClientIsNotOpenInTimeAndClosesTheClientThatComesTooLate() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch lateClosed = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(1, LONG).withOpening(SHORT, Duration.ZERO),
                        process -> {
                            boolean late = tries.incrementAndGet() == 1;
                            if (late) {
                                awaitUninterruptibly(release);
                            }
                            return new Answering(invocation -> {
                                calls.addAndGet(late ? 100 : 1);
                                return Completion.ok(null);
                            }) {
                                @Override
                                public void close() {
                                    if (late) {
                                        lateClosed.countDown();
                                    }
                                }
                            };
                        },
                        recorder)) {
            runner.run(Generators.clients(Generators.limit(2, reads())));
            release.countDown();
            assertThat(lateClosed.await(30, SECONDS)).isTrue();
        }
        assertThat(shown(read(file)))
                .containsExactly("0 invoke read nil", "0 fail read nil", "0 invoke read nil", "0 ok read nil");
        assertThat(read(file).get(1).error()).isEqualTo("no client: not open within 50 ms");
        assertThat(calls).hasValue(1);
    }

    @Test
    void recordsALostSessionAfterTheOperationInHand() throws Exception {
        List<Op> events = run(
                options(1, LONG),
                process -> new Answering(invocation -> {
                    process.sessionLost("lock1");
                    return Completion.ok(1);
                }),
                Generators.clients(Generators.limit(2, reads())));

        assertThat(shown(events))
                .containsExactly(
                        "0 invoke read nil",
                        "0 ok read 1",
                        "0 invoke session-lost lock1",
                        "0 ok session-lost lock1",
                        "0 invoke read nil",
                        "0 ok read 1",
                        "0 invoke session-lost lock1",
                        "0 ok session-lost lock1");
    }

    @Test
    void recordsALostSessionAtOnceWhenTheProcessIsIdle() throws Exception {
        Path file = folder.resolve("history.edn");
        List<ProcessContext> contexts = Collections.synchronizedList(new ArrayList<>());
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(1, LONG),
                        process -> {
                            contexts.add(process);
                            return new Answering(invocation -> invocation.f().equals("release")
                                    ? Completion.info(invocation.value(), "who knows")
                                    : Completion.ok(invocation.value()));
                        },
                        recorder)) {
            runner.run(Generators.clients(Generators.once("acquire", "lock1")));
            contexts.get(0).sessionLost("lock1");
            assertThat(Files.readString(file)).contains(":session-lost");
            runner.run(Generators.clients(Generators.once("release", "lock2")));
            // Process 0 is retired. What it may have of lock 2 nobody knows; that it lost lock 1 ends its hold.
            contexts.get(0).sessionLost("lock2");
            contexts.get(0).sessionLost("lock1");
            runner.run(Generators.clients(Generators.once("acquire", "lock1")));
        }
        assertThat(shown(read(file)))
                .containsExactly(
                        "0 invoke acquire lock1",
                        "0 ok acquire lock1",
                        "0 invoke session-lost lock1",
                        "0 ok session-lost lock1",
                        "0 invoke release lock2",
                        "0 info release lock2",
                        "0 invoke session-lost lock1",
                        "0 ok session-lost lock1",
                        "1 invoke acquire lock1",
                        "1 ok acquire lock1");
    }

    @Test
    void recordsNoLostSessionWhereTheOutcomeOfTheOperationOnThatLockIsUnknown() throws Exception {
        List<Op> events = run(
                options(1, LONG),
                process -> new Answering(invocation -> {
                    process.sessionLost("lock1");
                    process.sessionLost("lock2");
                    return Completion.info(invocation.value(), "connection lost");
                }),
                Generators.clients(Generators.once("release", "lock1")));

        assertThat(shown(events))
                .containsExactly(
                        "0 invoke release lock1",
                        "0 info release lock1",
                        "0 invoke session-lost lock2",
                        "0 ok session-lost lock2");
    }

    @Test
    void recordsWhatTheNemesisCouldNotDoAndGoesOn() throws Exception {
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        options(1, LONG),
                        process -> new Answering(invocation -> Completion.ok(null)),
                        invocation -> {
                            throw new IllegalStateException("no such link");
                        },
                        WorkerFreezer.ofWorkersOnly(),
                        recorder)) {
            assertThat(runner.run(
                            Generators.nemesis(Generators.limit(2, Generators.repeat(Generators.once("cut", 1))))))
                    .isTrue();
        }
        List<Op> events = read(file);
        assertThat(shown(events)).containsExactly("-1 info cut 1", "-1 info cut 1", "-1 info cut 1", "-1 info cut 1");
        assertThat(events.get(1).error()).isEqualTo("IllegalStateException: no such link");
    }

    @Test
    void ignoresAnInterruptThatAClientLeavesBehind() throws Exception {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        run(
                options(1, LONG),
                process -> new Answering(invocation -> {
                    interrupted.add(Thread.currentThread().isInterrupted());
                    Thread.currentThread().interrupt();
                    return Completion.ok(null);
                }),
                Generators.clients(Generators.limit(20, reads())));
        assertThat(interrupted).hasSize(20).containsOnly(false);
    }
}
