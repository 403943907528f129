package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set: {@code add x}, {@code remove x}, {@code contains x} which answers {@code [x true]} or {@code [x false]}, and
 * {@code read} which answers all elements.
 */
public final class SetModel implements Model<SetModel.Elements> {
    /** What is in a set. */
    public static final class Elements {
        private final Bag bag;

        private Elements(Bag bag) {
            this.bag = bag;
        }

        private Bag bag() {
            return bag;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Elements elements && bag.equals(elements.bag);
        }

        @Override
        public int hashCode() {
            return bag.hashCode();
        }
    }

    @Override
    public Elements initial() {
        return new Elements(Bag.EMPTY);
    }

    @Override
    public @Nullable Elements step(Elements elements, Call call) {
        return switch (call.f()) {
            case "add" -> with(elements, element(call), true);
            case "remove" -> with(elements, element(call), false);
            case "contains" -> {
                Object element = element(call);
                if (call.known()
                        && !List.of(element, true).equals(call.output())
                        && !List.of(element, false).equals(call.output())) {
                    throw unknown(call);
                }
                yield !call.known()
                                || List.of(element, elements.bag().contains(element))
                                        .equals(call.output())
                        ? elements
                        : null;
            }
            case "read" -> {
                if (!call.known()) {
                    yield elements;
                }
                if (!(call.output() instanceof Collection<?> read)) {
                    throw unknown(call);
                }
                yield isSame(elements.bag(), read) ? elements : null;
            }
            default -> throw unknown(call);
        };
    }

    private static Elements with(Elements elements, Object element, boolean present) {
        if (elements.bag().contains(element) == present) {
            return elements;
        }
        return new Elements(
                present ? elements.bag().with(element) : elements.bag().without(element));
    }

    private static boolean isSame(Bag elements, Collection<?> read) {
        if (read.size() != elements.size()) {
            return false;
        }
        // A list with an element twice is not what a set holds.
        Bag there = Bag.EMPTY;
        for (Object element : read) {
            if (element == null || !elements.contains(element) || there.contains(element)) {
                return false;
            }
            there = read instanceof Set ? there : there.with(element);
        }
        return true;
    }

    private static Object element(Call call) {
        if (call.input() == null) {
            throw unknown(call);
        }
        return call.input();
    }

    private static UnjudgeableHistoryException unknown(Call call) {
        return new UnjudgeableHistoryException(
                "a linearizable-set knows :add x, :remove x, :contains x (answer [x true]"
                        + " or [x false]) and :read (answer: all elements), not :" + call.f() + " "
                        + EdnText.brief(call.input())
                        + " -> "
                        + EdnText.brief(call.output()));
    }

    @Override
    public boolean readsOnly(Call call) {
        return call.f().equals("read") || call.f().equals("contains");
    }

    @Override
    public boolean answersNothing(Call call) {
        return !readsOnly(call);
    }

    @Override
    public String noun() {
        return "set";
    }

    @Override
    public String describe(Elements elements) {
        return "holds " + EdnText.brief(new LinkedHashSet<>(elements.bag().elements()));
    }
}
