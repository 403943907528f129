package io.ordeal.runner;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.io.HistoryReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the runner have in common. */
abstract class RunnerFixture {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    List<Op> run(RunnerOptions options, ClientOpener opener, Generator generator) throws Exception {
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(options, opener, recorder)) {
            runner.run(generator);
        }
        return read(file);
    }

    static Generator reads() {
        return Generators.repeat(Generators.once("read", null));
    }

    static RunnerOptions options(int concurrency, Duration timeout) {
        return RunnerOptions.of(concurrency, timeout, 1);
    }

    static Runner runner(RunnerOptions options, ClientOpener opener, Recorder recorder) {
        return new Runner(options, opener, null, WorkerFreezer.ofWorkersOnly(), recorder);
    }

    static List<Op> read(Path file) throws Exception {
        History history = HistoryReader.read(file).history();
        return history.ops();
    }

    static List<String> shown(List<Op> events) {
        return events.stream()
                .map(op -> op.process() + " " + op.type().wire() + " " + op.f() + " "
                        + (op.value() == null ? "nil" : op.value()))
                .toList();
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // This client does not listen.
            }
        }
    }

    /** A client that is a function. */
    static class Answering implements Client {
        private final Answer answer;

        Answering(Answer answer) {
            this.answer = answer;
        }

        @Override
        public Completion invoke(Invocation invocation) throws Exception {
            return answer.to(invocation);
        }

        @Override
        public void close() {}

        interface Answer {
            Completion to(Invocation invocation) throws Exception;
        }
    }
}
