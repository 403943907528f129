package io.ordeal.checker.txn.append;

import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import java.util.StringJoiner;

/** Lists as sentences print them: long ones only where there is something to see. */
final class ListText {
    /** A list of so many elements is read at a glance. */
    private static final int SHORT = 16;

    /** Elements on either side of the place that matters. */
    private static final int BESIDE = 3;

    private final Values values;

    ListText(Values values) {
        this.values = values;
    }

    /**
     * A list, or nil.
     *
     * @param place of the element that matters, from 0; the list's size for its end
     */
    String around(long list, int place) {
        int size = values.size(list);
        if (size <= SHORT) {
            return EdnText.of(values.toObject(list));
        }
        int from = Math.max(0, Math.min(place, size) - BESIDE);
        int to = Math.min(size, place + BESIDE + 1);
        StringJoiner elements = new StringJoiner(" ", "[", "]");
        if (from > 0) {
            elements.add("… " + from + " more …");
        }
        for (int i = from; i < to; i++) {
            elements.add(EdnText.brief(values.toObject(values.element(list, i))));
        }
        if (to < size) {
            elements.add("… " + (size - to) + " more …");
        }
        return elements.toString();
    }
}
