package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why operations failed, or ended with unknown outcome: the errors that their completions have, those together that differ
 * only by a number, an address or an id. Operations that were refused without a word (a lock that was not granted) are none.
 *
 * <p>Complexity: O(n), with a pattern matched once for each distinct error, as far as they are few.
 */
public final class FailureReasons {
    /** Of the measurement. */
    public static final String NAME = "failures";

    /** More rows would be read by nobody; what is rare is told in sum. */
    private static final int MOST_ROWS = 20;

    /** Errors that are all different, such as a stack's, must not fill the memory: beyond these, they are one. */
    private static final int MOST_SHAPES = 2_000;

    private static final int MOST_KNOWN = 50_000;
    private static final int LONGEST_EXAMPLE = 200;
    private static final Pattern PARTICULAR =
            Pattern.compile("\\b(?:0x)?(?:\\p{XDigit}*\\d[\\p{XDigit}]*)(?:[.:/-]+\\p{XDigit}*\\d\\p{XDigit}*)*\\b");

    private final Map<String, Integer> operations = new HashMap<>();
    private final Map<Group, Count> counts = new LinkedHashMap<>();
    private final Map<String, String> shapes = new HashMap<>();

    private record Group(String f, OpType outcome, String shape) {}

    private static final class Count {
        private final String example;
        private long number;

        Count(String example) {
            this.example = example;
        }
    }

    private FailureReasons(History history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                operations.merge(history.f(i), 1, Integer::sum);
            } else if (history.isClient(i) && history.type(i) != OpType.OK && history.partner(i) >= 0) {
                Object error = history.error(i);
                if (error != null) {
                    add(history.f(i), history.type(i), EdnText.name(error));
                }
            }
        }
    }

    private void add(String f, OpType outcome, String error) {
        Group group = new Group(f, outcome, shape(error));
        if (!counts.containsKey(group) && counts.size() >= MOST_SHAPES) {
            group = new Group(f, outcome, "others");
        }
        counts.computeIfAbsent(group, first -> new Count(example(error))).number++;
    }

    private String shape(String error) {
        String known = shapes.get(error);
        if (known == null) {
            known = example(PARTICULAR.matcher(example(error)).replaceAll("#"));
            if (shapes.size() < MOST_KNOWN) {
                shapes.put(error, known);
            }
        }
        return known;
    }

    private static String example(String error) {
        return error.length() <= LONGEST_EXAMPLE ? error : error.substring(0, LONGEST_EXAMPLE) + "…";
    }

    /**
     * The reasons, the most frequent first, ready for {@link io.ordeal.checker.CheckResult#measurements}: each {@code {f,
     * outcome, count, operations, reason, example}}, with {@code outcome} {@code fail} or {@code info}, {@code operations}
     * how many of that {@code f} were invoked, and {@code reason} the error with {@code #} for what was particular.
     */
    public static List<Map<String, Object>> of(History history) {
        return new FailureReasons(history).rows();
    }

    private List<Map<String, Object>> rows() {
        return counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Group, Count> each) -> -each.getValue().number))
                .limit(MOST_ROWS)
                .map(each -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("f", each.getKey().f());
                    row.put("outcome", each.getKey().outcome().wire());
                    row.put("count", each.getValue().number);
                    row.put("operations", operations.getOrDefault(each.getKey().f(), 0));
                    row.put("reason", each.getKey().shape());
                    row.put("example", each.getValue().example);
                    return row;
                })
                .toList();
    }

    /**
     * The one reason for which at least half of all operations did not succeed, as a sentence, "all 133 :acquire failed:
     * connection refused": where that is so, more operations are no remedy.
     *
     * @param f of the operations looked at; null = all, each kind by itself
     */
    static Optional<String> prevailing(History history, @Nullable String f) {
        FailureReasons reasons = new FailureReasons(history);
        return reasons.rows().stream()
                .filter(row -> f == null || f.equals(row.get("f")))
                .filter(row -> 2 * number(row, "count") >= number(row, "operations"))
                .map(FailureReasons::sentence)
                .findFirst();
    }

    private static long number(Map<String, Object> row, String key) {
        return row.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** A row of {@link #of} as a sentence. */
    public static String sentence(Map<String, Object> row) {
        long count = number(row, "count");
        long of = number(row, "operations");
        String how = "info".equals(row.get("outcome")) ? " ended with unknown outcome" : " failed";
        return (count == of ? (of == 1 ? "the only" : "all " + of) : count + " of " + of) + " :" + row.get("f") + how
                + ": " + row.get("example");
    }
}
