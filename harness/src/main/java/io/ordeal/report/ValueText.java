package io.ordeal.report;

import io.ordeal.history.io.EdnText;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as people read them: EDN on one line, control characters made visible. The entries of a map and the elements of a
 * set have an order here, the same every time, whatever order theirs is.
 */
final class ValueText {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    private ValueText() {}

    static String print(@Nullable Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof String text) {
            return '"' + Visible.text(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> print(entry.getKey()), ValueText::inOrder))
                    .map(entry -> print(entry.getKey()) + " " + print(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Set<?> set) {
            return set.stream()
                    .map(ValueText::print)
                    .sorted(ValueText::inOrder)
                    .collect(Collectors.joining(" ", "#{", "}"));
        } else if (value instanceof Collection<?> collection) {
            StringJoiner elements = new StringJoiner(" ", "[", "]");
            collection.forEach(element -> elements.add(print(element)));
            return elements.toString();
        }
        return value instanceof Long || value instanceof Integer || value instanceof Boolean
                ? value.toString()
                : Visible.text(EdnText.of(value));
    }

    /** Numbers, which have no signs but their own, come by their size; all else as a dictionary has it. */
    private static int inOrder(String a, String b) {
        boolean numbers = NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches();
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    /** As {@link #print}, but a text alone stands without quotes: for labels and sentences. */
    static String plain(@Nullable Object value) {
        return value instanceof String text ? Visible.text(text) : print(value);
    }

    /** The beginning of a text; what is cut is told. */
    static String cut(String text, int atMost) {
        String label = label(text, atMost);
        return label.equals(text) ? text : label + " (cut: " + Numbers.grouped(text.length()) + " characters)";
    }

    /** The beginning of a text, for a label: an ellipsis says that it goes on elsewhere. */
    static String label(String text, int atMost) {
        return text.length() <= atMost
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(atMost - 1)) ? atMost - 1 : atMost) + "…";
    }
}
