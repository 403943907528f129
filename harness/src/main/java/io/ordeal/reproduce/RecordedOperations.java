package io.ordeal.reproduce;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.workload.Replaying;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Recorded operations once more, each by its worker, in the worker's order, at its time, or as soon as the worker is free
 * after that. What a worker does instead of one, where answers are others than they were, the workload says, and what follows
 * from an answer is made as long after it as in the recording. Of a {@linkplain RecordedOperation#round round} nothing begins
 * before all of the rounds before has ended: so a round's operations meet, however slow the machine is. What is made several
 * times in a round is made as long as something else of it goes on.
 *
 * <p>A step costs time in proportion to the workers.
 */
final class RecordedOperations implements Generator {
    private final Replaying replaying;
    private final List<List<RecordedOperation>> byWorker;
    private final Worker[] workers;

    /** When the first operation of each round is to begin. */
    private final long[] roundsBegin;

    /** In which somebody has something in hand or to do still. */
    private final int round;

    /** By how much that round began too late. */
    private final long lateNanos;

    private RecordedOperations(
            Replaying replaying,
            List<List<RecordedOperation>> byWorker,
            Worker[] workers,
            long[] roundsBegin,
            int round,
            long lateNanos) {
        this.replaying = replaying;
        this.byWorker = byWorker;
        this.workers = workers;
        this.roundsBegin = roundsBegin;
        this.round = round;
        this.lateNanos = lateNanos;
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
            workers[w] = Worker.BEGINNING.answered(Optional.empty(), byWorker.get(w), replaying, true);
        }
        long[] roundsBegin = roundsBegin(operations);
        RecordedOperations all = new RecordedOperations(replaying, byWorker, workers, roundsBegin, 0, 0);
        return replaying.operations(all.inRound(0));
    }

    private static long[] roundsBegin(List<RecordedOperation> operations) {
        int last = operations.stream().mapToInt(RecordedOperation::round).max().orElse(0);
        long[] begin = new long[last + 1];
        Arrays.fill(begin, Long.MAX_VALUE);
        for (RecordedOperation one : operations) {
            begin[one.round()] = Math.min(begin[one.round()], one.timeNanos());
        }
        return begin;
    }

    /**
     * How far a worker has come.
     *
     * @param taken recorded operations that were made, or left out
     * @param toDo what is next
     * @param dueNanos when
     * @param isTimed whether that is as planned, and later if its round began late; else it counts from an answer
     * @param index of the recorded operation: of two that are due at once, the first goes first
     * @param round in which it is, with what it has in hand or does next
     * @param isAgain whether that is what it has done in this round before
     * @param busy whether it has an operation of this generator in hand
     */
    private record Worker(
            int taken,
            List<Invocation> toDo,
            long dueNanos,
            boolean isTimed,
            int index,
            int round,
            boolean isAgain,
            boolean busy) {
        static final Worker BEGINNING = new Worker(0, List.of(), 0, true, -1, 0, false, false);

        /**
         * Knows what it does next, now that it knows what came of the last.
         *
         * @param again whether it does again what it has done in this round
         */
        Worker answered(Optional<Op> answer, List<RecordedOperation> all, Replaying replaying, boolean again) {
            if (!toDo.isEmpty()) {
                return new Worker(taken, toDo, dueNanos, isTimed, index, round, isAgain, false);
            }
            Optional<Invocation> next =
                    taken < all.size() ? Optional.of(all.get(taken).invocation()) : Optional.empty();
            Optional<Invocation> owed = answer.flatMap(now -> replaying.owed(now, next));
            if (owed.isPresent()) {
                return new Worker(taken, List.of(owed.get()), 0, false, index, round, false, false);
            }
            for (int i = taken; i < all.size(); i++) {
                RecordedOperation operation = all.get(i);
                boolean repeats = operation.index() == index && operation.round() == round;
                if (repeats && !again) {
                    continue;
                }
                List<Invocation> instead = replaying.instead(operation.invocation(), operation.before(), answer);
                if (!instead.isEmpty()) {
                    return new Worker(
                            i + 1,
                            List.copyOf(instead),
                            due(operation, answer, replaying),
                            !hangsOnAnswer(operation, answer, replaying),
                            operation.index(),
                            operation.round(),
                            repeats,
                            false);
                }
            }
            return new Worker(all.size(), List.of(), 0, true, index, round, false, false);
        }

        /** At its time; what follows from an answer, as long after it as in the recording. */
        private static long due(RecordedOperation operation, Optional<Op> answer, Replaying replaying) {
            return hangsOnAnswer(operation, answer, replaying)
                    ? answer.orElseThrow().timeNanos()
                            + operation.timeNanos()
                            - operation.before().orElseThrow().timeNanos()
                    : operation.timeNanos();
        }

        private static boolean hangsOnAnswer(RecordedOperation operation, Optional<Op> answer, Replaying replaying) {
            return replaying.follows(operation.invocation())
                    && operation.before().isPresent()
                    && answer.isPresent();
        }

        Worker invoked() {
            Deque<Invocation> rest = new ArrayDeque<>(toDo);
            rest.removeFirst();
            return new Worker(taken, List.copyOf(rest), dueNanos, isTimed, index, round, isAgain, true);
        }

        /** Later than planned if its round began late. */
        long due(long lateNanos) {
            return dueNanos + (isTimed ? lateNanos : 0);
        }

        boolean comesBefore(Worker other, long lateNanos) {
            long mine = due(lateNanos);
            long theirs = other.due(lateNanos);
            return mine == theirs ? index < other.index : mine < theirs;
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
                    && worker.round <= round
                    && (first == GeneratorContext.NOBODY || worker.comesBefore(workers[first], lateNanos))) {
                first = w;
            }
        }
        if (first == GeneratorContext.NOBODY) {
            return more ? new Step.Pending(this) : new Step.Exhausted();
        }
        Worker worker = workers[first];
        return new Step.Invoke(
                Math.max(context.timeNanos(), worker.due(lateNanos)),
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
        boolean again = roundsBegin.length == 1 || somethingElseGoesOn(w);
        return with(w, workers[w].answered(Optional.of(event), byWorker.get(w), replaying, again))
                .inRound(event.timeNanos());
    }

    /** Whether somebody else has something of this round in hand, or to do, that is not done for another time. */
    private boolean somethingElseGoesOn(int worker) {
        for (int w = 0; w < workers.length; w++) {
            if (w != worker
                    && workers[w].round == round
                    && !workers[w].isAgain
                    && !workers[w].isDone(byWorker.get(w))) {
                return true;
            }
        }
        return false;
    }

    private RecordedOperations with(int number, Worker worker) {
        Worker[] changed = workers.clone();
        changed[number] = worker;
        return new RecordedOperations(replaying, byWorker, changed, roundsBegin, round, lateNanos);
    }

    /** In the round in which it is now; the next one begins when its time has come, or now if that is over. */
    private RecordedOperations inRound(long nowNanos) {
        int now = Integer.MAX_VALUE;
        for (int w = 0; w < workers.length; w++) {
            if (!workers[w].isDone(byWorker.get(w))) {
                now = Math.min(now, workers[w].round);
            }
        }
        return now == Integer.MAX_VALUE || now <= round
                ? this
                : new RecordedOperations(
                        replaying, byWorker, workers, roundsBegin, now, Math.max(0, nowNanos - roundsBegin[now]));
    }
}
