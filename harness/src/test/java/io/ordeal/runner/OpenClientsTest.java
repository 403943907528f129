package io.ordeal.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.generator.Generators;
import io.ordeal.history.Op;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are opened before the first phase. */
@Timeout(60)
class OpenClientsTest extends RunnerFixture {
    private static final Answering ANSWERING = new Answering(invocation -> Completion.ok(null));

    @Test
    void areOpenedAllAtOnceOnTheThreadsThatCallThem() throws Exception {
        CyclicBarrier all = new CyclicBarrier(3);
        ConcurrentHashMap<Integer, Thread> openedOn = new ConcurrentHashMap<>();
        ConcurrentHashMap<Integer, Set<Thread>> calledOn = new ConcurrentHashMap<>();
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(
                        options(3, LONG),
                        process -> {
                            all.await();
                            assertThat(openedOn.put(process.process(), Thread.currentThread()))
                                    .isNull();
                            return new Answering(invocation -> {
                                calledOn.computeIfAbsent(process.process(), of -> ConcurrentHashMap.newKeySet())
                                        .add(Thread.currentThread());
                                return Completion.ok(null);
                            });
                        },
                        recorder)) {
            runner.openClients();
            assertThat(recorder.events()).isZero();
            assertThat(openedOn).containsOnlyKeys(0, 1, 2);
            runner.run(Generators.clients(Generators.limit(30, reads())));
        }
        calledOn.forEach((process, threads) -> assertThat(threads).containsExactly(openedOn.get(process)));
        assertThat(read(file)).hasSize(60);
    }

    @Test
    void whatCouldNotBeOpenedIsTriedAgainWithAnOperation() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        List<Op> events = opened(options(1, LONG), process -> {
            if (tries.getAndIncrement() == 0) {
                throw new IllegalStateException("not ready");
            }
            return ANSWERING;
        });
        assertThat(shown(events)).containsExactly("0 invoke read nil", "0 ok read nil");
        assertThat(tries).hasValue(2);
    }

    @Test
    void whoHangsIsLeftBehind() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        List<Op> events = opened(options(1, LONG).withOpening(SHORT.multipliedBy(4), Duration.ZERO), process -> {
            if (first.getAndSet(false)) {
                awaitUninterruptibly(released);
            }
            return ANSWERING;
        });
        released.countDown();
        assertThat(shown(events)).containsExactly("0 invoke read nil", "0 ok read nil");
    }

    @Test
    void theRunsTimeBeginsWhenTheyAreThere() throws Exception {
        Duration opening = Duration.ofMillis(300);
        long began = System.nanoTime();
        List<Op> events = opened(options(1, LONG), process -> {
            TimeUnit.NANOSECONDS.sleep(opening.toNanos());
            return ANSWERING;
        });
        long took = System.nanoTime() - began;
        assertThat(events.get(1).timeNanos()).isLessThanOrEqualTo(took - opening.toNanos());
    }

    @Test
    void codeThatCannotRunEndsTheRun() throws Exception {
        assertThatThrownBy(() -> opened(options(2, LONG), process -> {
                    throw new NoClassDefFoundError("org/example/Driver");
                }))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("org/example/Driver");
    }

    private List<Op> opened(RunnerOptions options, ClientOpener opener) throws Exception {
        Path file = folder.resolve("history.edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = runner(options, opener, recorder)) {
            runner.openClients();
            runner.run(Generators.clients(Generators.limit(1, reads())));
        }
        return read(file);
    }
}
