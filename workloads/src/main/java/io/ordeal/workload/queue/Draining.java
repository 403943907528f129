package io.ordeal.workload.queue;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Empties a queue, for as long as it takes: every worker dequeues until that is not ok; when it was so for all of them, with
 * nothing under way, one drains. If that is not ok either, all dequeue again after a pause, as what a lost consumer had may
 * have come back by then. Ends when a drain is ok.
 *
 * @param idle the workers whose last dequeue was not ok; not changed
 * @param busy those that do one of these operations now; not changed
 * @param restsUntil by worker, not before when it has its next
 */
record Draining(boolean done, BitSet idle, BitSet busy, Map<Integer, Long> restsUntil) implements Generator {
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    static Generator untilNothingIsOutstanding() {
        return new Draining(false, new BitSet(), new BitSet(), Map.of());
    }

    @Override
    public Step next(GeneratorContext context) {
        if (done) {
            return new Step.Exhausted();
        }
        BitSet eager = (BitSet) context.workers().clone();
        eager.andNot(idle);
        if (eager.isEmpty() && !busy.isEmpty()) {
            return new Step.Pending(this);
        }
        BitSet mine = eager.isEmpty() ? context.workers() : eager;
        for (int worker = mine.nextSetBit(0); worker >= 0; worker = mine.nextSetBit(worker + 1)) {
            if (context.isFree(worker)) {
                BitSet more = (BitSet) busy.clone();
                more.set(worker);
                return new Step.Invoke(
                        Math.max(context.timeNanos(), restsUntil.getOrDefault(worker, 0L)),
                        worker,
                        new Invocation(eager.isEmpty() ? "drain" : "dequeue", null),
                        new Draining(false, idle, more, restsUntil));
            }
        }
        return new Step.Pending(this);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        int worker = context.worker(event.process());
        if (!event.type().isCompletion() || worker < 0 || !busy.get(worker)) {
            return this;
        }
        BitSet fewer = (BitSet) busy.clone();
        fewer.clear(worker);
        boolean ok = event.type() == OpType.OK;
        if (event.f().equals("drain")) {
            Map<Integer, Long> rests = new HashMap<>();
            BitSet workers = context.workers();
            for (int w = workers.nextSetBit(0); w >= 0; w = workers.nextSetBit(w + 1)) {
                rests.put(w, context.timeNanos() + PAUSE_NANOS);
            }
            return new Draining(ok, new BitSet(), fewer, rests);
        }
        BitSet waiting = (BitSet) idle.clone();
        waiting.set(worker, !ok);
        return new Draining(false, waiting, fewer, restsUntil);
    }
}
