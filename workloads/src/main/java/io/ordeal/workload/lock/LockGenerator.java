package io.ordeal.workload.lock;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.parts.MayBeHeld;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * What users of locks do: acquire one, hold it for a short while, release it, and start over with another. A worker whose
 * acquire was not granted tries again after a pause; one whose outcome is unknown starts over as a new process. Now and
 * then a process that was refused releases the lock all the same, as a {@code finally} block in the wrong place does:
 * that must not free the lock of its holder.
 *
 * <p>A step costs time in proportion to the workers.
 */
final class LockGenerator implements Generator {
    /** Pauses are drawn evenly up to this. */
    private static final long MAX_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** Of a lock that many may share, so many of so many acquires ask for a share: those who want it alone get their turn. */
    private static final int SHARED = 3;

    private static final int SHARED_OF = 4;

    /** One refused acquire in so many is followed by a release. */
    private static final int STRAY_EVERY = 8;

    private final int locks;
    private final LockUse use;
    private final Worker[] workers;
    private final MayBeHeld held;

    /** @param held is told of everything */
    LockGenerator(int concurrency, int locks, LockUse use, MayBeHeld held) {
        this(locks, use, new Worker[concurrency], held);
        Arrays.fill(workers, new Worker(-1, Phase.IDLE, false, 0, 0, 0));
    }

    private LockGenerator(int locks, LockUse use, Worker[] workers, MayBeHeld held) {
        this.locks = locks;
        this.use = use;
        this.workers = workers;
        this.held = held;
    }

    static String lockName(int number) {
        return "lock" + (number + 1);
    }

    @Override
    public Step next(GeneratorContext context) {
        BitSet mine = context.workers();
        int first = -1;
        for (int w = mine.nextSetBit(0); w >= 0; w = mine.nextSetBit(w + 1)) {
            if (context.isFree(w) && (first < 0 || comesBefore(workers[w], workers[first], context.timeNanos()))) {
                first = w;
            }
        }
        if (first < 0) {
            return new Step.Pending(this);
        }
        Worker worker = workers[first];
        Worker busy;
        if (worker.phase == Phase.TO_RELEASE) {
            busy = worker.at(context.process(first), Phase.RELEASING);
        } else {
            int lock = draw(context, first, "lock/which").nextInt(locks);
            boolean shared = use.shares() && draw(context, first, "lock/shared").nextInt(SHARED_OF) < SHARED;
            busy = new Worker(context.process(first), Phase.ACQUIRING, shared, lock, worker.dueNanos, worker.count + 1);
        }
        String f = busy.f();
        return new Step.Invoke(
                Math.max(context.timeNanos(), worker.dueNanos),
                first,
                new Invocation(f, lockName(busy.lock)),
                with(first, busy));
    }

    /**
     * Whether one worker's next operation comes before another's: the one that is due first. But a release goes before an
     * acquire when it is due, and when acquires have to wait for longer than holds last, so that a low rate does not make
     * holds longer.
     */
    private boolean comesBefore(Worker one, Worker other, long nowNanos) {
        boolean oneReleases = one.phase == Phase.TO_RELEASE;
        if (oneReleases == (other.phase == Phase.TO_RELEASE)) {
            return one.dueNanos < other.dueNanos;
        }
        Worker release = oneReleases ? one : other;
        Worker acquire = oneReleases ? other : one;
        boolean releaseFirst = release.dueNanos <= Math.max(nowNanos, acquire.dueNanos)
                || nowNanos - acquire.dueNanos > use.longestHold().toNanos();
        return oneReleases == releaseFirst;
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        held.note(context, event);
        if (!event.type().isCompletion()) {
            return this;
        }
        for (int w = 0; w < workers.length; w++) {
            Worker worker = workers[w];
            if (worker.process == event.process() && worker.f().equals(event.f())) {
                boolean granted = worker.phase == Phase.ACQUIRING && event.type() == OpType.OK;
                boolean stray = worker.phase == Phase.ACQUIRING
                        && event.type() == OpType.FAIL
                        && draw(context, w, "lock/stray").nextInt(STRAY_EVERY) == 0;
                long wait = granted
                        ? draw(context, w, "lock/hold")
                                .nextLong(use.longestHold().toNanos())
                        : draw(context, w, "lock/pause").nextLong(MAX_PAUSE_NANOS);
                Phase phase = granted || stray ? Phase.TO_RELEASE : Phase.IDLE;
                return with(w, worker.at(worker.process, phase).due(context.timeNanos() + wait));
            }
        }
        return this;
    }

    private SplittableRandom draw(GeneratorContext context, int worker, String path) {
        return KeyedRandom.of(context.seed(), path, worker, workers[worker].count);
    }

    private LockGenerator with(int number, Worker worker) {
        Worker[] changed = workers.clone();
        changed[number] = worker;
        return new LockGenerator(locks, use, changed, held);
    }

    /** Where a worker is in its round. */
    private enum Phase {
        IDLE,
        ACQUIRING,
        TO_RELEASE,
        RELEASING
    }

    /**
     * A worker's state.
     *
     * @param process as which it invoked last
     * @param shared whether it asks for a share, or has one
     * @param dueNanos when it does the next thing
     * @param count acquires so far
     */
    private record Worker(int process, Phase phase, boolean shared, int lock, long dueNanos, long count) {
        /** The operation that is under way. */
        String f() {
            return switch (phase) {
                case IDLE, TO_RELEASE -> "";
                case ACQUIRING -> shared ? LockUse.ACQUIRE_SHARED : "acquire";
                case RELEASING -> "release";
            };
        }

        Worker at(int asProcess, Phase next) {
            return new Worker(asProcess, next, shared, lock, dueNanos, count);
        }

        Worker due(long nanos) {
            return new Worker(process, phase, shared, lock, nanos, count);
        }
    }
}
