package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** {@link ToxicType#BLACKHOLE}: nothing is ever due. */
final class BlackholeStage extends Stage {

    BlackholeStage(Toxic toxic, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
    }

    @Override
    long dataDueNanos(Piece head) {
        return Ticks.NEVER;
    }

    @Override
    @Nullable
    Piece dataEmit(long nowNanos) {
        throw new IllegalStateException("a black hole lets nothing out");
    }

    @Override
    long endingDueNanos(Piece head) {
        return Ticks.NEVER;
    }
}
