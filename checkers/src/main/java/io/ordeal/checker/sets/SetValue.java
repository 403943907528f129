package io.ordeal.checker.sets;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.io.EdnText;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lock and the element that an operation on a guarded set speaks of.
 *
 * @param lock null where there is but one set
 * @param element null of a read
 */
record SetValue(@Nullable Object lock, @Nullable Object element) {
    /** An add's value is the element, or a map with {@code :element} and, perhaps, {@code :lock}. */
    static SetValue ofAdd(History history, int invocation) {
        Object value = history.value(invocation);
        SetValue add = value instanceof Map<?, ?> map && has(map, "element")
                ? new SetValue(get(map, "lock"), get(map, "element"))
                : new SetValue(null, value);
        if (add.element() == null) {
            throw new UnjudgeableHistoryException("event " + history.index(invocation)
                    + ": expected :add with an element or {:lock k :element x}," + " found " + EdnText.brief(value));
        }
        return add;
    }

    /** @throws UnjudgeableHistoryException if an add is completed as that of another element, or under another lock */
    static void requireSame(History history, int completion) {
        if (history.value(completion) == null) {
            return;
        }
        SetValue asked = ofAdd(history, history.partner(completion));
        SetValue done = ofAdd(history, completion);
        if (!Objects.equals(asked.element(), done.element())
                || (done.lock() != null && !done.lock().equals(asked.lock()))) {
            throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected an :add of "
                    + EdnText.brief(history.value(history.partner(completion))) + " to be completed as that, found "
                    + EdnText.brief(history.value(completion)));
        }
    }

    /** A read's value is nil or the lock on invoke; on ok the elements, or {@code {:lock k :elements [...]}}. */
    static SetValue ofRead(History history, int completion) {
        Object question = history.value(history.partner(completion));
        Object asked = question instanceof Map<?, ?> map ? get(map, "lock") : question;
        Object answered = history.value(completion) instanceof Map<?, ?> map ? get(map, "lock") : null;
        if (asked != null && answered != null && !asked.equals(answered)) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(completion) + ": expected a :read of the set under lock "
                            + EdnText.name(asked) + " to be completed as that, found the set under "
                            + EdnText.name(answered));
        }
        return new SetValue(answered == null ? asked : answered, null);
    }

    /** The elements that an ok read answers. */
    static Collection<?> elements(History history, int completion) {
        Object value = history.value(completion);
        Object elements = value instanceof Map<?, ?> map ? get(map, "elements") : value;
        if (elements instanceof Collection<?> collection) {
            return collection;
        }
        throw new UnjudgeableHistoryException("event " + history.index(completion)
                + ": expected the ok value of a :read to be the elements or {:lock k :elements [...]}, found "
                + EdnText.brief(value));
    }

    /** A version in the ok value of an add, null if it tells none. */
    static @Nullable Object version(History history, int completion, String name) {
        return history.value(completion) instanceof Map<?, ?> map ? get(map, name) : null;
    }

    private static boolean has(Map<?, ?> map, String name) {
        return get(map, name) != null;
    }

    /** EDN's key is a keyword, that of JSON lines a string. */
    private static @Nullable Object get(Map<?, ?> map, String name) {
        Object value = map.get(Keyword.of(name));
        return value == null ? map.get(name) : value;
    }
}
