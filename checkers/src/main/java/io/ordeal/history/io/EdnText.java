package io.ordeal.history.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values in sentences, as EDN: {@code [1 nil :a "b"]}, never as Java prints them. */
public final class EdnText {
    /** Elements of a collection that are shown before its middle is left out. */
    private static final int MOST_ELEMENTS = 40;

    /** Elements at either end of what is left out. */
    private static final int AT_THE_ENDS = 12;

    /** Elements before the first that differs, and from it on. */
    private static final int BEFORE = 3;

    private static final int AFTER = 9;

    private static final int LONGEST_TEXT = 160;

    private static final int END_OF_TEXT = 60;

    private EdnText() {}

    /** A value as EDN, whole. */
    public static String of(@Nullable Object value) {
        EdnEncoder encoder = new EdnEncoder();
        encoder.element(value, 0);
        return encoder.text();
    }

    /** A value as EDN; of a long collection or text, the two ends and how long it is. */
    public static String brief(@Nullable Object value) {
        if (value instanceof String text && text.length() > LONGEST_TEXT) {
            return of(text.substring(0, END_OF_TEXT) + " … " + text.substring(text.length() - END_OF_TEXT)) + " ("
                    + text.length() + " characters)";
        }
        if (!(value instanceof Collection<?> all) || all.size() <= MOST_ELEMENTS) {
            return value instanceof Map<?, ?> map && map.size() > MOST_ELEMENTS
                    ? "a map of " + map.size() + " keys"
                    : of(value);
        }
        List<Object> elements = new ArrayList<>(all);
        return (value instanceof Set ? "#{" : "[") + row(elements, 0, AT_THE_ENDS) + " … "
                + row(elements, all.size() - AT_THE_ENDS, all.size()) + (value instanceof Set ? "}" : "]") + " ("
                + all.size() + " elements)";
    }

    /** What a key, a lock or a register is called: as {@link #brief}, but a text alone stands without quotes. */
    public static String name(@Nullable Object value) {
        return value instanceof String text ? text : brief(value);
    }

    /** A list as EDN beside another one; of a long one, what is round the first element in which they differ. */
    public static String differing(@Nullable Object value, @Nullable Object other) {
        if (!(value instanceof List<?> elements)
                || !(other instanceof List<?> others)
                || elements.size() <= MOST_ELEMENTS) {
            return brief(value);
        }
        int same = 0;
        while (same < Math.min(elements.size(), others.size())
                && Objects.equals(elements.get(same), others.get(same))) {
            same++;
        }
        int from = Math.max(0, Math.min(same, elements.size() - 1) - BEFORE);
        int to = Math.min(elements.size(), same + AFTER);
        return "[" + (from > 0 ? "… " : "") + row(elements, from, to) + (to < elements.size() ? " …" : "") + "] ("
                + elements.size() + " elements, shown from number " + (from + 1) + " on)";
    }

    private static String row(List<?> elements, int from, int to) {
        StringBuilder row = new StringBuilder();
        for (int i = from; i < to; i++) {
            row.append(i > from ? " " : "").append(of(elements.get(i)));
        }
        return row.toString();
    }
}
