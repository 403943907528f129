package io.ordeal.checker.job;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job that was asked for.
 *
 * @param id each but once in a history
 * @param input its records, each once
 * @param invocation its position
 * @param doomed whether a task of it fails whoever tries it
 */
record Job(Object id, Set<Object> input, int invocation, boolean doomed) {
    static Job of(History history, int invocation) {
        if (!(history.value(invocation) instanceof List<?> pair)
                || pair.size() != 2
                || pair.get(0) == null
                || !(pair.get(1) instanceof Collection<?> records)) {
            throw new UnjudgeableHistoryException("event " + history.index(invocation) + ": expected :"
                    + history.f(invocation) + " with [job [records]], found "
                    + EdnText.brief(history.value(invocation)));
        }
        Set<Object> input = new LinkedHashSet<>();
        for (Object record : records) {
            if (record == null || !input.add(record)) {
                throw new UnjudgeableHistoryException("event " + history.index(invocation) + ": record "
                        + EdnText.name(record) + " is in the input of job " + EdnText.name(pair.get(0))
                        + " as nil or twice: whether it was written once can't be said");
            }
        }
        return new Job(pair.get(0), input, invocation, history.f(invocation).equals("doomed"));
    }

    /** Which job a value names; null if it names none. */
    static @Nullable Object idIn(@Nullable Object value) {
        return value instanceof List<?> pair && !pair.isEmpty() ? pair.get(0) : null;
    }

    /** Whether its client was told that it is done. */
    boolean isDone(History history) {
        return !doomed && history.outcome(invocation) == OpType.OK;
    }

    /** Whether it must have left no trace. */
    boolean isInvisible(History history) {
        return doomed || history.outcome(invocation) == OpType.FAIL;
    }
}
