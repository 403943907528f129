package io.ordeal.checker.sets;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.ReadingCuts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What may be left out of a set that grows: an add together with its element, out of every read; and reads. An element stays
 * only with the last read that has it: without that, one that was missing for a while would look lost.
 */
final class GrowingSetCuts extends ReadingCuts {
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
            if (operationAt(i) >= 0 && isReading(i)) {
                for (Object element : GrowingSet.elements(history, i)) {
                    part(element);
                    last.put(element, operationAt(i));
                }
            }
        }
        last.forEach((element, read) -> need(parts.getOrDefault(element, read), read));
    }

    @Override
    protected boolean isReading(int i) {
        return history.type(i) == OpType.OK && history.f(i).equals("read");
    }

    @Override
    protected Collection<?> elements(int completion) {
        return GrowingSet.elements(history, completion);
    }
}
