package io.ordeal.toxiproxy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/** {@link ToxicType#SLICER}: every read is cut anew; sizes are drawn evenly around the average. */
final class SlicerStage extends Stage {
    private final SplittableRandom random;
    private long nextSliceNanos;

    SlicerStage(Toxic toxic, SplittableRandom random, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
        this.random = random;
    }

    @Override
    long dataDueNanos(Piece head) {
        return Math.max(nextSliceNanos, head.atNanos());
    }

    @Override
    Piece dataEmit(long nowNanos) {
        nextSliceNanos = Ticks.plusMicros(nowNanos, attribute("delay"));
        return take(sliceSize(peek().length())).at(nowNanos);
    }

    @Override
    void changed(long nowNanos) {
        nextSliceNanos = nowNanos;
    }

    private int sliceSize(int available) {
        long averageSize = attribute("average_size");
        if (averageSize == 0 || averageSize >= available) {
            return available;
        }
        long variation = Math.min(attribute("size_variation"), averageSize);
        long size = averageSize - variation + (variation == 0 ? 0 : random.nextLong(2 * variation + 1));
        return (int) Math.max(1, Math.min(available, size));
    }
}
