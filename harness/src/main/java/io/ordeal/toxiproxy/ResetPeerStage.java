package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** {@link ToxicType#RESET_PEER}: what comes first starts the clock, and is dropped with all that follows. */
final class ResetPeerStage extends Stage {
    private long firstNanos = Ticks.NEVER;

    ResetPeerStage(Toxic toxic, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
    }

    @Override
    @Nullable
    Piece dataEmit(long nowNanos) {
        return swallow(take());
    }

    @Override
    @Nullable
    Piece endingEmit(Piece ending, long nowNanos) {
        return swallow(ending);
    }

    @Override
    long idleDueNanos() {
        return firstNanos == Ticks.NEVER ? Ticks.NEVER : Ticks.plusMillis(firstNanos, attribute("timeout"));
    }

    @Override
    Piece idleEmit(long nowNanos) {
        return Piece.ending(Piece.Kind.RESET, nowNanos);
    }

    @Override
    Piece.@Nullable Kind endingOnRemoval() {
        return firstNanos == Ticks.NEVER ? null : Piece.Kind.RESET;
    }

    private @Nullable Piece swallow(Piece piece) {
        firstNanos = Math.min(firstNanos, piece.atNanos());
        drop(piece);
        return null;
    }
}
