package io.ordeal.workload.parts;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which locks, or offices, the processes of a run may hold, as far as its events tell: the run's time is up in the midst of
 * holds, and somebody has to give these back. Of a run, and noted by its generators.
 */
public final class MayBeHeld {
    private final Set<String> takes;
    private final String giveBack;
    private final Set<String> asks;
    private final Map<Integer, Held> byWorker = new ConcurrentHashMap<>();

    private record Held(int process, String lock) {}

    /**
     * @param takes the operations that ask for what may be held, by their names
     * @param giveBack the one that gives it back
     * @param asks those that leave it where it is; all others end it
     */
    public MayBeHeld(Set<String> takes, String giveBack, Set<String> asks) {
        this.takes = Set.copyOf(takes);
        this.giveBack = giveBack;
        this.asks = Set.copyOf(asks);
    }

    /** Notes an event of the run. */
    public void note(GeneratorContext context, Op event) {
        if (!event.isClient()) {
            return;
        }
        int worker = context.worker(event.process());
        boolean invoked = event.type() == OpType.INVOKE;
        boolean acquire = takes.contains(event.f());
        if (asks.contains(event.f())) {
            return;
        }
        if (acquire && invoked) {
            byWorker.put(worker, new Held(event.process(), String.valueOf(event.value())));
        } else if (acquire ? event.type() == OpType.FAIL : invoked) {
            byWorker.remove(worker);
        }
    }

    /** What gives it back, once by each process that may hold something; one that was refused unseen is refused this, too. */
    public Generator releases() {
        return new Generator() {
            @Override
            public Step next(GeneratorContext context) {
                boolean busy = false;
                BitSet workers = context.workers();
                for (int w = workers.nextSetBit(0); w >= 0; w = workers.nextSetBit(w + 1)) {
                    Held held = byWorker.get(w);
                    if (held != null && held.process() == context.process(w)) {
                        if (context.isFree(w)) {
                            return new Step.Invoke(context.timeNanos(), w, new Invocation(giveBack, held.lock()), this);
                        }
                        busy = true;
                    }
                }
                return busy ? new Step.Pending(this) : new Step.Exhausted();
            }

            @Override
            public Generator update(GeneratorContext context, Op event) {
                note(context, event);
                return this;
            }
        };
    }
}
