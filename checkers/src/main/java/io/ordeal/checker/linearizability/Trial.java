package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckStoppedException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tries choices of a history's operations, as far as it goes up to some completion: what completes later is of unknown
 * outcome to it. Operations are known by the positions of their invocations, in order.
 *
 * <p>Each trial may take so much work and no more, and then says that it does not know.
 */
final class Trial<S> {
    /** A hundred small trials, or one of thousands of configurations: some milliseconds. */
    private static final long STEPS_A_TRIAL = 40_000;

    /** Making an operation ready for the search, in steps of the search. */
    private static final long STEPS_AN_OPERATION = 10;

    /** A beginning of so many events at most is copied, for the fast way to judge. */
    private static final int MOST_EVENTS_COPIED = 1 << 17;

    private final History history;
    private final Model<S> model;
    private final ValueShape shape;
    private final Budget budget;
    private final Meter meter;
    private final int end;
    private final @Nullable FastWay fastWay;
    private @Nullable History soFar;

    /** What comes of a choice. */
    enum Judgement {
        LINEARIZABLE,
        /** The operation that completes last fits nowhere, but the others are linearizable without it. */
        ALL_BUT_THE_LAST,
        NOT_LINEARIZABLE,
        NOT_KNOWN
    }

    /** Whether something could have come about. */
    enum Possible {
        YES,
        NO,
        NOT_KNOWN
    }

    /**
     * @param end the position of the completion up to which the history counts
     * @param fastWay what decides without a search where it can
     */
    Trial(
            History history,
            Model<S> model,
            ValueShape shape,
            Budget budget,
            Meter meter,
            int end,
            @Nullable FastWay fastWay) {
        this.history = history;
        this.model = model;
        this.shape = shape;
        this.budget = budget;
        this.meter = meter;
        this.end = end;
        this.fastWay = end < MOST_EVENTS_COPIED ? fastWay : null;
    }

    /** Whether an operation's answer counts. */
    boolean isKnown(int at) {
        return history.outcome(at) == OpType.OK && history.partner(at) <= end;
    }

    Call call(int at) {
        return call(at, isKnown(at));
    }

    /** The one that completes last of operations that are known. */
    int lastOf(int[] known) {
        int last = known[0];
        for (int at : known) {
            last = history.partner(at) > history.partner(last) ? at : last;
        }
        return last;
    }

    /** Whether no further trial would come to anything. */
    boolean isSpent() {
        return meter.isSpent();
    }

    /** Whether an operation that is open at the end, and answered later, is another for what it answered. */
    boolean isAnsweredLater(int at) {
        if (history.outcome(at) != OpType.OK || isKnown(at)) {
            return false;
        }
        Call call = call(at, true);
        return !model.readsOnly(call) && !model.answersNothing(call);
    }

    private Call call(int at, boolean known) {
        return new Call(
                model.byProcess() ? history.process(at) : -1,
                history.f(at),
                history.values().toObject(shape.value(history, at)),
                known ? history.values().toObject(shape.value(history, history.partner(at))) : null,
                known);
    }

    boolean readsOnly(int at) {
        return model.readsOnly(call(at));
    }

    /** The events that {@link Problem#of} takes: the invocations, and the completions that count. */
    int[] events(int[] chosen) {
        int[] events = new int[2 * chosen.length];
        int size = 0;
        for (int at : chosen) {
            events[size++] = at;
            if (isKnown(at)) {
                events[size++] = history.partner(at);
            }
        }
        Arrays.sort(events, 0, size);
        return Arrays.copyOf(events, size);
    }

    Judgement judge(int[] chosen) {
        return judge(chosen, STEPS_A_TRIAL);
    }

    /** @param steps of the search that it may take, and some for each operation */
    Judgement judge(int[] chosen, long steps) {
        try {
            if (fastWay != null) {
                Judgement fast = judgedBy(fastWay, chosen);
                if (fast != Judgement.NOT_KNOWN) {
                    return fast;
                }
            }
            Problem problem = problem(chosen, steps);
            Search search = new Search(problem, table(model, problem), budget);
            if (search.run()) {
                return Judgement.LINEARIZABLE;
            }
            // None that got there had linearized the last: else it would have gone on.
            return search.furthest() == problem.size() - 1 ? Judgement.ALL_BUT_THE_LAST : Judgement.NOT_LINEARIZABLE;
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return Judgement.NOT_KNOWN;
        }
    }

    /** What a fast way says, which is what the search would. */
    private Judgement judgedBy(FastWay way, int[] chosen) {
        FastWay.Answer all = answer(way, chosen);
        if (!(all instanceof FastWay.Answer.NotLinearizable)) {
            return all instanceof FastWay.Answer.Linearizable ? Judgement.LINEARIZABLE : Judgement.NOT_KNOWN;
        }
        int last = lastOf(Arrays.stream(chosen).filter(this::isKnown).toArray());
        FastWay.Answer others =
                answer(way, Arrays.stream(chosen).filter(at -> at != last).toArray());
        if (others instanceof FastWay.Answer.NotMine) {
            return Judgement.NOT_KNOWN;
        }
        return others instanceof FastWay.Answer.Linearizable ? Judgement.ALL_BUT_THE_LAST : Judgement.NOT_LINEARIZABLE;
    }

    private FastWay.Answer answer(FastWay way, int[] chosen) {
        start(chosen, STEPS_A_TRIAL);
        if (soFar == null) {
            soFar = history.prefix(end + 1);
        }
        return way.judge(soFar, events(chosen), shape, budget.context());
    }

    /** Gives as much work again, for another purpose. */
    void refill(long steps) {
        meter.refill(steps);
    }

    /**
     * Whether the others, in some order, whatever their times, could have made an operation possible.
     *
     * @param chosen it may be among them
     */
    Possible possible(int[] chosen, int one) {
        try {
            Problem problem = oneAlone(chosen, one);
            return new Search(problem, table(new Towards<>(model, call(one, true)), problem), budget).run()
                    ? Possible.YES
                    : Possible.NO;
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return Possible.NOT_KNOWN;
        }
    }

    /** Those of the others that do make it possible, and itself; null if that is not known. */
    int @Nullable [] leadingTo(int[] chosen, int one) {
        try {
            Problem problem = oneAlone(chosen, one);
            Search search = Search.tracing(problem, table(new Towards<>(model, call(one, true)), problem), budget);
            return search.run() ? search.longestLinearization() : null;
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return null;
        }
    }

    /** A linearization, those of unknown outcome in it that it uses; null if there is none, or that is not known. */
    int @Nullable [] linearization(int[] chosen) {
        try {
            Problem problem = problem(chosen, STEPS_A_TRIAL);
            Search search = Search.tracing(problem, table(model, problem), budget);
            return search.run() ? search.longestLinearization() : null;
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return null;
        }
    }

    /** How far a choice comes that has no linearization. */
    Longest longest(int[] chosen) {
        Search search = null;
        try {
            Problem problem = problem(chosen, STEPS_A_TRIAL);
            ModelTransitions<S> table = new ModelTransitions<>(model, problem.calls);
            search = Search.tracing(problem, new MeteredTransitions(table, meter), budget);
            search.run();
            return new Longest(
                    search.longestLinearization(),
                    Arrays.stream(search.statesAt(problem.size() - 1))
                            .mapToObj(table::describe)
                            .distinct()
                            .sorted()
                            .toArray(String[]::new));
        } catch (CheckStoppedException stopped) {
            // The sentence does without.
            return new Longest(search == null ? new int[0] : search.longestLinearization(), new String[0]);
        }
    }

    /**
     * A linearization that gets as far as any.
     *
     * @param order the operations
     * @param states in words, all in which the last operation may be come to
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Longest(int[] order, String[] states) {}

    private Problem problem(int[] chosen, long steps) {
        start(chosen, steps);
        Problem problem = Problem.of(history, events(chosen), shape, model, budget);
        budget.take(-problem.bytes());
        return problem;
    }

    private Problem oneAlone(int[] chosen, int one) {
        start(chosen, STEPS_A_TRIAL);
        Problem problem = Problem.ofOneAlone(history, chosen, one, shape, model, budget);
        budget.take(-problem.bytes());
        return problem;
    }

    private void start(int[] chosen, long steps) {
        meter.allow(steps + STEPS_AN_OPERATION * chosen.length);
        meter.take(STEPS_AN_OPERATION * chosen.length);
    }

    private Transitions table(Model<S> ofModel, Problem problem) {
        return new MeteredTransitions(new ModelTransitions<>(ofModel, problem.calls), meter);
    }
}
