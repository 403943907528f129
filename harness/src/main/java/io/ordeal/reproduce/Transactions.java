package io.ordeal.reproduce;

import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Transactions in a plan, {@code [[:append 3 7] [:r 4 nil]]}, and plans with less of them: without some keys, or without some of
 * their steps. A transaction without a step is left out, too.
 */
final class Transactions {
    private static final int PARTS_OF_A_STEP = 3;

    private Transactions() {}

    /** The keys of all transactions; none if there are no transactions. */
    static List<String> keys(ReplayPlan plan) {
        return plan.operations().stream()
                .flatMap(one -> steps(one).stream())
                .map(Transactions::key)
                .distinct()
                .toList();
    }

    /** The same without some keys. */
    static ReplayPlan withoutKeys(ReplayPlan plan, Set<String> keys) {
        return without(plan, (one, position) -> keys.contains(key(steps(one).get(position))));
    }

    /** Each step of a transaction that has several; in all rounds of a plan of several, if it is in one of them. */
    static List<String> stepsOfSeveral(ReplayPlan plan) {
        return plan.operations().stream()
                .filter(one -> steps(one).size() > 1)
                .flatMap(one -> positions(one).stream())
                .distinct()
                .toList();
    }

    private static List<String> positions(RecordedOperation one) {
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < steps(one).size(); i++) {
            positions.add(position(one, i));
        }
        return positions;
    }

    private static String position(RecordedOperation one, int position) {
        return one.index() + "/" + position;
    }

    /** The same without some of those. */
    static ReplayPlan withoutSteps(ReplayPlan plan, Set<String> positions) {
        return without(plan, (one, position) -> positions.contains(position(one, position)));
    }

    private static ReplayPlan without(ReplayPlan plan, BiPredicate<RecordedOperation, Integer> isOut) {
        ReplayPlan kept = Reducing.operations(
                plan, one -> steps(one).isEmpty() || !left(one, isOut).isEmpty());
        return kept.withOperations(kept.operations().stream()
                .map(one -> steps(one).isEmpty()
                        ? one
                        : one.with(new Invocation(one.invocation().f(), left(one, isOut))))
                .toList());
    }

    private static List<List<?>> left(RecordedOperation one, BiPredicate<RecordedOperation, Integer> isOut) {
        List<List<?>> all = steps(one);
        List<List<?>> left = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!isOut.test(one, i)) {
                left.add(all.get(i));
            }
        }
        return left;
    }

    /** None if it is no transaction. */
    private static List<List<?>> steps(RecordedOperation one) {
        List<List<?>> steps = new ArrayList<>();
        if (one.invocation().value() instanceof List<?> list) {
            for (Object element : list) {
                boolean isStep = element instanceof List<?> parts
                        && parts.size() == PARTS_OF_A_STEP
                        && parts.get(0) instanceof Keyword;
                if (!isStep) {
                    return List.of();
                }
                steps.add((List<?>) element);
            }
        }
        return steps;
    }

    private static String key(List<?> step) {
        return String.valueOf(step.get(1));
    }
}
