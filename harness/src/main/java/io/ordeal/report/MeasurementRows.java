package io.ordeal.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measurements that are tables: a list of maps, or a map of maps whose keys become a first column. Checkers name their
 * figures as they like; the unit ends the name ({@code p50Millis}, {@code latencyNanos}, {@code okShare}).
 */
final class MeasurementRows {
    /** Columns that come first where they occur, in this order; verdict.json keeps no order of its own. */
    private static final List<String> FIRST =
            List.of("name", "fault", "span", "when", "f", "operations", "ok", "fail", "info", "okShare");

    private MeasurementRows() {}

    /** The rows; none if the value is no table. */
    static List<Map<?, ?>> of(@Nullable Object value) {
        return of(value, true);
    }

    /** As {@link #of(Object)}, or with fewer rows, for a terminal. */
    static List<Map<?, ?>> of(@Nullable Object value, boolean inFull) {
        List<Map<?, ?>> availability = AvailabilityRows.of(value, inFull);
        if (!availability.isEmpty()) {
            return availability;
        }
        List<Map<?, ?>> rows = new ArrayList<>();
        if (value instanceof Collection<?> list) {
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> row)) {
                    return List.of();
                }
                rows.add(row);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getValue() instanceof Map<?, ?> row)) {
                    return List.of();
                }
                Map<Object, @Nullable Object> named = new LinkedHashMap<>();
                named.put("name", entry.getKey());
                row.forEach(named::put);
                rows.add(named);
            }
        }
        return rows;
    }

    /** Every column that some row has. */
    static List<String> columns(List<Map<?, ?>> rows) {
        Set<String> present = new LinkedHashSet<>();
        rows.forEach(row -> row.keySet().forEach(key -> present.add(String.valueOf(key))));
        List<String> columns = new ArrayList<>(FIRST);
        columns.retainAll(present);
        present.removeAll(columns);
        columns.addAll(present);
        return columns;
    }

    /** A figure as people read it, by the unit that ends its name. */
    static String cell(String column, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        String name = column.toLowerCase(Locale.ROOT);
        if (!(value instanceof Number number)) {
            return ValueText.plain(value);
        } else if (name.endsWith("nanos")) {
            return Numbers.span(number.longValue());
        } else if (name.endsWith("micros")) {
            return Numbers.span(Math.round(number.doubleValue() * 1e3));
        } else if (name.endsWith("millis")) {
            return Numbers.span(Math.round(number.doubleValue() * 1e6));
        } else if (name.endsWith("seconds")) {
            return Numbers.span(Math.round(number.doubleValue() * 1e9));
        } else if (name.endsWith("share") || name.endsWith("availability")) {
            return Numbers.percent(number.doubleValue());
        }
        return value instanceof Double || value instanceof Float
                ? Numbers.figures(number.doubleValue())
                : Numbers.grouped(number.longValue());
    }

    /** The column's head: the unit stands in the cells. */
    static String head(String column) {
        return switch (column) {
            case "okShare" -> "ok share";
            case "nanos" -> "at";
            case "p50Millis" -> "median";
            case "p99Millis" -> "99 %";
            case "maxMillis" -> "longest";
            default -> column.replaceFirst("(?<=.)(Nanos|Micros|Millis|Seconds)$", "");
        };
    }
}
