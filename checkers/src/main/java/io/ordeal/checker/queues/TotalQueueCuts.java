package io.ordeal.checker.queues;

import io.ordeal.history.History;
import io.ordeal.history.cuts.ReadingCuts;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What may be left out of a total queue: an enqueue together with its element, wherever it was delivered; it stays only with
 * the first that delivered it. A delivery stays with its enqueue, so that none comes from nowhere. Drains that were the first
 * to deliver nothing may go: what is lost by another one is lost by it.
 */
final class TotalQueueCuts extends ReadingCuts {
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
                int part = part(element);
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

    @Override
    protected boolean isReading(int i) {
        return isTaking(i) && history.f(i).equals("drain");
    }

    @Override
    protected Collection<?> elements(int completion) {
        return TotalQueue.deliveries(history, completion);
    }
}
