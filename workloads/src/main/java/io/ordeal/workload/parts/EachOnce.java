package io.ordeal.workload.parts;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some operations, one after the other, each until it is ok: for the last reads, without which a run tells nothing. An
 * operation that is not ok after {@value #TRIES} tries is left out.
 */
public final class EachOnce implements Generator {
    private static final int TRIES = 20;
    private static final long PAUSE_NANOS = 250_000_000;

    private final List<Invocation> left;
    private final int tries;
    private final long dueNanos;
    private final @Nullable Integer process;

    public EachOnce(List<Invocation> operations) {
        this(operations, 0, 0, null);
    }

    private EachOnce(List<Invocation> left, int tries, long dueNanos, @Nullable Integer process) {
        this.left = left;
        this.tries = tries;
        this.dueNanos = dueNanos;
        this.process = process;
    }

    @Override
    public Step next(GeneratorContext context) {
        if (left.isEmpty()) {
            return new Step.Exhausted();
        }
        if (process != null) {
            return new Step.Pending(this);
        }
        for (int w = context.workers().nextSetBit(0);
                w >= 0;
                w = context.workers().nextSetBit(w + 1)) {
            if (context.isFree(w)) {
                Generator next = new EachOnce(left, tries + 1, dueNanos, context.process(w));
                return new Step.Invoke(Math.max(context.timeNanos(), dueNanos), w, left.get(0), next);
            }
        }
        return new Step.Pending(this);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        boolean mine = process != null
                && process == event.process()
                && event.type().isCompletion()
                && event.f().equals(left.get(0).f());
        if (!mine) {
            return this;
        }
        if (event.type() == OpType.OK || tries == TRIES) {
            return new EachOnce(left.subList(1, left.size()), 0, 0, null);
        }
        return new EachOnce(left, tries, context.timeNanos() + PAUSE_NANOS, null);
    }
}
