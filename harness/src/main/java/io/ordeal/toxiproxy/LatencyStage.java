package io.ordeal.toxiproxy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/** {@link ToxicType#LATENCY}: each piece waits from when it came; a change lets go what waits already. */
final class LatencyStage extends Stage {
    /** Room for what is under way: 160 MB a second at 100 ms. */
    private static final long IN_FLIGHT_BYTES = 16 * 1024 * 1024;

    private final SplittableRandom random;
    private long headDueNanos = UNDRAWN;
    private int flushPieces;

    private static final long UNDRAWN = -1;

    LatencyStage(Toxic toxic, SplittableRandom random, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
        this.random = random;
    }

    @Override
    long dataDueNanos(Piece head) {
        if (flushPieces > 0) {
            return head.atNanos();
        }
        if (headDueNanos == UNDRAWN) {
            long jitterMillis = attribute("jitter");
            long offsetMillis = jitterMillis == 0 ? 0 : random.nextLong(-jitterMillis, jitterMillis);
            headDueNanos =
                    Ticks.plusMillis(head.atNanos(), Math.max(0, saturatedSum(attribute("latency"), offsetMillis)));
        }
        return headDueNanos;
    }

    @Override
    Piece dataEmit(long nowNanos) {
        Piece head = peek();
        long dueNanos = dataDueNanos(head);
        headDueNanos = UNDRAWN;
        flushPieces = Math.max(0, flushPieces - 1);
        return take().at(dueNanos);
    }

    @Override
    void changed(long nowNanos) {
        headDueNanos = UNDRAWN;
        flushPieces = queueLength();
    }

    @Override
    long capacityBytes() {
        return IN_FLIGHT_BYTES;
    }

    private static long saturatedSum(long a, long b) {
        return b > 0 && a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
