package io.ordeal.runner;

import io.ordeal.client.Client;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes clients on threads of its own, so that nobody waits for one whose server does not answer. */
final class ClientCloser {
    private static final Logger LOG = LoggerFactory.getLogger(ClientCloser.class);

    /** Clients that hang while they are closed keep a thread; with so many hanging, the others wait their turn. */
    private static final int THREADS = 16;

    private final ThreadPoolExecutor executor;

    ClientCloser() {
        executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "ordeal-closer");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    void close(Client client) {
        executor.execute(() -> {
            try {
                client.close();
            } catch (Exception | AssertionError e) {
                LOG.debug("a client did not close well", e);
            }
        });
    }

    /** Closes what is left; whoever takes longer is interrupted, and left behind. */
    void shutdown(Duration grace) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
            int waiting = executor.shutdownNow().size();
            if (!executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn(
                        "left behind: {} clients that do not close within {}, and {} that were not tried",
                        executor.getActiveCount(),
                        grace,
                        waiting);
            }
        }
    }
}
