package io.ordeal.kit.client;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.client.Outcomes;
import io.ordeal.trial.Bench;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One process: a client, and the thread that alone calls it, as a worker of the runner does. It is opened with its first
 * operation, and anew after one whose outcome is unknown.
 */
final class Caller implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Bench bench;
    private final int worker;
    private final UnaryOperator<Client> wrap;
    private ExecutorService thread = newThread();
    private final AtomicReference<@Nullable Client> client = new AtomicReference<>();

    Caller(Bench bench, int worker, UnaryOperator<Client> wrap) {
        this.bench = bench;
        this.worker = worker;
        this.wrap = wrap;
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "ordeal-caller");
            made.setDaemon(true);
            return made;
        });
    }

    /** Does an operation, with the runner's patience; an exception is what it is to the runner. */
    Answer ask(Invocation invocation) throws InterruptedException {
        AtomicReference<@Nullable Completion> came = new AtomicReference<>();
        CountDownLatch back = new CountDownLatch(1);
        long began = System.nanoTime();
        Future<?> call = thread.submit(() -> {
            try {
                came.set(invoke(invocation));
            } catch (Exception thrown) {
                came.set(Outcomes.of(thrown, invocation.value()));
            } finally {
                back.countDown();
            }
        });
        Answer.Patience patience = Answer.Patience.IN_TIME;
        if (!back.await(bench.operationTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
            call.cancel(true);
            patience = back.await(GRACE.toNanos(), TimeUnit.NANOSECONDS)
                    ? Answer.Patience.INTERRUPTED
                    : Answer.Patience.STUCK;
        }
        Completion completion = Objects.requireNonNullElseGet(
                patience == Answer.Patience.IN_TIME ? came.get() : null, () -> late(invocation));
        return new Answer(invocation, completion, Duration.ofNanos(System.nanoTime() - began), patience);
    }

    /** What becomes of an operation that does not come back. */
    static Completion late(Invocation invocation) {
        return Completion.info(invocation.value(), "no answer in time");
    }

    int worker() {
        return worker;
    }

    private Completion invoke(Invocation invocation) throws Exception {
        Client open = client.get();
        if (open == null) {
            open = wrap.apply(bench.open(worker));
            client.set(open);
        }
        return open.invoke(invocation);
    }

    /**
     * Closes the client, as after an operation of unknown outcome; the next operation opens another.
     *
     * @return what is wrong with its closing; empty if nothing is
     */
    Optional<String> renew() throws InterruptedException {
        Client old = client.getAndSet(null);
        ExecutorService oldThread = thread;
        thread = newThread();
        oldThread.shutdownNow();
        if (old == null) {
            return Optional.empty();
        }
        CountDownLatch closed = new CountDownLatch(1);
        Thread closing = new Thread(
                () -> {
                    try {
                        old.close();
                    } catch (Exception nothingToGiveBack) {
                        // the runner does not mind either
                    } finally {
                        closed.countDown();
                    }
                },
                "ordeal-closer");
        closing.setDaemon(true);
        closing.start();
        if (closed.await(bench.operationTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        closing.interrupt();
        return Optional.of("close() waits for a system that is cut off: it had not come back after "
                + bench.operationTimeout().toMillis()
                + " ms; it must give back connections and threads without waiting for long");
    }

    @Override
    public void close() {
        try {
            renew();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            thread.shutdownNow();
        }
    }
}
