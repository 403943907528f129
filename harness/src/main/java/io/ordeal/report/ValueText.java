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
            return '"' + visible(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
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
        return visible(value.toString());
    }

    /** As {@link #print}, but a text alone stands without quotes: for labels and sentences. */
    static String plain(@Nullable Object value) {
        return value instanceof String text ? visible(text) : print(value);
    }

    /** The beginning of a text; what is cut is told. */
    static String cut(String text, int atMost) {
        return text.length() <= atMost
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(atMost - 1)) ? atMost - 1 : atMost)
                        + "… (cut: " + Numbers.grouped(text.length()) + " characters)";
    }

    private static String visible(String text) {
        StringBuilder visible = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            if (odd && visible == null) {
                visible = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (visible != null) {
                visible.append(odd ? escape(c) : String.valueOf(c));
            }
        }
        return visible == null ? text : visible.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
