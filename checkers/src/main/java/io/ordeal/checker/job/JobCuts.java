package io.ordeal.checker.job;

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
 * What may be left out of a history of jobs: a job together with its output, out of all that was read; and any reading, as each
 * is judged by itself, but for the marker that an earlier one had found: that is evidence, and its loss finds less.
 */
final class JobCuts extends OperationCuts {
    /** By job: the part that its output goes with. */
    private final Map<Object, Integer> parts = new HashMap<>();

    JobCuts(History history) {
        super(history, true);
        for (int operation = 0; operation < operations(); operation++) {
            Object id = Job.idIn(history.value(invocation(operation)));
            if (id != null && !history.f(invocation(operation)).equals("outputs")) {
                parts.put(id, operation);
            }
        }
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) >= 0 && isReading(i)) {
                for (Object id : Reading.of(history, i).outputs().keySet()) {
                    parts.computeIfAbsent(id, stranger -> add(Kind.ELEMENT, -1));
                }
            }
        }
    }

    private boolean isReading(int i) {
        return history.type(i) == OpType.OK && history.f(i).equals("outputs");
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isReading(completion)) {
            for (Object id : Reading.of(history, completion).outputs().keySet()) {
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
        if (!isReading(position) || !(whole instanceof Collection<?> entries)) {
            return whole;
        }
        List<Object> left = new ArrayList<>();
        for (Object entry : entries) {
            if (chosen.get(parts.getOrDefault(Job.idIn(entry), operationAt(position)))) {
                left.add(entry);
            }
        }
        return left;
    }
}
