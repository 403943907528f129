package io.ordeal.workload.parts;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Last reads: operations each of which is done until it is ok, by all workers together. Whoever's was not waits a moment,
 * and what was not ok is tried again after the others, by whom comes first. Ends when all are ok, or were tried often
 * enough; within its time, then, it is up to the system alone whether all are.
 *
 * <p>A step costs time in proportion to the workers and to what is to be tried again.
 */
public final class UntilAllOk implements Generator {
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    /** No final phase has time for more. */
    private static final int MOST_TRIES = 200;

    private final Supplier<List<Invocation>> source;
    private final @Nullable List<Invocation> all;
    private final int taken;
    private final List<Try> again;
    private final Map<Integer, Try> flying;
    private final Map<Integer, Long> restsUntil;

    private UntilAllOk(
            Supplier<List<Invocation>> source,
            @Nullable List<Invocation> all,
            int taken,
            List<Try> again,
            Map<Integer, Try> flying,
            Map<Integer, Long> restsUntil) {
        this.source = source;
        this.all = all;
        this.taken = taken;
        this.again = again;
        this.flying = flying;
        this.restsUntil = restsUntil;
    }

    /** @param invocations asked for when the first is due: what is to be read may hang on what was written until then */
    public static Generator of(Supplier<List<Invocation>> invocations) {
        return new UntilAllOk(invocations, null, 0, List.of(), Map.of(), Map.of());
    }

    /** An operation, and how often it was done to no avail. */
    private record Try(Invocation invocation, int before) {}

    @Override
    public Step next(GeneratorContext context) {
        if (all == null) {
            return new UntilAllOk(source, List.copyOf(source.get()), taken, again, flying, restsUntil).next(context);
        }
        boolean fresh = taken < all.size();
        if (!fresh && again.isEmpty()) {
            return flying.isEmpty() ? new Step.Exhausted() : new Step.Pending(this);
        }
        int worker = soonest(context);
        if (worker < 0) {
            return new Step.Pending(this);
        }
        Try next = fresh ? new Try(all.get(taken), 0) : again.get(0);
        Map<Integer, Try> more = new HashMap<>(flying);
        more.put(worker, next);
        return new Step.Invoke(
                Math.max(context.timeNanos(), restsUntil.getOrDefault(worker, 0L)),
                worker,
                next.invocation(),
                new UntilAllOk(
                        source,
                        all,
                        fresh ? taken + 1 : taken,
                        fresh ? again : again.subList(1, again.size()),
                        more,
                        restsUntil));
    }

    /** The free worker that has rested, or will have first; −1 if none is free. */
    private int soonest(GeneratorContext context) {
        BitSet mine = context.workers();
        int first = -1;
        for (int w = mine.nextSetBit(0); w >= 0; w = mine.nextSetBit(w + 1)) {
            if (context.isFree(w)
                    && (first < 0 || restsUntil.getOrDefault(w, 0L) < restsUntil.getOrDefault(first, 0L))) {
                first = w;
            }
        }
        return first;
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        int worker = context.worker(event.process());
        Try done = flying.get(worker);
        if (done == null
                || !event.type().isCompletion()
                || !event.f().equals(done.invocation().f())) {
            return this;
        }
        Map<Integer, Try> fewer = new HashMap<>(flying);
        fewer.remove(worker);
        if (event.type() == OpType.OK) {
            return new UntilAllOk(source, all, taken, again, fewer, restsUntil);
        }
        List<Try> more = new ArrayList<>(again);
        if (done.before() + 1 < MOST_TRIES) {
            more.add(new Try(done.invocation(), done.before() + 1));
        }
        Map<Integer, Long> rests = new HashMap<>(restsUntil);
        rests.put(worker, context.timeNanos() + PAUSE_NANOS);
        return new UntilAllOk(source, all, taken, more, fewer, rests);
    }
}
