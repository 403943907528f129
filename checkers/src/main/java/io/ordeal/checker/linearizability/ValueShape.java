package io.ordeal.checker.linearizability;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/** Where an operation's key, input and output lie in a history's events. All three are handles of its values. */
public interface ValueShape {
    /** The whole value, and no key. */
    ValueShape PLAIN = new ValueShape() {
        @Override
        public long key(History history, int invocation) {
            return Values.NIL;
        }

        @Override
        public long value(History history, int event) {
            return history.valueHandle(event);
        }
    };

    /** {@code [key value]}, as Jepsen's independent tests write it. */
    ValueShape PAIRS = new ValueShape() {
        @Override
        public long key(History history, int invocation) {
            return part(history, invocation, 0);
        }

        @Override
        public long value(History history, int event) {
            if (!history.isInvoke(event)) {
                requireKey(history, event);
            }
            return part(history, event, 1);
        }

        private void requireKey(History history, int completion) {
            Values values = history.values();
            long asked = part(history, history.partner(completion), 0);
            long answered = part(history, completion, 0);
            if (!values.equal(asked, answered)) {
                throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected an answer for"
                        + " key " + EdnText.name(values.toObject(asked)) + ", found one for "
                        + EdnText.name(values.toObject(answered)));
            }
        }

        private long part(History history, int event, int i) {
            Values values = history.values();
            long pair = history.valueHandle(event);
            if (values.kind(pair) != Values.Kind.LIST || values.size(pair) != 2) {
                throw new UnjudgeableHistoryException("event " + history.index(event)
                        + ": expected a value [key value]," + " found " + EdnText.brief(values.toObject(pair))
                        + ": --no-independent if values are no pairs");
            }
            return values.element(pair, i);
        }
    };

    /** The key of an invocation; nil where there is but one. */
    long key(History history, int invocation);

    /** The input in an invocation, or the output in a completion. */
    long value(History history, int event);

    /**
     * The key by which a violation is told: what the operation that fits nowhere was about, where one part of a history
     * has several keys that hang together.
     *
     * @param key the part's
     */
    default @Nullable Object told(History history, int invocation, @Nullable Object key) {
        return key;
    }
}
