package io.ordeal.toxiproxy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all proxies of a server share: its threads, its timer, its buffers. Closing gives all of it back. */
final class ServerResources implements AutoCloseable {
    /** Enough for a relay's few frames; hundreds of connections have two threads each. */
    private static final long STACK_BYTES = 256 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_POOLED_BUFFERS = 256;
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<ByteBuffer> buffers = new ConcurrentLinkedDeque<>();
    private final AtomicInteger pooledBuffers = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;

    ServerResources() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "toxiproxy-timer", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs {@code body} in a daemon thread of its own. */
    Thread start(String name, Runnable body) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        body.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                name,
                STACK_BYTES);
        thread.setDaemon(true);
        threads.add(thread);
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
        if (!timer.isShutdown()) {
            var unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
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

    /** Waits until all threads have ended; their sockets must be closed already. */
    @Override
    public void close() {
        timer.shutdownNow();
        long deadlineNanos = System.nanoTime() + JOIN_LIMIT.toNanos();
        boolean interrupted = false;
        for (Thread thread : threads) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            try {
                if (leftMillis > 0 && thread != Thread.currentThread()) {
                    thread.join(leftMillis);
                }
            } catch (InterruptedException stop) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        buffers.clear();
    }
}
