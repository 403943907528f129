package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code queue}, {@code set} and {@code counter} take: the check alone, of histories in memory, the best of five.
 *
 * <pre>{@code
 * TotalsBenchmark          100,000 and 1,000,000 operations of each
 * }</pre>
 */
public final class TotalsBenchmark {
    private static final int ROUNDS = 5;

    private TotalsBenchmark() {}

    public static void main(String... arguments) {
        for (String checker : List.of("queue", "set", "counter")) {
            for (int operations : new int[] {100_000, 1_000_000}) {
                History history = history(checker, operations);
                double best = Double.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                    long begun = System.nanoTime();
                    CheckResult result = Checkers.judge(
                            Checkers.named(checker, CheckerOptions.DEFAULT), history, CheckContext.unlimited());
                    best = Math.min(best, (System.nanoTime() - begun) / 1e6);
                    if (!result.verdict().isValid()) {
                        throw new IllegalStateException("wrong: " + result);
                    }
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-8s %,9d operations %,8d events %8.0f ms%n",
                        checker,
                        operations,
                        history.size(),
                        best);
            }
        }
    }

    /** Ten clients of a system that does what it says. Of sets, ten reads of all that is there. */
    private static History history(String checker, int operations) {
        HistoryBuilder history = new HistoryBuilder();
        Deque<Object> elements = new ArrayDeque<>();
        for (long i = 0; i < operations - 1; i++) {
            int process = (int) (i % 10);
            boolean asks = checker.equals("set") ? i % (operations / 10) == 1 : i % 2 == 1;
            String f = checker.equals("queue") ? (asks ? "dequeue" : "enqueue") : asks ? "read" : "add";
            Object put = checker.equals("counter") ? Long.valueOf(1) : Long.valueOf(i);
            history.invoke(process, f, asks ? null : put);
            if (!asks) {
                elements.addLast(put);
            }
            history.ok(process, f, asks ? answer(checker, elements) : put);
        }
        String last = checker.equals("queue") ? "drain" : "read";
        Object left = checker.equals("counter") ? Long.valueOf(elements.size()) : new ArrayList<>(elements);
        return history.invoke(0, last, null).ok(0, last, left).build();
    }

    private static @Nullable Object answer(String checker, Deque<Object> elements) {
        return switch (checker) {
            case "queue" -> elements.pollFirst();
            case "set" -> new ArrayList<>(elements);
            default -> Long.valueOf(elements.size());
        };
    }
}
