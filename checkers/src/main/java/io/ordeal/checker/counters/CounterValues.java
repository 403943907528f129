package io.ordeal.checker.counters;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/** The numbers that a counter's operations speak of. */
final class CounterValues {
    private CounterValues() {}

    /** @throws UnjudgeableHistoryException if an operation is none of a counter's, or an add is completed as another */
    static void require(History history, int i) {
        String f = history.f(i);
        if (!f.equals("add") && !f.equals("read")) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(i) + ": a counter knows :add and :read, not :" + f);
        }
        if (f.equals("add")
                && history.type(i) == OpType.OK
                && history.value(i) != null
                && number(history, i) != number(history, history.partner(i))) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected an :add of "
                    + number(history, history.partner(i)) + " to be completed as that, found " + number(history, i));
        }
    }

    /** What an add adds, or an ok read answers. */
    static long number(History history, int i) {
        if (history.value(i) instanceof Long number) {
            return number;
        }
        throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected the value of :" + history.f(i)
                + " to be an integer of 64 bits, found " + EdnText.brief(history.value(i)));
    }

    /** @throws IllegalArgumentException if it is no integer */
    static long initial(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(
                "a counter begins with an integer, not " + EdnText.brief(value) + ": --initial 0, or leave it out");
    }
}
