package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A queue by the order in which it gives its elements back. An element is put in by {@code enqueue} and taken by {@code
 * dequeue} (of a stack: {@code push} and {@code pop}), which answers nil if there is none.
 */
public final class QueueModel implements Model<List<Object>> {
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

    @Override
    public List<Object> initial() {
        return List.of();
    }

    /** Elements are kept in the order in which they will leave; those of an unordered queue sorted by hash and text. */
    @Override
    public @Nullable List<Object> step(List<Object> elements, Call call) {
        List<List<Object>> all = steps(elements, call);
        return all.isEmpty() ? null : all.get(0);
    }

    @Override
    public List<List<Object>> steps(List<Object> elements, Call call) {
        if (puts(call)) {
            return List.of(with(elements, call));
        }
        if (!call.known()) {
            int choices = order == Order.NONE ? elements.size() : Math.min(1, elements.size());
            return elements.isEmpty()
                    ? List.of(elements)
                    : IntStream.range(0, choices)
                            .mapToObj(i -> without(elements, i))
                            .distinct()
                            .toList();
        }
        if (call.output() == null) {
            return elements.isEmpty() ? List.of(elements) : List.of();
        }
        int at = order == Order.NONE ? elements.indexOf(call.output()) : 0;
        return at >= 0 && !elements.isEmpty() && elements.get(at).equals(call.output())
                ? List.of(without(elements, at))
                : List.of();
    }

    private boolean puts(Call call) {
        String put = order == Order.LIFO ? "push" : "enqueue";
        String take = order == Order.LIFO ? "pop" : "dequeue";
        if (call.f().equals(put) && call.input() != null) {
            return true;
        }
        if (!call.f().equals(take)) {
            throw new UnjudgeableHistoryException("a " + order.noun + " knows :" + put + " x, x other than nil, and :"
                    + take + ", not :" + call.f() + " " + call.input());
        }
        return false;
    }

    private List<Object> with(List<Object> elements, Call call) {
        Object element = call.input();
        if (element == null) {
            throw new IllegalArgumentException("nil can't be put into a queue");
        }
        List<Object> more = new ArrayList<>(elements.size() + 1);
        more.addAll(elements);
        more.add(place(elements, element), element);
        return more;
    }

    private int place(List<Object> elements, Object element) {
        return switch (order) {
            case FIFO -> elements.size();
            case LIFO -> 0;
            case PRIORITY -> {
                int at = 0;
                while (at < elements.size() && number(elements.get(at)) <= number(element)) {
                    at++;
                }
                yield at;
            }
            case NONE -> {
                // Two queues with the same elements are to be equal lists: elements that are equal stay together.
                int at = 0;
                while (at < elements.size() && comesBefore(elements.get(at), element)) {
                    at++;
                }
                yield at;
            }
        };
    }

    private static boolean comesBefore(Object a, Object b) {
        int byHash = Integer.compare(a.hashCode(), b.hashCode());
        return byHash < 0 || (byHash == 0 && a.toString().compareTo(b.toString()) <= 0);
    }

    private static long number(Object element) {
        if (element instanceof Long number) {
            return number;
        }
        throw new UnjudgeableHistoryException("the elements of a priority-queue are integers, not " + element);
    }

    private static List<Object> without(List<Object> elements, int i) {
        List<Object> fewer = new ArrayList<>(elements);
        fewer.remove(i);
        return fewer;
    }

    @Override
    public String noun() {
        return order.noun;
    }

    @Override
    public String describe(List<Object> elements) {
        return elements.isEmpty() ? "is empty" : "holds " + elements;
    }

    @Override
    public String describe(Call call) {
        return call.input() != null
                ? call.f() + " " + call.input()
                : call.f() + (call.known() ? " -> " + (call.output() == null ? "nothing" : call.output()) : "");
    }
}
