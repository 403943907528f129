package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** {@link ToxicType#TIMEOUT}: drops data; a FIN passes; silence of {@code timeout} ms closes. */
final class TimeoutStage extends Stage {
    private long silentSinceNanos;

    TimeoutStage(Toxic toxic, LongAdder droppedBytes, long nowNanos) {
        super(toxic, droppedBytes);
        this.silentSinceNanos = nowNanos;
    }

    @Override
    @Nullable
    Piece dataEmit(long nowNanos) {
        silentSinceNanos = nowNanos;
        drop(take());
        return null;
    }

    @Override
    long idleDueNanos() {
        long timeoutMillis = attribute("timeout");
        return timeoutMillis == 0 ? Ticks.NEVER : Ticks.plusMillis(silentSinceNanos, timeoutMillis);
    }

    @Override
    Piece idleEmit(long nowNanos) {
        return Piece.ending(Piece.Kind.CLOSE, nowNanos);
    }

    @Override
    void changed(long nowNanos) {
        silentSinceNanos = nowNanos;
    }

    @Override
    Piece.Kind endingOnRemoval() {
        return Piece.Kind.CLOSE;
    }
}
