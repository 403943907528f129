package io.ordeal.toxiproxy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all proxies of a server share: its threads, its timer, its buffers. Closing gives all of it back. */
final class ServerResources implements AutoCloseable {
    /** Enough for a relay's few frames; hundreds of connections have two threads each. */
    private static final long STACK_BYTES = 256 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_POOLED_BUFFERS = 256;
    private static final int PRUNE_EVERY = 64;
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ServerResources.class);

    /** The threads made so far, save for most of those that have ended. */
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final AtomicInteger threadsMade = new AtomicInteger();
    private final ConcurrentLinkedDeque<ByteBuffer> buffers = new ConcurrentLinkedDeque<>();
    private final AtomicInteger pooledBuffers = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;

    ServerResources() {
        timer = new ScheduledThreadPoolExecutor(
                1, task -> newThread("toxiproxy-timer", task), new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** A daemon thread, not started yet, that {@link #close} waits for. */
    Thread newThread(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, STACK_BYTES);
        thread.setDaemon(true);
        if (threadsMade.incrementAndGet() % PRUNE_EVERY == 0) {
            threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        }
        threads.add(thread);
        return thread;
    }

    /** Runs {@code body} in a daemon thread of its own. */
    Thread start(String name, Runnable body) {
        Thread thread = newThread(name, body);
        try {
            thread.start();
        } catch (OutOfMemoryError noThreadLeft) {
            threads.remove(thread);
            throw new IllegalStateException(
                    "no thread could be started for " + name + ": raise the limit on processes (ulimit -u)",
                    noThreadLeft);
        }
        return thread;
    }

    /** Runs {@code task} after {@code delay}, unless the server is closed before. */
    void after(Duration delay, Runnable task) {
        var unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A direct buffer; give it back with {@link #giveBack}. */
    ByteBuffer takeBuffer() {
        ByteBuffer buffer = buffers.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(BUFFER_BYTES);
        }
        pooledBuffers.decrementAndGet();
        return buffer;
    }

    void giveBack(ByteBuffer buffer) {
        if (pooledBuffers.incrementAndGet() <= MAX_POOLED_BUFFERS) {
            buffers.addFirst(buffer.clear());
        } else {
            pooledBuffers.decrementAndGet();
        }
    }

    /** Waits until all threads have ended; their sockets must be closed and other pools shut down already. */
    @Override
    public void close() {
        timer.shutdownNow();
        long deadlineNanos = System.nanoTime() + JOIN_LIMIT.toNanos();
        try {
            for (Thread thread : threads) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (leftMillis > 0 && thread != Thread.currentThread()) {
                    thread.join(leftMillis);
                }
                if (thread.isAlive()) {
                    log.warn("{} still runs {} after the server was closed", thread.getName(), JOIN_LIMIT);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        buffers.clear();
    }
}
