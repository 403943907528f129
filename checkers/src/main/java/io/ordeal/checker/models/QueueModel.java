package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue by the order in which it gives its elements back. An element is put in by {@code enqueue} and taken by {@code
 * dequeue} (of a stack: {@code push} and {@code pop}), which answers nil if there is none.
 */
public final class QueueModel implements Model<QueueModel.Elements> {
    /** Which element is given back. */
    public enum Order {
        /** The one that has been in it for longest. */
        FIFO("fifo-queue"),
        /** The one that has been in it for shortest. */
        LIFO("stack"),
        /** The smallest integer. */
        PRIORITY("priority-queue"),
        /** Any. */
        NONE("unordered-queue");

        private final String noun;

        Order(String noun) {
            this.noun = noun;
        }
    }

    private final Order order;

    public QueueModel(Order order) {
        this.order = order;
    }

    /** What is in a queue. A step makes a new one that shares all but a few nodes with the old one. */
    public static final class Elements {
        private static final Elements NONE = new Elements(LongTree.empty(), Bag.EMPTY);

        /** By place: of a priority-queue the elements themselves, in bags of equal ones; else in the order put in. */
        private final LongTree<Bag> placed;

        /** Those of a queue that knows no order. */
        private final Bag unordered;

        private Elements(LongTree<Bag> placed, Bag unordered) {
            this.placed = placed;
            this.unordered = unordered;
        }

        boolean isEmpty() {
            return placed.isEmpty() && unordered.size() == 0;
        }

        private Elements with(long place, Object element) {
            Bag there = placed.get(place);
            return new Elements(placed.with(place, (there == null ? Bag.EMPTY : there).with(element)), unordered);
        }

        private Elements without(long place, Object element) {
            Bag left = Objects.requireNonNull(placed.get(place)).without(element);
            LongTree<Bag> fewer = left.size() == 0 ? placed.without(place) : placed.with(place, left);
            return fewer.isEmpty() ? NONE : new Elements(fewer, unordered);
        }

        private Object at(long place) {
            return Objects.requireNonNull(placed.get(place)).elements().get(0);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Elements elements
                    && placed.equals(elements.placed)
                    && unordered.equals(elements.unordered);
        }

        @Override
        public int hashCode() {
            return 31 * placed.hashCode() + unordered.hashCode();
        }
    }

    @Override
    public Elements initial() {
        return Elements.NONE;
    }

    @Override
    public @Nullable Elements step(Elements elements, Call call) {
        List<Elements> all = steps(elements, call);
        return all.isEmpty() ? null : all.get(0);
    }

    @Override
    public List<Elements> steps(Elements elements, Call call) {
        if (puts(call)) {
            return List.of(with(elements, Objects.requireNonNull(call.input())));
        }
        Object taken = call.output();
        if (elements.isEmpty()) {
            return call.known() && taken != null ? List.of() : List.of(elements);
        }
        if (call.known() && taken == null) {
            return List.of();
        }
        if (order != Order.NONE) {
            long place = order == Order.LIFO ? elements.placed.largest() : elements.placed.smallest();
            Object next = elements.at(place);
            return !call.known() || next.equals(taken) ? List.of(elements.without(place, next)) : List.of();
        }
        if (taken != null) {
            return elements.unordered.contains(taken) ? List.of(without(elements, taken)) : List.of();
        }
        return elements.unordered.elements().stream()
                .distinct()
                .map(one -> without(elements, one))
                .toList();
    }

    private boolean puts(Call call) {
        String put = order == Order.LIFO ? "push" : "enqueue";
        String take = order == Order.LIFO ? "pop" : "dequeue";
        if (call.f().equals(put) && call.input() != null) {
            return true;
        }
        if (!call.f().equals(take)) {
            throw new UnjudgeableHistoryException("a " + order.noun + " knows :" + put + " x, x other than nil, and :"
                    + take + ", not :" + call.f() + " " + EdnText.brief(call.input()));
        }
        return false;
    }

    private Elements with(Elements elements, Object element) {
        return switch (order) {
            case FIFO, LIFO -> elements.with(elements.isEmpty() ? 0 : elements.placed.largest() + 1, element);
            case PRIORITY -> elements.with(number(element), element);
            case NONE -> new Elements(elements.placed, elements.unordered.with(element));
        };
    }

    private static Elements without(Elements elements, Object element) {
        return new Elements(elements.placed, elements.unordered.without(element));
    }

    private static long number(Object element) {
        if (element instanceof Long number) {
            return number;
        }
        throw new UnjudgeableHistoryException("the elements of a priority-queue are integers, not " + element);
    }

    @Override
    public boolean answersNothing(Call call) {
        return call.input() != null;
    }

    @Override
    public String noun() {
        return order.noun;
    }

    @Override
    public String describe(Elements elements) {
        if (elements.isEmpty()) {
            return "is empty";
        }
        List<Object> all = elements.unordered.elements();
        elements.placed.forEach(bag -> all.addAll(bag.elements()));
        if (order == Order.LIFO) {
            Collections.reverse(all);
        }
        return "holds " + EdnText.brief(all);
    }

    @Override
    public String describe(Call call) {
        return call.input() != null
                ? call.f() + " " + EdnText.brief(call.input())
                : call.f()
                        + (call.known()
                                ? " -> " + (call.output() == null ? "nothing" : EdnText.brief(call.output()))
                                : "");
    }
}
