package io.ordeal.checker.locks;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/**
 * How lock operations are written: an invocation's value is the lock; an ok acquire's is the lock again, or, where it
 * comes with a fencing token, {@code [lock token]}.
 */
final class LockShape implements ValueShape {
    static final LockShape INSTANCE = new LockShape();

    private LockShape() {}

    @Override
    public long key(History history, int invocation) {
        return history.valueHandle(invocation);
    }

    @Override
    public long value(History history, int event) {
        return history.isInvoke(event) ? Values.NIL : history.valueHandle(event);
    }

    /**
     * The token of an ok acquire, null where it has none.
     *
     * @throws UnjudgeableHistoryException if the value is neither the lock nor {@code [lock token]}
     */
    static @Nullable Long token(History history, int completion) {
        Values values = history.values();
        long asked = history.valueHandle(history.partner(completion));
        long answered = history.valueHandle(completion);
        if (values.equal(asked, answered)) {
            return null;
        }
        if (values.kind(answered) == Values.Kind.LIST
                && values.size(answered) == 2
                && values.equal(values.element(answered, 0), asked)
                && Values.isInt(values.element(answered, 1))) {
            return Values.intValue(values.element(answered, 1));
        }
        throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected the ok value of an"
                + " acquire of " + EdnText.of(values.toObject(asked)) + " to be the same, or ["
                + EdnText.of(values.toObject(asked))
                + " token] with an integer token, found " + EdnText.brief(values.toObject(answered)));
    }
}
