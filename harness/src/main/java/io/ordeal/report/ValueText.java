package io.ordeal.report;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values as people read them: EDN on one line, control characters made visible. */
final class ValueText {
    private ValueText() {}

    static String print(@Nullable Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof String text) {
            return '"' + Visible.text(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
        } else if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(", ", "{", "}");
            map.forEach((key, element) -> entries.add(print(key) + " " + print(element)));
            return entries.toString();
        } else if (value instanceof Collection<?> collection) {
            StringJoiner elements =
                    value instanceof Set ? new StringJoiner(" ", "#{", "}") : new StringJoiner(" ", "[", "]");
            collection.forEach(element -> elements.add(print(element)));
            return elements.toString();
        }
        return Visible.text(value.toString());
    }

    /** As {@link #print}, but a text alone stands without quotes: for labels and sentences. */
    static String plain(@Nullable Object value) {
        return value instanceof String text ? Visible.text(text) : print(value);
    }

    /** The beginning of a text; what is cut is told. */
    static String cut(String text, int atMost) {
        return text.length() <= atMost
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(atMost - 1)) ? atMost - 1 : atMost)
                        + "… (cut: " + Numbers.grouped(text.length()) + " characters)";
    }
}
