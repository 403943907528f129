package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** {@link ToxicType#LIMIT_DATA}: counts from when the toxic came to the connection; a change keeps the count. */
final class LimitDataStage extends Stage {
    private long passedBytes;
    private boolean limitReached;

    LimitDataStage(Toxic toxic, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
    }

    @Override
    @Nullable
    Piece dataEmit(long nowNanos) {
        Piece piece = take();
        long room = limitReached ? 0 : Math.max(0, attribute("bytes") - passedBytes);
        int passing = (int) Math.min(room, piece.length());
        if (passing < piece.length()) {
            drop(piece.tail(passing));
        }
        passedBytes += passing;
        limitReached = limitReached || passing == room;
        return passing == 0 ? null : piece.head(passing);
    }

    @Override
    Piece endingEmit(Piece ending, long nowNanos) {
        return limitReached ? Piece.ending(Piece.Kind.CLOSE, ending.atNanos()) : ending;
    }

    @Override
    long idleDueNanos() {
        return limitReached ? 0 : Ticks.NEVER;
    }

    @Override
    Piece idleEmit(long nowNanos) {
        return Piece.ending(Piece.Kind.CLOSE, nowNanos);
    }

    @Override
    Piece.@Nullable Kind endingOnRemoval() {
        return limitReached ? Piece.Kind.CLOSE : null;
    }
}
