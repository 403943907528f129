package io.ordeal.workload.parts;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.generator.Step;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Operations without end, each drawn for a worker by how many it had before: the same seed gives every worker the same
 * operations, however fast it gets through them. Of the workers that are free the one that had the fewest is next.
 *
 * <p>A step costs time in proportion to the workers.
 */
public final class DrawnOperations implements Generator {
    private final String path;
    private final Draw draw;
    private final long[] counts;

    /**
     * @param path names these draws among all of a run, see {@link KeyedRandom}
     * @param concurrency workers
     */
    public DrawnOperations(String path, int concurrency, Draw draw) {
        this(path, draw, new long[concurrency]);
    }

    private DrawnOperations(String path, Draw draw, long[] counts) {
        this.path = path;
        this.draw = draw;
        this.counts = counts;
    }

    @Override
    public Step next(GeneratorContext context) {
        BitSet mine = context.workers();
        int next = -1;
        for (int w = mine.nextSetBit(0); w >= 0; w = mine.nextSetBit(w + 1)) {
            if (context.isFree(w) && (next < 0 || counts[w] < counts[next])) {
                next = w;
            }
        }
        if (next < 0) {
            return new Step.Pending(this);
        }
        SplittableRandom random = KeyedRandom.of(context.seed(), path, next, counts[next]);
        Invocation invocation = draw.draw(random, next, counts[next]);
        long[] more = counts.clone();
        more[next]++;
        return new Step.Invoke(context.timeNanos(), next, invocation, new DrawnOperations(path, draw, more));
    }

    /** Draws one operation; a pure function. */
    @FunctionalInterface
    public interface Draw {
        /** @param count operations that the worker had before */
        Invocation draw(SplittableRandom random, int worker, long count);
    }
}
