package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;

/** {@link ToxicType#BANDWIDTH}: data goes in portions of at most 100 ms, each when the line has had time for it. */
final class BandwidthStage extends Stage {
    private static final long PORTION_MILLIS = 100;
    private static final long PORTION_NANOS = PORTION_MILLIS * 1_000_000;

    private long lineBusyUntilNanos;

    BandwidthStage(Toxic toxic, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
    }

    @Override
    long dataDueNanos(Piece head) {
        long bytesPerMilli = attribute("rate");
        if (bytesPerMilli == 0) {
            return Ticks.NEVER;
        }
        long nanos = portion(head) * 1_000_000L / bytesPerMilli;
        return Math.max(lineBusyUntilNanos, head.atNanos()) + nanos;
    }

    @Override
    Piece dataEmit(long nowNanos) {
        Piece head = peek();
        long dueNanos = dataDueNanos(head);
        // A line that stood still does not make good for it later: its reader had stopped, not the line.
        lineBusyUntilNanos = nowNanos - dueNanos > PORTION_NANOS ? nowNanos : dueNanos;
        return take(portion(head)).at(dueNanos);
    }

    @Override
    void changed(long nowNanos) {
        lineBusyUntilNanos = nowNanos;
    }

    private int portion(Piece head) {
        long bytesPerMilli = attribute("rate");
        return bytesPerMilli > Integer.MAX_VALUE / PORTION_MILLIS
                ? head.length()
                : (int) Math.min(head.length(), bytesPerMilli * PORTION_MILLIS);
    }
}
