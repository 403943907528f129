package io.ordeal.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.fault.ClientFreezer;
import io.ordeal.fault.ClientFreezer.Moment;
import io.ordeal.generator.Generators;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are frozen between being granted something and using it. */
@Timeout(60)
class WorkerFreezerTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<String> journal = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch asleep = new CountDownLatch(1);
    private volatile ClientFreezer.Freeze frozen = Map::of;

    @SuppressWarnings("NullAway.Init") // once a test has begun
    private volatile Runner running;

    private final WorkerFreezer freezer = new WorkerFreezer(new WorkerFreezer.Links() {
        @Override
        public void freezing(int worker) {
            journal.add("freezing " + worker);
            asleep.countDown();
        }

        @Override
        public void thawing(int worker) {
            journal.add("thawing " + worker);
        }
    });

    @Test
    void freezesTheNextAndStopsItsClock() throws Exception {
        Map<String, Object> report = new ConcurrentHashMap<>();
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        RunnerOptions.of(1, SHORT, 1),
                        this::pausing,
                        invocation -> {
                            if (invocation.f().equals("freeze")) {
                                freeze();
                            } else {
                                asleep.await();
                                // Longer than an operation may take.
                                Thread.sleep(4 * SHORT.toMillis());
                                journal.add("thaw");
                                report.putAll(frozen.thaw());
                            }
                            return null;
                        },
                        freezer,
                        recorder)) {
            runner.run(Generators.nemesis(Generators.once("freeze", null)));
            runner.run(Generators.clientsAndNemesis(
                    Generators.limit(1, RunnerFixture.reads()), Generators.once("thaw", null)));
        }
        List<Op> events = RunnerFixture.read(file).stream().filter(Op::isClient).toList();

        assertThat(RunnerFixture.shown(events)).containsExactly("0 invoke read nil", "0 ok read nil");
        assertThat(journal).containsExactly("freezing 0", "thaw", "thawing 0", "awake");
        assertThat(String.valueOf(report.get("frozen"))).matches("\\[\\{process=0, worker=0, nanos=[0-9]{9,}\\}\\]");
        assertThat(report).doesNotContainKey("armed");
    }

    @Test
    void tellsThatNobodyCame() throws Exception {
        freeze();
        assertThat(frozen.thaw()).containsEntry("armed", true).containsEntry("frozen", List.of());
        assertThat(frozen.thaw()).doesNotContainKey("armed");
        run();
        assertThat(journal).containsExactly("awake");
    }

    @Test
    void isThawedWhenNothingElseGoesOn() throws Exception {
        freeze();
        List<Op> events = run();
        assertThat(RunnerFixture.shown(events)).containsExactly("0 invoke read nil", "0 ok read nil");
        assertThat(journal).containsExactly("freezing 0", "thawing 0", "awake");
        assertThat(String.valueOf(frozen.thaw())).contains("process=0").doesNotContain("armed");
    }

    @Test
    void isGivenUpWhenTheRunIsStopped() throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        freeze();
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        RunnerOptions.of(2, LONG, 1).withStopGrace(SHORT),
                        process -> process.process() == 0
                                ? pausing(process)
                                : new RunnerFixture.Answering(invocation -> {
                                    // Something goes on, so that nobody thaws the other.
                                    other.countDown();
                                    new CountDownLatch(1).await();
                                    return Completion.ok(null);
                                }),
                        null,
                        freezer,
                        recorder)) {
            Thread running = new Thread(() -> runner.run(Generators.clients(RunnerFixture.reads())));
            running.start();
            asleep.await();
            other.await();
            runner.stop();
            running.join();
        }
        assertThat(RunnerFixture.read(file))
                .filteredOn(op -> op.type() != OpType.INVOKE)
                .extracting(Op::error)
                .containsOnly("the run was stopped");
        assertThat(journal).containsExactly("freezing 0");
        frozen.thaw();
        assertThat(journal).containsExactly("freezing 0", "thawing 0");
    }

    @Test
    void doesNotFreezeWhereTheLinksCannotBeHeld() throws Exception {
        WorkerFreezer unable = new WorkerFreezer(new WorkerFreezer.Links() {
            @Override
            public void freezing(int worker) throws Exception {
                throw new IOException("no proxy");
            }
        });
        ClientFreezer.Freeze inVain = unable.freeze(Moment.POINT, OptionalInt.empty());
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        RunnerOptions.of(1, LONG, 1),
                        process -> new RunnerFixture.Answering(invocation -> {
                            process.pausePoint();
                            return Completion.ok(null);
                        }),
                        null,
                        unable,
                        recorder)) {
            runner.run(Generators.clients(Generators.limit(1, RunnerFixture.reads())));
        }
        assertThat(RunnerFixture.shown(RunnerFixture.read(file))).containsExactly("0 invoke read nil", "0 ok read nil");
        assertThat(String.valueOf(inVain.thaw().get("frozen"))).contains("not-held=IOException: no proxy");
    }

    /** Nothing of an operation is done while its client stands before it. */
    @Test
    void freezesBeforeAnOperation() throws Exception {
        frozen = freezer.freeze(Moment.BEFORE, OptionalInt.of(0));
        assertThat(RunnerFixture.shown(run())).containsExactly("0 invoke read nil", "0 ok read nil");
        assertThat(journal).containsExactly("freezing 0", "thawing 0", "awake");
        assertThat(String.valueOf(frozen.thaw())).contains("process=0");
    }

    @Test
    void freezesAfterAnOperation() throws Exception {
        frozen = freezer.freeze(Moment.AFTER, OptionalInt.empty());
        assertThat(RunnerFixture.shown(run())).containsExactly("0 invoke read nil", "0 ok read nil");
        assertThat(journal).containsExactly("awake", "freezing 0", "thawing 0");
    }

    @Test
    void freezesThatWorkersClientAlone() throws Exception {
        frozen = freezer.freeze(Moment.BEFORE, OptionalInt.of(1));
        run();
        assertThat(journal).containsExactly("awake");
        assertThat(frozen.thaw()).containsEntry("armed", true);
    }

    /** The links are held round a client that is in the midst of its operation, and what it says waits for the thaw. */
    @Test
    void freezesInTheMidstOfAnOperation() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        RunnerOptions.of(1, LONG, 1),
                        process -> new RunnerFixture.Answering(invocation -> {
                            called.countDown();
                            answer.await();
                            journal.add("answered");
                            return Completion.ok(null);
                        }),
                        invocation -> {
                            called.await();
                            frozen = freezer.freeze(Moment.OPEN, OptionalInt.empty());
                            answer.countDown();
                            while (!journal.contains("answered")) {
                                Thread.onSpinWait();
                            }
                            runner().note("still-frozen", null, null);
                            frozen.thaw();
                            return null;
                        },
                        freezer,
                        recorder)) {
            running = runner;
            runner.run(Generators.clientsAndNemesis(
                    Generators.limit(1, RunnerFixture.reads()), Generators.once("freeze", null)));
        }
        assertThat(journal).containsExactly("freezing 0", "answered", "thawing 0");
        assertThat(RunnerFixture.read(file).stream()
                        .filter(op -> op.isClient() || op.f().equals("still-frozen"))
                        .map(op -> op.type() + " " + op.f()))
                .containsExactly("INVOKE read", "INFO still-frozen", "OK read");
    }

    /** With no operation open, the next is held before its first byte passes. */
    @Test
    void holdsTheLinksOfTheNextOperation() throws Exception {
        frozen = freezer.freeze(Moment.OPEN, OptionalInt.empty());
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        RunnerOptions.of(1, LONG, 1),
                        process -> new RunnerFixture.Answering(invocation -> {
                            journal.add("called");
                            return Completion.ok(null);
                        }),
                        invocation -> {
                            while (!journal.contains("called")) {
                                Thread.onSpinWait();
                            }
                            frozen.thaw();
                            return null;
                        },
                        freezer,
                        recorder)) {
            runner.run(Generators.clientsAndNemesis(
                    Generators.limit(1, RunnerFixture.reads()), Generators.once("thaw", null)));
        }
        assertThat(journal).containsExactly("freezing 0", "called", "thawing 0");
    }

    /** Each pause is its own: whoever thaws one leaves the other. */
    @Test
    void pausesDoNotGetIntoEachOthersWay() throws Exception {
        ClientFreezer.Freeze other = freezer.freeze(Moment.BEFORE, OptionalInt.of(7));
        freeze();
        run();
        assertThat(String.valueOf(frozen.thaw())).contains("process=0");
        assertThat(other.thaw()).containsEntry("armed", true).containsEntry("frozen", List.of());
    }

    private void freeze() throws Exception {
        frozen = freezer.freeze(Moment.POINT, OptionalInt.empty());
    }

    private Runner runner() {
        return running;
    }

    /** One read by a client that pauses. */
    private List<Op> run() throws Exception {
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(LONG, recorder)) {
            runner.run(Generators.clients(Generators.limit(1, RunnerFixture.reads())));
        }
        return RunnerFixture.read(file);
    }

    private Runner runner(Duration grace, Recorder recorder) {
        return new Runner(RunnerOptions.of(1, LONG, 1).withStopGrace(grace), this::pausing, null, freezer, recorder);
    }

    private Client pausing(ProcessContext process) {
        return new RunnerFixture.Answering(invocation -> {
            process.pausePoint();
            journal.add("awake");
            return Completion.ok(null);
        });
    }
}
