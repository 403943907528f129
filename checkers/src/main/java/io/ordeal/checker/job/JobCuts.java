package io.ordeal.checker.job;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.ReadingCuts;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a history of jobs: a job together with its output, out of all that was read; and any reading, as each
 * is judged by itself, but for the marker that an earlier one had found: that is evidence, and its loss finds less.
 */
final class JobCuts extends ReadingCuts {
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
                    part(id);
                }
            }
        }
    }

    @Override
    protected boolean isReading(int i) {
        return history.type(i) == OpType.OK && history.f(i).equals("outputs");
    }

    @Override
    protected Collection<?> elements(int completion) {
        return Reading.of(history, completion).outputs().keySet();
    }

    @Override
    protected @Nullable Object element(@Nullable Object entry) {
        return Job.idIn(entry);
    }
}
