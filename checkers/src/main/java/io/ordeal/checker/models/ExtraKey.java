package io.ordeal.checker.models;

import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;

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
        return extra(history, invocation) == Values.NIL ? PAIRS.value(history, event) : history.valueHandle(event);
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
