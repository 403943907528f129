package io.ordeal.checker.txn.search;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.weak.ReadsFrom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a history of registers with unique writes has a commit order as a level wants it.
 *
 * <p><b>Guarantees.</b> Both verdicts are proved, Valid by an order that was replayed, Invalid by a circle of edges that
 * every order has, or by the absence of any other way from each set of transactions that could be reached. At levels
 * without sessions those of the history prove nothing.
 *
 * <p><b>Cannot detect.</b> What is wrong within a transaction, or with reads of values that failed or nobody wrote: {@link
 * io.ordeal.checker.txn.weak.RegisterReads RegisterReads} does.
 *
 * <p><b>Complexity.</b> Exponential in the worst case, in sets of transactions polynomial for a fixed number of sessions;
 * near linear where committing in the order of the acknowledgements, or when another needs it, explains the history. The budget
 * is the context's time and memory.
 *
 * <p><b>Reference.</b> Papadimitriou, "The Serializability of Concurrent Database Updates", 1979; Biswas &amp; Enea, "On
 * the Complexity of Checking Transactional Consistency", OOPSLA 2019, sections 4 and 5; for the events of snapshot
 * isolation Crooks et al., PODC 2017.
 */
public final class CommitOrderSearch {
    private static final int FEW_STEPS_BACK = 200;
    private static final int SOME_STEPS_BACK = 2_000;

    /** Beyond, it takes seconds to find who is before whom; below, hundredths. */
    private static final int MOST_EVENTS_IN_LIKELY_ORDER = 40_000;

    private final ReadsFrom history;
    private final StrongLevel level;
    private final CheckContext context;

    private CommitOrderSearch(ReadsFrom history, StrongLevel level, CheckContext context) {
        this.history = history;
        this.level = level;
        this.context = context;
    }

    /**
     * What was found.
     *
     * @param verdict never Unknown
     * @param level that of the order, which may be above the one that was asked for; else that one
     * @param order the certificate of Valid
     * @param how in words, by which step
     */
    public record Result(Verdict verdict, StrongLevel level, Optional<CommitOrder> order, String how) {}

    /**
     * Judges a history.
     *
     * @throws CheckStoppedException when time or memory is spent; it tells how far the search got
     */
    public static Result judge(ReadsFrom history, StrongLevel level, CheckContext context) {
        return walk(history, level, context).orElseGet(() -> search(history, level, context));
    }

    /** The first step alone: an order of whole transactions, if there is one that is found without a step back. */
    public static Optional<Result> walk(ReadsFrom history, StrongLevel level, CheckContext context) {
        return new CommitOrderSearch(history, level, context).onDemand();
    }

    /**
     * The other steps.
     *
     * @throws CheckStoppedException when time or memory is spent; it tells how far the search got
     */
    public static Result search(ReadsFrom history, StrongLevel level, CheckContext context) {
        return new CommitOrderSearch(history, level, context).search();
    }

    private Result search() {
        CertainOrder order = new CertainOrder(history, level);
        order.arrange();
        int[] sorted = order.topologicalOrder(context);
        if (sorted.length < order.events()) {
            return contradiction(order);
        }
        Optional<Result> quick = quick().or(this::likely);
        if (quick.isPresent()) {
            return quick.get();
        }
        Saturation.Outcome outcome = Saturation.saturate(order, context);
        if (outcome == Saturation.Outcome.CONTRADICTION) {
            return contradiction(order);
        }
        sorted = order.topologicalOrder(context);
        if (outcome == Saturation.Outcome.DECIDED) {
            return valid(level, sorted, "the order follows from what was read");
        }
        Optional<Result> guided = guided(order, sorted);
        if (guided.isPresent()) {
            return guided.get();
        }
        Optional<Result> stronger = stronger();
        if (stronger.isPresent()) {
            return stronger.get();
        }
        FrontierSearch search = new FrontierSearch(order, sorted, context);
        int[] found;
        try {
            found = search.search(Long.MAX_VALUE);
        } catch (CheckStoppedException stopped) {
            throw new CheckStoppedException(stopped.getMessage() + "; the search for a commit order at " + level.wire()
                    + " had ordered at most " + search.deepest() + " of " + order.events() + " events");
        }
        return found.length == order.events()
                ? valid(level, found, "a search over commit orders found one")
                : noOrder(search.deepest(), order.events());
    }

    /** Tries this level and those that imply it. */
    private Optional<Result> onDemand() {
        for (StrongLevel each : strongestFirst()) {
            int[] found = CommitsOnDemand.find(history, each, context);
            if (found.length > 0 || history.count() == 0) {
                return Optional.of(valid(
                        each,
                        found,
                        "an order for " + each.wire() + " was found, with each transaction as late as it could be"));
            }
        }
        return Optional.empty();
    }

    /** Tries this level and those that imply it, in the order that the certain edges make likely. */
    private Optional<Result> likely() {
        for (StrongLevel each : strongestFirst()) {
            CertainOrder order = new CertainOrder(history, each);
            order.arrange();
            int[] sorted = order.topologicalOrder(context);
            Optional<Result> found =
                    each.split && sorted.length == order.events() ? guided(order, sorted) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** With the certain edges, in the order that they make likely. */
    private Optional<Result> guided(CertainOrder order, int[] sorted) {
        if (order.level.order == StrongLevel.Order.REAL_TIME || order.events() > MOST_EVENTS_IN_LIKELY_ORDER) {
            return Optional.empty();
        }
        int[] found = CommitsOnDemand.find(order, new LikelyOrder(order, sorted, context).transactions(), context);
        return found.length == 0
                ? Optional.empty()
                : Optional.of(valid(
                        order.level,
                        found,
                        "an order for " + order.level.wire()
                                + " was found by what follows from what was read, with few changes of mind"));
    }

    /** Tries this level and those that imply it, the strongest first: what orders more leaves less to try. */
    private Optional<Result> quick() {
        for (StrongLevel each : strongestFirst()) {
            CertainOrder order = new CertainOrder(history, each);
            order.arrange();
            Optional<Result> found = few(order, FEW_STEPS_BACK, "");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** As {@link #quick}, of the levels above this one, with all edges that are certain there. */
    private Optional<Result> stronger() {
        for (StrongLevel each : strongestFirst()) {
            CertainOrder order = new CertainOrder(history, each);
            if (each == level || Saturation.saturate(order, context) == Saturation.Outcome.CONTRADICTION) {
                continue;
            }
            Optional<Result> found = few(order, SOME_STEPS_BACK, ", with what follows from what was read");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Result> few(CertainOrder order, int stepsBack, String how) {
        int[] sorted = order.topologicalOrder(context);
        if (sorted.length < order.events()) {
            return Optional.empty();
        }
        int[] found = new FrontierSearch(order, sorted, context).search(stepsBack);
        return found.length < order.events()
                ? Optional.empty()
                : Optional.of(valid(
                        order.level,
                        found,
                        "an order for " + order.level.wire() + " was found with few steps back" + how));
    }

    private List<StrongLevel> strongestFirst() {
        List<StrongLevel> levels = new ArrayList<>(List.of(StrongLevel.values()));
        levels.removeIf(each -> !each.implies(level));
        Collections.reverse(levels);
        return levels;
    }

    private Result valid(StrongLevel kept, int[] events, String how) {
        return new Result(Verdict.valid(), kept, Optional.of(CommitOrder.replayed(history, kept, events)), how);
    }

    private Result contradiction(CertainOrder order) {
        return new Result(
                Verdict.invalid(Contradiction.of(order, context)),
                level,
                Optional.empty(),
                "what every commit order has is a circle");
    }

    private Result noOrder(int deepest, int events) {
        Anomaly anomaly = new NoCommitOrder(history, level, context).smallest(deepest, events);
        return new Result(Verdict.invalid(anomaly), level, Optional.empty(), "a search over commit orders found none");
    }

    /** Whether it is proved, with few steps back, that there is no order. */
    static boolean isContradictory(ReadsFrom history, StrongLevel level, CheckContext context) {
        CertainOrder order = new CertainOrder(history, level);
        Saturation.Outcome outcome = Saturation.saturate(order, context);
        if (outcome != Saturation.Outcome.OPEN) {
            return outcome == Saturation.Outcome.CONTRADICTION;
        }
        FrontierSearch search = new FrontierSearch(order, order.topologicalOrder(context), context);
        return search.search(FEW_STEPS_BACK).length < order.events() && !search.gaveUp();
    }
}
