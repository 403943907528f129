package io.ordeal.toxiproxy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all links of a server may hold together. Thread-safe.
 *
 * <p>A link that asks before it reads is told how much it may take in. Once the limit is reached that is nothing, so that
 * the sender feels it, and what is held goes down as receivers read. But for {@link #MINIMUM_BYTES}: those every link
 * has for itself, so that a connection whose own receiver reads goes on whatever the others hold, and no two can wait
 * for each other. Hence at most {@code limit + links × MINIMUM_BYTES} are held.
 */
final class MemoryBudget {
    /** What a link may hold whatever the others do. */
    static final int MINIMUM_BYTES = 8 * 1024;

    private final long limitBytes;
    private final long resumeBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile List<EventLoop> loops = List.of();

    MemoryBudget(long limitBytes) {
        this.limitBytes = limitBytes;
        // An eighth below the limit: links that were stopped would else be woken for every few bytes.
        this.resumeBytes = limitBytes - limitBytes / 8;
    }

    /** Whose links are to be told when there is memory again. */
    void tell(List<EventLoop> newLoops) {
        loops = List.copyOf(newLoops);
    }

    /** How many bytes a link may take in that holds {@code heldBytes}; at most {@code wantedBytes}. */
    int allowance(long heldBytes, int wantedBytes) {
        return usedBytes.get() < limitBytes
                ? wantedBytes
                : (int) Math.max(0, Math.min(wantedBytes, MINIMUM_BYTES - heldBytes));
    }

    /** Counts what a link holds more than before, or, negative, less. */
    void add(long bytes) {
        long used = usedBytes.addAndGet(bytes);
        if (bytes < 0 && used < resumeBytes) {
            resume();
        }
    }

    /** A link has got no allowance: its loop is to be told when there is memory again, which may be at once. */
    void await() {
        awaited.set(true);
        if (usedBytes.get() < resumeBytes) {
            resume();
        }
    }

    private void resume() {
        if (awaited.get() && awaited.compareAndSet(true, false)) {
            for (EventLoop loop : loops) {
                loop.execute(loop::resumeReading);
            }
        }
    }

    /** How much is held now, the cost of keeping it included. */
    long usedBytes() {
        return usedBytes.get();
    }
}
