package io.ordeal.checker.outbox;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.ReadingCuts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What may be left out of an outbox: a publication together with its id, out of all that was read of rows and messages; it
 * stays only with the first reading that has its row, and the first that has its message. Readings that are the first of
 * nothing may go: what a later one lacks the last one lacks too, or another has it.
 */
final class OutboxCuts extends ReadingCuts {
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
            for (Object id : elements(i)) {
                int part = part(id);
                if (first.putIfAbsent(id, i) == null) {
                    need(part, operationAt(i));
                }
            }
        }
    }

    @Override
    protected boolean isReading(int i) {
        return history.type(i) == OpType.OK
                && (history.f(i).equals("rows") || history.f(i).equals("drain"));
    }

    @Override
    protected Collection<?> elements(int completion) {
        return Reading.of(history, completion).counts().keySet();
    }
}
