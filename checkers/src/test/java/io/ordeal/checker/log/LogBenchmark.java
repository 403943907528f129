package io.ordeal.checker.log;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judges a long history of appends and reads of the last entries, half of each, with a reading of the whole log at its end,
 * and prints what that takes: of 100,000 and 1,000,000 operations, or as many as the argument says.
 */
public final class LogBenchmark {
    private static final int READ_AT_ONCE = 5;

    private LogBenchmark() {}

    public static void main(String... arguments) {
        judge(100_000);
        judge(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
    }

    private static void judge(int operations) {
        History history = history(operations);
        long start = System.nanoTime();
        Verdict verdict = Checkers.judge(
                        Checkers.named("log", CheckerOptions.DEFAULT), history, CheckContext.unlimited())
                .verdict();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (!verdict.isValid()) {
            throw new AssertionError("expected Valid, found " + verdict);
        }
        System.out.printf(Locale.ROOT, "%,9d operations: %.2f s%n", operations, took.toMillis() / 1e3);
    }

    private static History history(int operations) {
        HistoryBuilder history = new HistoryBuilder();
        List<List<Long>> log = new ArrayList<>();
        for (long i = 0; i < operations - 1; i++) {
            int process = (int) (i % 10);
            if (i % 2 == 0) {
                List<Long> entry = List.of((long) log.size(), i);
                log.add(entry);
                history.invoke(process, "append", List.of(0L, i)).ok(process, "append", List.of(0L, entry));
            } else {
                long from = Math.max(0, log.size() - READ_AT_ONCE);
                history.invoke(process, "read", List.of(0L, from))
                        .ok(process, "read", List.of(0L, from, List.copyOf(log.subList((int) from, log.size()))));
            }
        }
        history.invoke(0, "read-all", List.of(0L, 0L)).ok(0, "read-all", List.of(0L, 0L, log));
        return history.build();
    }
}
