package io.ordeal.checker.outbox;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of an outbox: a publication together with its id, out of all that was read of rows and messages; it
 * stays only with the first reading that has its row, and the first that has its message. Readings that are the first of
 * nothing may go: what a later one lacks the last one lacks too, or another has it.
 */
final class OutboxCuts extends OperationCuts {
    /** By id: the part that it goes with. */
    private final Map<Object, Integer> parts = new HashMap<>();

    OutboxCuts(History history) {
        super(history, false);
        for (int operation = 0; operation < operations(); operation++) {
            Object id = history.value(invocation(operation));
            String f = history.f(invocation(operation));
            if (id != null && (f.equals("publish") || f.equals("abandon"))) {
                parts.put(id, operation);
            }
        }
        Map<String, Map<Object, Integer>> firsts = Map.of("rows", new HashMap<>(), "drain", new HashMap<>());
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) < 0 || !isReading(i)) {
                continue;
            }
            Map<Object, Integer> first = firsts.getOrDefault(history.f(i), Map.of());
            for (Object id : ids(i)) {
                int part = parts.computeIfAbsent(id, stranger -> add(Kind.ELEMENT, -1));
                if (first.putIfAbsent(id, i) == null) {
                    need(part, operationAt(i));
                }
            }
        }
    }

    private boolean isReading(int i) {
        return history.type(i) == OpType.OK
                && (history.f(i).equals("rows") || history.f(i).equals("drain"));
    }

    private Collection<Object> ids(int reading) {
        return Reading.of(history, reading).counts().keySet();
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isReading(completion)) {
            for (Object id : ids(completion)) {
                into.accept(parts.getOrDefault(id, operation));
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
        if (!isReading(position) || !(whole instanceof Collection<?> ids)) {
            return whole;
        }
        List<Object> left = new ArrayList<>();
        for (Object id : ids) {
            if (chosen.get(parts.getOrDefault(id, operationAt(position)))) {
                left.add(id);
            }
        }
        return left;
    }
}
