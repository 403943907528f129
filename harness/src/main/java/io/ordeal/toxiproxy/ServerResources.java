package io.ordeal.toxiproxy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all proxies of a server share: its loops, its memory, its way to name servers. Closing gives all of it back. */
final class ServerResources implements AutoCloseable {
    private static final long STACK_BYTES = 256 * 1024;

    /** More than these only take turns on the processors that senders and receivers need too. */
    private static final int MAX_LOOPS = 8;

    private static final int MIN_LOOPS = 2;
    private static final int MAX_LOOKUPS = 8;
    private static final int PRUNE_EVERY = 64;
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ServerResources.class);

    /** The threads made so far, save for most of those that have ended. */
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final AtomicInteger threadsMade = new AtomicInteger();
    private final AtomicInteger loopsGiven = new AtomicInteger();
    private final List<EventLoop> loops = new ArrayList<>();
    private final MemoryBudget memory;
    private final ThreadPoolExecutor lookups;

    /**
     * Starts the loops.
     *
     * @throws IOException when there are not enough file descriptors, or threads: nothing is left running
     */
    ServerResources(long memoryBytes) throws IOException {
        memory = new MemoryBudget(memoryBytes);
        lookups = new ThreadPoolExecutor(
                MAX_LOOKUPS,
                MAX_LOOKUPS,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> newThread("toxiproxy-lookup", task));
        lookups.allowCoreThreadTimeOut(true);
        int count = Math.max(MIN_LOOPS, Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors()));
        try {
            for (int i = 0; i < count; i++) {
                EventLoop loop = new EventLoop(i, this);
                loops.add(loop);
                loop.start();
            }
        } catch (IOException | OutOfMemoryError tooFew) {
            close();
            throw notStarted(tooFew);
        }
        memory.tell(loops);
    }

    /** What to say where a server cannot have what it needs. */
    static IOException notStarted(Throwable tooFew) {
        return new IOException(
                "the threads of a Toxiproxy server could not be started (" + tooFew.getMessage()
                        + "): raise the limits on processes (ulimit -u) and open files (ulimit -n)",
                tooFew);
    }

    MemoryBudget memory() {
        return memory;
    }

    /** A loop for a new socket: each in turn. */
    EventLoop nextLoop() {
        return loops.get(Math.floorMod(loopsGiven.getAndIncrement(), loops.size()));
    }

    /** Runs {@code lookUp}, which may ask a name server, in a thread that may wait for it. */
    void lookUp(Runnable lookUp) {
        lookups.execute(lookUp);
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

    /** Waits until all threads have ended; their sockets must be closed and other pools shut down already. */
    @Override
    public void close() {
        lookups.shutdownNow();
        loops.forEach(EventLoop::close);
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
    }
}
