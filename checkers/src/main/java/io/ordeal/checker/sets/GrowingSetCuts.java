package io.ordeal.checker.sets;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a set that grows: an add together with its element, out of every read; and reads. An element stays
 * only with the last read that has it: without that, one that was missing for a while would look lost.
 */
final class GrowingSetCuts extends OperationCuts {
    /** By element: the part that it goes with. */
    private final Map<Object, Integer> parts = new HashMap<>();

    GrowingSetCuts(History history) {
        super(history, false);
        for (int operation = 0; operation < operations(); operation++) {
            Object element = history.value(invocation(operation));
            if (element != null && history.f(invocation(operation)).equals("add")) {
                parts.put(element, operation);
            }
        }
        Map<Object, Integer> last = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) >= 0 && isRead(i)) {
                for (Object element : GrowingSet.elements(history, i)) {
                    parts.computeIfAbsent(element, stranger -> add(Kind.ELEMENT, -1));
                    last.put(element, operationAt(i));
                }
            }
        }
        last.forEach((element, read) -> need(parts.getOrDefault(element, read), read));
    }

    private boolean isRead(int i) {
        return history.type(i) == OpType.OK && history.f(i).equals("read");
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isRead(completion)) {
            for (Object element : GrowingSet.elements(history, completion)) {
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
        if (!isRead(position) || !(whole instanceof Collection<?> elements)) {
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
