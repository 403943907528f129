package io.ordeal.checker.queues;

import io.ordeal.history.History;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a total queue: an enqueue together with its element, wherever it was delivered; it stays only with
 * the first that delivered it. A delivery stays with its enqueue, so that none comes from nowhere. Drains that were the first
 * to deliver nothing may go: what is lost by another one is lost by it.
 */
final class TotalQueueCuts extends OperationCuts {
    /** By element: the part that it goes with. */
    private final Map<Object, Integer> parts = new HashMap<>();

    TotalQueueCuts(History history) {
        super(history, false);
        for (int operation = 0; operation < operations(); operation++) {
            Object element = history.value(invocation(operation));
            if (element != null && history.f(invocation(operation)).equals("enqueue")) {
                parts.put(element, operation);
            }
        }
        Set<Object> delivered = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) < 0 || !isTaking(i)) {
                continue;
            }
            for (Object element : TotalQueue.deliveries(history, i)) {
                int part = parts.computeIfAbsent(element, stranger -> add(Kind.ELEMENT, -1));
                if (delivered.add(element)) {
                    need(part, operationAt(i));
                }
                if (history.f(i).equals("dequeue")) {
                    need(operationAt(i), part);
                }
            }
        }
    }

    private boolean isTaking(int i) {
        return !history.isInvoke(i) && !history.f(i).equals("enqueue");
    }

    private boolean isDrain(int i) {
        return isTaking(i) && history.f(i).equals("drain");
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isDrain(completion)) {
            for (Object element : TotalQueue.deliveries(history, completion)) {
                into.accept(parts.getOrDefault(element, operation));
            }
        }
    }

    @Override
    protected boolean rewrites() {
        return true;
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        if (!isDrain(position) || !(whole instanceof Collection<?> elements)) {
            return whole;
        }
        List<@Nullable Object> left = new ArrayList<>();
        for (Object element : elements) {
            if (chosen.get(parts.getOrDefault(element, operationAt(position)))) {
                left.add(element);
            }
        }
        return elements instanceof Set ? new LinkedHashSet<>(left) : left;
    }
}
