package io.ordeal.generator;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The soonest step of several generators that run side by side. Where operations are for the same time one is drawn, by
 * weight, so that none starves.
 */
final class Soonest {
    /** For the worker in the draw's key: ties are nobody's. */
    private static final int NO_WORKER = -4;

    private final GeneratorContext context;
    private final long count;
    private final Generator[] given;
    private Generator[] children;
    private @Nullable SplittableRandom random;

    private Step.@Nullable Invoke best;
    private long bestNanos;
    private int bestIndex;
    private long tiedWeight;
    private boolean pending;
    private long untilNanos = Long.MAX_VALUE;

    /**
     * @param count operations so far: keys the draw
     * @param children to be offered; not changed
     */
    Soonest(GeneratorContext context, long count, Generator[] children) {
        this.context = context;
        this.count = count;
        this.given = children;
        this.children = children;
    }

    /** What the i-th child answered. */
    void offer(int index, int weight, Step step) {
        if (step instanceof Step.Invoke invoke) {
            long time = Math.max(invoke.timeNanos(), context.timeNanos());
            if (best == null || time < bestNanos) {
                tiedWeight = weight;
                take(index, time, invoke);
            } else if (time == bestNanos) {
                tiedWeight += weight;
                if (draw().nextLong(tiedWeight) < weight) {
                    take(index, time, invoke);
                }
            }
        } else if (step instanceof Step.Pending wait) {
            pending = true;
            untilNanos = Math.min(untilNanos, wait.untilNanos());
            set(index, wait.next());
        } else {
            set(index, Ended.INSTANCE);
        }
    }

    /** A child was not asked, since it can't do anything now. */
    void skip() {
        pending = true;
    }

    /** What all of them together answer. */
    Step step(Rebuild rebuild) {
        if (best == null) {
            return pending ? new Step.Pending(untilNanos, rebuild.with(children, count)) : new Step.Exhausted();
        }
        if (untilNanos < bestNanos) {
            // By then another child may have something sooner.
            return new Step.Pending(untilNanos, rebuild.with(children, count));
        }
        set(bestIndex, best.next());
        return best.then(rebuild.with(children, count + 1));
    }

    private void take(int index, long time, Step.Invoke invoke) {
        best = invoke;
        bestNanos = time;
        bestIndex = index;
    }

    private void set(int index, Generator child) {
        if (children[index] != child) {
            if (children == given) {
                children = given.clone();
            }
            children[index] = child;
        }
    }

    private SplittableRandom draw() {
        SplittableRandom drawn = random;
        if (drawn == null) {
            drawn = KeyedRandom.of(context.seed(), context.path(), NO_WORKER, count);
            random = drawn;
        }
        return drawn;
    }

    /** The generator of other children and another count. */
    @FunctionalInterface
    interface Rebuild {
        Generator with(Generator[] children, long count);
    }
}
