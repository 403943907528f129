package io.ordeal.trial;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what a run has recorded so far, about every second, and tells when there is a violation that lasts: one that no
 * later event can undo, as the checker says of itself. It reads the file that the run writes, on a thread of its own, and
 * rests {@value #REST} times as long as it has worked, so that the run has the machine almost to itself.
 *
 * <p>What it finds ends the main phase and nothing else: the verdict is that of the whole history, as ever.
 */
final class ViolationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViolationWatch.class);

    /** A tenth of one processor, however long the history has grown. */
    private static final int REST = 9;

    private static final Duration LEAST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(20);

    private final Path live;
    private final Checker checker;
    private final Runnable found;
    private final Thread thread;

    /** Guarded by this: nothing is told once it is closed. */
    private boolean closed;

    private boolean violated;

    /**
     * Begins.
     *
     * @param live the file to which the run writes its history
     * @param found is called once, if there is a violation
     */
    ViolationWatch(Path live, Checker checker, Runnable found) {
        this.live = live;
        this.checker = checker;
        this.found = found;
        thread = new Thread(this::watch, "violation-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            long restNanos = LEAST_REST.toNanos();
            while (true) {
                Thread.sleep(Duration.ofNanos(restNanos).toMillis());
                long began = System.nanoTime();
                if (isViolated()) {
                    tell();
                    return;
                }
                restNanos = Math.max(LEAST_REST.toNanos(), REST * (System.nanoTime() - began));
            }
        } catch (InterruptedException closedMeanwhile) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("what was recorded so far can't be judged: the run goes on to its end", failed);
        }
    }

    private boolean isViolated() throws IOException {
        // its last line may be half written, and is left out
        History soFar = HistoryReader.read(live, Origin.OWN_RUN).history();
        return checker.violationsLast(soFar)
                && Checkers.judge(
                                checker,
                                soFar,
                                CheckContext.withTimeLimit(LONGEST_CHECK).withParallelism(1))
                        .verdict()
                        .isInvalid();
    }

    private synchronized void tell() {
        if (!closed) {
            violated = true;
            found.run();
        }
    }

    /** Whether there was a violation, and the run was told. */
    synchronized boolean hasTold() {
        return violated;
    }

    /** Nothing is told any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
    }
}
