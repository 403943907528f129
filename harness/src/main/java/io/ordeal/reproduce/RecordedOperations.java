package io.ordeal.reproduce;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.workload.Replaying;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Recorded operations once more, each by its worker, in the worker's order, at its time, or as soon as the worker is free
 * after that. What a worker does instead of one, where answers are others than they were, the workload says, and what follows
 * from an answer is made as long after it as in the recording.
 *
 * <p>A step costs time in proportion to the workers.
 */
final class RecordedOperations implements Generator {
    private final Replaying replaying;
    private final List<List<RecordedOperation>> byWorker;
    private final Worker[] workers;

    private RecordedOperations(Replaying replaying, List<List<RecordedOperation>> byWorker, Worker[] workers) {
        this.replaying = replaying;
        this.byWorker = byWorker;
        this.workers = workers;
    }

    /**
     * The generator of a main phase.
     *
     * @param operations in the order of their times
     * @param concurrency workers of the run; operations of others are left out
     */
    static Generator of(List<RecordedOperation> operations, int concurrency, Replaying replaying) {
        List<List<RecordedOperation>> byWorker = new ArrayList<>();
        for (int w = 0; w < concurrency; w++) {
            byWorker.add(new ArrayList<>());
        }
        for (RecordedOperation operation : operations) {
            if (operation.worker() < concurrency) {
                byWorker.get(operation.worker()).add(operation);
            }
        }
        Worker[] workers = new Worker[concurrency];
        for (int w = 0; w < concurrency; w++) {
            workers[w] = Worker.BEGINNING.answered(Optional.empty(), byWorker.get(w), replaying);
        }
        return replaying.operations(new RecordedOperations(replaying, byWorker, workers));
    }

    /**
     * How far a worker has come.
     *
     * @param taken recorded operations that were made, or left out
     * @param toDo what is next
     * @param dueNanos when
     * @param index of the recorded operation: of two that are due at once, the first goes first
     * @param busy whether it has an operation of this generator in hand
     */
    private record Worker(int taken, List<Invocation> toDo, long dueNanos, int index, boolean busy) {
        static final Worker BEGINNING = new Worker(0, List.of(), 0, 0, false);

        /** Knows what it does next, now that it knows what came of the last. */
        Worker answered(Optional<Op> answer, List<RecordedOperation> all, Replaying replaying) {
            if (!toDo.isEmpty()) {
                return new Worker(taken, toDo, dueNanos, index, false);
            }
            Optional<Invocation> next =
                    taken < all.size() ? Optional.of(all.get(taken).invocation()) : Optional.empty();
            Optional<Invocation> owed = answer.flatMap(now -> replaying.owed(now, next));
            if (owed.isPresent()) {
                return new Worker(taken, List.of(owed.get()), 0, index, false);
            }
            for (int i = taken; i < all.size(); i++) {
                RecordedOperation operation = all.get(i);
                List<Invocation> instead = replaying.instead(operation.invocation(), operation.before(), answer);
                if (!instead.isEmpty()) {
                    return new Worker(
                            i + 1, List.copyOf(instead), due(operation, answer, replaying), operation.index(), false);
                }
            }
            return new Worker(all.size(), List.of(), 0, 0, false);
        }

        /** At its time; what follows from an answer, as long after it as in the recording. */
        private static long due(RecordedOperation operation, Optional<Op> answer, Replaying replaying) {
            Optional<Op> before = operation.before();
            return replaying.follows(operation.invocation()) && before.isPresent() && answer.isPresent()
                    ? answer.get().timeNanos()
                            + operation.timeNanos()
                            - before.get().timeNanos()
                    : operation.timeNanos();
        }

        Worker invoked() {
            Deque<Invocation> rest = new ArrayDeque<>(toDo);
            rest.removeFirst();
            return new Worker(taken, List.copyOf(rest), dueNanos, index, true);
        }

        boolean comesBefore(Worker other) {
            return dueNanos == other.dueNanos ? index < other.index : dueNanos < other.dueNanos;
        }

        boolean isDone(List<RecordedOperation> all) {
            return !busy && toDo.isEmpty() && taken == all.size();
        }
    }

    @Override
    public Step next(GeneratorContext context) {
        int first = GeneratorContext.NOBODY;
        boolean more = false;
        BitSet mine = context.workers();
        for (int w = mine.nextSetBit(0); w >= 0 && w < workers.length; w = mine.nextSetBit(w + 1)) {
            Worker worker = workers[w];
            more |= !worker.isDone(byWorker.get(w));
            if (context.isFree(w)
                    && !worker.toDo.isEmpty()
                    && (first == GeneratorContext.NOBODY || worker.comesBefore(workers[first]))) {
                first = w;
            }
        }
        if (first == GeneratorContext.NOBODY) {
            return more ? new Step.Pending(this) : new Step.Exhausted();
        }
        Worker worker = workers[first];
        return new Step.Invoke(
                Math.max(context.timeNanos(), worker.dueNanos),
                first,
                worker.toDo.get(0),
                with(first, worker.invoked()));
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        if (!event.isClient() || !event.type().isCompletion()) {
            return this;
        }
        int w = context.worker(event.process());
        if (w < 0 || w >= workers.length || !workers[w].busy) {
            return this;
        }
        return with(w, workers[w].answered(Optional.of(event), byWorker.get(w), replaying));
    }

    private RecordedOperations with(int number, Worker worker) {
        Worker[] changed = workers.clone();
        changed[number] = worker;
        return new RecordedOperations(replaying, byWorker, changed);
    }
}
