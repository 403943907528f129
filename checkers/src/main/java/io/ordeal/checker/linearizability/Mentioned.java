package io.ordeal.checker.linearizability;

import io.ordeal.history.History;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which operations speak of what one of them was asked for and answered: whose input has a scalar of it, or a text that is
 * part of one of its texts. Only these could have led to an answer; in a long history most operations did not.
 */
final class Mentioned {
    private final History history;
    private final ValueShape shape;
    private final Set<Long> scalars = new HashSet<>();

    /** @param one the invocation of an operation that is ok */
    Mentioned(History history, ValueShape shape, int one) {
        this.history = history;
        this.shape = shape;
        collect(shape.value(history, one));
        collect(shape.value(history, history.partner(one)));
    }

    /** The operations, if they are not too many; else of those that speak of it the latest, as many as are wanted. */
    int[] latest(int[] invocations, int most) {
        if (invocations.length <= most) {
            return invocations;
        }
        int[] speaking = Arrays.stream(invocations)
                .filter(at -> isIn(shape.value(history, at)))
                .toArray();
        return Arrays.copyOfRange(speaking, Math.max(0, speaking.length - most), speaking.length);
    }

    private void collect(long handle) {
        if (slots(handle) == 0) {
            scalars.add(handle);
        }
        for (int i = 0; i < slots(handle); i++) {
            collect(history.values().element(handle, i));
        }
    }

    private boolean isIn(long handle) {
        for (int i = 0; i < slots(handle); i++) {
            if (isIn(history.values().element(handle, i))) {
                return true;
            }
        }
        if (slots(handle) > 0 || handle == Values.NIL) {
            return false;
        }
        return scalars.contains(handle)
                || (isText(handle) && isPartOfOne(history.values().text(handle)));
    }

    private boolean isPartOfOne(String text) {
        return scalars.stream()
                .anyMatch(other -> isText(other) && history.values().text(other).contains(text));
    }

    private boolean isText(long handle) {
        return history.values().kind(handle) == Values.Kind.STRING;
    }

    /** Of a collection how many handles it holds. */
    private int slots(long handle) {
        Values values = history.values();
        return values.kind(handle) == Values.Kind.MAP ? 2 * values.size(handle) : values.size(handle);
    }
}
