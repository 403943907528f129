package io.ordeal.generator;

import io.ordeal.history.Keyword;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values a history holds so that it is read as it was written. */
public final class Recordable {
    private Recordable() {}

    /**
     * Tells what in a value a history can't hold, however deep it lies.
     *
     * @param problems a sentence for each is added
     */
    public static void problems(@Nullable Object value, List<String> problems) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double
                || value instanceof Float
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                problems(entry.getKey(), problems);
                problems(entry.getValue(), problems);
            }
        } else if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                problems(element, problems);
            }
        } else if (!(value instanceof Character)
                && !value.getClass().getPackageName().equals(Keyword.class.getPackageName())) {
            problems.add("a history can't hold a " + value.getClass().getName() + " (" + Validated.shown(value)
                    + "): use null, numbers, booleans, strings, keywords, and lists, maps and sets of these");
        }
    }
}
