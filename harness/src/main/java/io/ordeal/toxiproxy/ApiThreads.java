package io.ordeal.toxiproxy;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that answer the API's calls: one for each call under way, so that a slow client holds up nobody; and where
 * no more can be started, a few that were started with the server. Without these the HTTP server's own thread would fail,
 * and the API be dead for good.
 */
final class ApiThreads implements Executor, AutoCloseable {
    private static final int STANDING = 2;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor onDemand;
    private final ThreadPoolExecutor standing;

    ApiThreads(ThreadFactory threads) {
        onDemand = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        standing =
                new ThreadPoolExecutor(STANDING, STANDING, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /** Starts those that stand by. */
    void start() {
        standing.prestartAllCoreThreads();
    }

    @Override
    public void execute(Runnable call) {
        try {
            onDemand.execute(call);
        } catch (OutOfMemoryError | RejectedExecutionException noThreadLeft) {
            standing.execute(call);
        }
    }

    @Override
    public void close() {
        onDemand.shutdownNow();
        standing.shutdownNow();
    }
}
