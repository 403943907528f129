package io.ordeal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The measurement {@code availability} as a table: the whole run, with and without faults, then before, during and after
 * each fault, and what each side of a partition could do meanwhile, operation by operation; a star marks who was primary.
 */
final class AvailabilityRows {
    /** With more faults than this, a terminal's table would hide the rest: their sides are in the page alone. */
    private static final int A_FEW = 5;

    private AvailabilityRows() {}

    /**
     * The rows; none if the value is not of that shape.
     *
     * @param each whether each fault is told by three rows, and each side by its operations; else by the time during it
     *     alone, and each side as a whole
     */
    static List<Map<?, ?>> of(@Nullable Object value, boolean each) {
        if (!(value instanceof Map<?, ?> figures) || !(figures.get("all") instanceof Map<?, ?> all)) {
            return List.of();
        }
        List<Map<?, ?>> rows = new ArrayList<>();
        rows.add(row("", "", "whole run", all));
        if (figures.get("faults") instanceof List<?> faults && !faults.isEmpty()) {
            part(rows, "no fault at work", figures.get("withoutFaults"));
            part(rows, "under faults", figures.get("underFaults"));
            for (Object element : faults) {
                if (element instanceof Map<?, ?> fault) {
                    fault(rows, fault, each, each || faults.size() <= A_FEW);
                }
            }
        }
        return rows;
    }

    private static void part(List<Map<?, ?>> rows, String when, @Nullable Object figures) {
        if (figures instanceof Map<?, ?> map) {
            rows.add(row("", "", when, map));
        }
    }

    private static void fault(List<Map<?, ?>> rows, Map<?, ?> fault, boolean each, boolean withSides) {
        String name = ValueText.plain(fault.get("fault"));
        for (String when : each ? List.of("before", "during", "after") : List.of("during")) {
            if (fault.get(when) instanceof Map<?, ?> figures) {
                rows.add(row(name, span(fault), when, figures));
            }
            if (when.equals("during") && withSides && fault.get("sides") instanceof List<?> sides) {
                sides.forEach(side -> side(rows, name, span(fault), side, each));
            }
        }
    }

    private static void side(List<Map<?, ?>> rows, String fault, String span, @Nullable Object told, boolean each) {
        if (!(told instanceof Map<?, ?> side) || !(side.get("all") instanceof Map<?, ?> all)) {
            return;
        }
        String name = ValueText.plain(side.get("side"));
        if (each && side.get("byOperation") instanceof Map<?, ?> operations && !operations.isEmpty()) {
            new TreeMap<Object, Object>(operations).forEach((f, figures) -> {
                if (figures instanceof Map<?, ?> map) {
                    Map<String, @Nullable Object> row = row(fault, span, name, map);
                    row.put("f", f);
                    rows.add(row);
                }
            });
        } else {
            rows.add(row(fault, span, name, all));
        }
    }

    private static String span(Map<?, ?> fault) {
        if (!(fault.get("fromMillis") instanceof Number from)) {
            return "";
        }
        return Numbers.moment(nanos(from))
                + (fault.get("toMillis") instanceof Number to ? " to " + Numbers.moment(nanos(to)) : " to the end");
    }

    private static long nanos(Number millis) {
        return Math.round(millis.doubleValue() * 1e6);
    }

    private static Map<String, @Nullable Object> row(String fault, String span, String when, Map<?, ?> figures) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("fault", fault);
        row.put("span", span);
        row.put("when", when);
        for (String name :
                List.of("operations", "ok", "fail", "info", "okShare", "p50Millis", "p99Millis", "maxMillis")) {
            row.put(name, figures.get(name));
        }
        return row;
    }
}
