package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;

/** The key stands beside the value, as {@code :key}; or, where it does not, values are {@code [key value]}. */
final class ExtraKey implements ValueShape {
    @Override
    public long key(History history, int invocation) {
        long key = extra(history, invocation);
        return key == Values.NIL ? PAIRS.key(history, invocation) : key;
    }

    @Override
    public long value(History history, int event) {
        int invocation = history.isInvoke(event) ? event : history.partner(event);
        long asked = extra(history, invocation);
        if (asked == Values.NIL) {
            return PAIRS.value(history, event);
        }
        if (event != invocation) {
            requireKey(history, event, asked);
        }
        return history.valueHandle(event);
    }

    /** A completion may leave its key out. */
    private static void requireKey(History history, int completion, long asked) {
        Values values = history.values();
        long answered = extra(history, completion);
        if (answered != Values.NIL && !values.equal(asked, answered)) {
            throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected an answer for key "
                    + EdnText.name(values.toObject(asked)) + ", found one for "
                    + EdnText.name(values.toObject(answered)));
        }
    }

    private static long extra(History history, int event) {
        Values values = history.values();
        long extras = history.extraHandle(event);
        int name = values.findText("key");
        for (int i = 0; name >= 0 && i < values.size(extras); i++) {
            if (Values.textNumber(values.element(extras, 2 * i)) == name) {
                return values.element(extras, 2 * i + 1);
            }
        }
        return Values.NIL;
    }
}
