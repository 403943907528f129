package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;

/** {@link ToxicType#SLOW_CLOSE}: data passes, an ending waits. */
final class SlowCloseStage extends Stage {

    SlowCloseStage(Toxic toxic, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
    }

    @Override
    Piece dataEmit(long nowNanos) {
        return take();
    }

    @Override
    long endingDueNanos(Piece head) {
        return Ticks.plusMillis(head.atNanos(), attribute("delay"));
    }
}
