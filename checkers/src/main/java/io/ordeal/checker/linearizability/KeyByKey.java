package io.ordeal.checker.linearizability;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Judges the keys of a history, on several threads. They take turns: one that a fast way judges is done in its first, one
 * that must be searched is searched for so many steps, and then goes to the end of the queue, to be searched for twice as
 * many in its next turn. So a violation that is easily found is found, however hard the other keys are; and whatever is
 * found takes at most about twice as long, times the keys, as it takes by itself.
 *
 * <p><b>One violation is enough</b>, unless the context wants all: that of the lowest <em>rank</em>, which is the turn in
 * which it is found, and among those of one turn the key's place in the row. All turns of a lower rank are gone through
 * before, and those of a higher one called off, so that it is the same one however many threads there are.
 *
 * <p><b>Memory.</b> A search that waits for its next turn holds what it knows. Once half of the limit is taken, or a search
 * has come to it, no more turns are taken: what waits is searched to its end, in order. A search that was stopped by the
 * limit then has a second try, when nothing else holds memory.
 */
final class KeyByKey<S> {
    /** Steps of a first turn: one, at least, for each operation, for so many does a search take that never goes back. */
    private static final int FIRST_STEPS = 512;

    private static final int MOST_DOUBLINGS = 40;

    private final History history;
    private final Model<S> model;
    private final ValueShape shape;
    private final @Nullable FastWay fastWay;
    private final boolean searching;
    private final Partition partition;
    private final Budget budget;

    private final Queue<Turn> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLong lowestRank = new AtomicLong(Long.MAX_VALUE);
    private final AtomicBoolean toTheEnd = new AtomicBoolean();
    private final AtomicInteger fast = new AtomicInteger();
    private final AtomicInteger searched = new AtomicInteger();

    /** What came of a key: a violation, told or still to be told, or what kept it from being judged. */
    private record Finding(
            int key,
            long rank,
            @Nullable Explainable violation,
            @Nullable Anomaly anomaly,
            @Nullable Throwable obstacle) {}

    /** A violation that is known and not yet told. */
    private interface Explainable {
        Anomaly explain();
    }

    /**
     * @param searching whether a key is searched that no fast way judges
     */
    KeyByKey(
            History history,
            Partition partition,
            Model<S> model,
            ValueShape shape,
            @Nullable FastWay fastWay,
            boolean searching,
            Budget budget) {
        this.history = history;
        this.partition = partition;
        this.model = model;
        this.shape = shape;
        this.fastWay = fastWay;
        this.searching = searching;
        this.budget = budget;
    }

    /** Judges all. Called once. */
    Verdict verdict() {
        int[] order = partition.largestFirst();
        for (int place = 0; place < order.length; place++) {
            waiting.add(new Turn(order[place], place));
        }
        onThreads(Math.min(budget.context().parallelism(), order.length));
        return conclusion();
    }

    /** After {@link #verdict}: how it was come to, for a note. */
    String algorithms() {
        if (fastWay == null || fast.get() == 0) {
            return "algorithm: " + Linearizability.SEARCH;
        }
        return searched.get() == 0
                ? "algorithm: " + fastWay.name()
                : "algorithm: " + fastWay.name() + " for " + fast.get() + " keys, search for " + searched.get();
    }

    private void onThreads(int threads) {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread thread = new Thread(this::work, "linearizability-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work();
        try {
            for (Thread thread : others) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            budget.settle();
            Thread.currentThread().interrupt();
            throw new CheckStoppedException("the check was interrupted");
        }
    }

    /** A thread that finds no one waiting may go: whoever has a turn now takes the next one too. */
    private void work() {
        for (Turn turn = waiting.poll(); turn != null; turn = waiting.poll()) {
            if (turn.isMoot() || budget.isSettled()) {
                turn.drop();
            } else {
                attempt(turn);
            }
        }
    }

    private void attempt(Turn turn) {
        try {
            if (!turn.take()) {
                waiting.add(turn);
            }
        } catch (CheckStoppedException stopped) {
            turn.drop();
            if (turn.isSecondTryDue()) {
                waiting.add(turn);
            } else if (!turn.isMoot() && !budget.isSettled()) {
                turn.hitOn(stopped);
            }
        } catch (UnjudgeableHistoryException unjudgeable) {
            // Says nothing of the other keys: what is found there stands.
            turn.hitOn(unjudgeable);
        } catch (OutOfMemoryError outOfMemory) {
            turn.drop();
            turn.hitOn(CheckStoppedException.heapUsedUp());
        } catch (RuntimeException | Error crash) {
            turn.hitOn(crash);
            budget.settle();
        }
    }

    private Verdict conclusion() {
        List<Finding> inOrder =
                findings.stream().sorted(Comparator.comparingInt(Finding::key)).toList();
        for (Finding finding : inOrder) {
            if (finding.obstacle() instanceof Error error) {
                throw error;
            }
            if (finding.obstacle() instanceof RuntimeException crash
                    && !(crash instanceof CheckStoppedException)
                    && !(crash instanceof UnjudgeableHistoryException)) {
                throw crash;
            }
        }
        List<Anomaly> anomalies = new ArrayList<>();
        findings.stream()
                .filter(finding -> finding.violation() != null)
                .min(Comparator.comparingLong(Finding::rank))
                .map(Finding::violation)
                .map(Explainable::explain)
                .ifPresent(anomalies::add);
        for (Finding finding : inOrder) {
            if (finding.anomaly() != null) {
                anomalies.add(finding.anomaly());
            }
        }
        if (!anomalies.isEmpty() || inOrder.isEmpty()) {
            return Verdict.of(anomalies);
        }
        Finding first = inOrder.get(0);
        String cause =
                String.valueOf(first.obstacle() == null ? "" : first.obstacle().getMessage());
        return Verdict.unknown(
                partition.size() == 1
                        ? cause
                        : cause + " (key " + EdnText.name(partition.key(first.key())) + "; "
                                + (partition.size() - inOrder.size()) + " of " + partition.size()
                                + " keys are linearizable)");
    }

    /** A key, and how far it has got. */
    private final class Turn {
        private final int key;
        private final int place;
        private final Budget own = budget.unless(this::isMoot);
        private int round;
        private boolean isSecondTry;
        private boolean mustBeSearched;

        // What a search holds between turns.
        private @Nullable Search search;
        private @Nullable Problem problem;

        Turn(int key, int place) {
            this.key = key;
            this.place = place;
        }

        private long rank() {
            return (long) round << 32 | place;
        }

        boolean isMoot() {
            return lowestRank.get() < rank();
        }

        /** Returns whether the key is done with. */
        boolean take() {
            if (search == null) {
                int[] events = partition.events(key);
                ValueShape read = partition.read(events);
                if (!mustBeSearched && isJudgedFast(events, read)) {
                    return true;
                }
                begin(events, read);
            }
            if (search == null || problem == null) {
                throw new IllegalStateException("a search that was not begun");
            }
            long steps = toTheEnd.get()
                    ? Long.MAX_VALUE
                    : (FIRST_STEPS + (long) problem.size()) << Math.min(round, MOST_DOUBLINGS);
            switch (search.advance(steps)) {
                case LINEARIZABLE -> drop();
                case NOT_LINEARIZABLE -> found(furthest(search));
                case NOT_YET -> {
                    round++;
                    if (budget.isHalfTaken()) {
                        toTheEnd.set(true);
                        drop();
                    }
                    return false;
                }
            }
            return true;
        }

        private boolean isJudgedFast(int[] events, ValueShape read) {
            FastWay.Answer answer = fastWay == null ? new FastWay.Answer.NotMine() : answer(fastWay, events, read);
            if (answer instanceof FastWay.Answer.NotMine) {
                if (!searching) {
                    throw new UnjudgeableHistoryException(
                            "the history is not of the kind that the algorithm asked for can judge: leave --algorithm out");
                }
                mustBeSearched = true;
                searched.incrementAndGet();
                return false;
            }
            fast.incrementAndGet();
            if (answer instanceof FastWay.Answer.NotLinearizable not) {
                tell(() -> explanation().ofFew(not.invocations()));
            }
            return true;
        }

        private FastWay.Answer answer(FastWay way, int[] events, ValueShape read) {
            long bytes = way.bytes(events.length);
            budget.take(bytes);
            try {
                return way.judge(history, events, read, budget.context());
            } finally {
                budget.take(-bytes);
            }
        }

        private void begin(int[] events, ValueShape read) {
            Problem made = Problem.of(history, events, read, model, own);
            problem = made;
            search = new Search(made, new ModelTransitions<>(model, made.calls), own);
        }

        private static int furthest(Search search) {
            try {
                return search.furthest();
            } catch (CheckStoppedException stopped) {
                // The violation stands, and time for a good explanation there is none either.
                return search.reached();
            }
        }

        private void found(int furthest) {
            drop();
            tell(() -> explanation().of(furthest));
        }

        /** Explains a violation at once where all are wanted, else once it is the one that is told. */
        private void tell(Explainable violation) {
            if (budget.context().all()) {
                findings.add(new Finding(key, rank(), null, violation.explain(), null));
            } else {
                findings.add(new Finding(key, rank(), violation, null, null));
                lowestRank.accumulateAndGet(rank(), Math::min);
            }
        }

        private Explanation<S> explanation() {
            return new Explanation<>(history, model, shape, partition.key(key), partition.events(key), budget, fastWay);
        }

        void hitOn(Throwable obstacle) {
            findings.add(new Finding(key, rank(), null, null, obstacle));
        }

        /** Whether it may have been stopped by the memory that others held, and may try again when they are done. */
        boolean isSecondTryDue() {
            if (isSecondTry || waiting.isEmpty() || isMoot() || budget.isSettled()) {
                return false;
            }
            toTheEnd.set(true);
            isSecondTry = true;
            return true;
        }

        /** Lets go of what it holds. */
        void drop() {
            if (search != null) {
                search.drop();
                search = null;
            }
            if (problem != null) {
                budget.take(-problem.bytes());
                problem = null;
            }
        }
    }
}
