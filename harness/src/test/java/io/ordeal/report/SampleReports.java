package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of the sample histories, as checkers would tell them. */
final class SampleReports {
    private static final String RUN = "results/redis-setex/lock/20260101T120000-42";

    private SampleReports() {}

    static RunSpec lockRun() {
        RunOptions options = new RunOptions(
                Duration.ofSeconds(30),
                200,
                5,
                Duration.ofSeconds(5),
                Duration.ofMillis(1_500),
                RunOptions.DEFAULT.cluster(),
                List.of(),
                2,
                200,
                Optional.empty());
        return new RunSpec(
                RunSpec.SCHEMA,
                "redis-setex",
                "lock",
                List.of("partition:primary", "client-pause"),
                options,
                42,
                Map.of("ordeal", "0.1.0", "java", "17.0.15", "redis", "7.0.15 (org.signal:embedded-redis:0.9.1)"));
    }

    static Anomaly overlap(History history) {
        List<Op> held = history.ops().stream()
                .filter(op -> op.isClient() && "lock1".equals(op.value()))
                .filter(op -> op.timeNanos() >= 19_480_000_000L && op.timeNanos() < 23_060_000_000L)
                .toList();
        List<Op> witness = new ArrayList<>();
        for (Op op : held) {
            if (op.f().equals("acquire") || op.type() == OpType.INVOKE) {
                witness.add(op);
            }
        }
        int first = witness.get(0).process();
        int second = witness.get(2).process();
        return new Anomaly(
                AnomalyType.OVERLAPPING_HOLDS.wire(),
                "lock1",
                "process " + second + " was granted lock lock1 at event "
                        + witness.get(3).index() + " (20410.9 ms), while process " + first + " held it from event "
                        + witness.get(1).index() + " (19480.7 ms) until it released it at event "
                        + witness.get(4).index() + " (22750.0 ms)",
                witness,
                Map.of(
                        "count",
                        1,
                        "holds",
                        List.of(
                                hold(first, witness.get(1), witness.get(4)),
                                hold(second, witness.get(3), witness.get(5)))));
    }

    private static Map<String, Object> hold(int process, Op granted, Op until) {
        return Map.of("process", process, "granted", granted.index(), "until", until.index());
    }

    static Report lock() {
        History history = SampleHistories.lock();
        CheckResult result = new CheckResult(
                Verdict.invalid(overlap(history)),
                List.of("One release was refused by its server and had no effect."),
                Map.of("availability", availability()));
        CheckReport check = new CheckReport(
                RUN,
                "mutex",
                OutcomeTable.of(history).sum().total(),
                1.234,
                result,
                Optional.of(new CheckReport.Expected(
                        "breaks(overlapping-holds, 60s)", Optional.of(true), "Kleppmann 2016: no fencing")));
        return new Report(
                Optional.of(lockRun()),
                Optional.of("At most one process holds a lock at any time, and only its holder releases it."),
                check,
                history);
    }

    private static Map<String, Object> availability() {
        Map<String, Object> availability = new LinkedHashMap<>();
        availability.put("all", figures(1_012, 801, 190, 21, 1.3));
        availability.put("withoutFaults", figures(700, 560, 140, 0, 1.25));
        availability.put("underFaults", figures(312, 241, 50, 21, 1.9));
        Map<String, Object> partition = new LinkedHashMap<>();
        partition.put("fault", "partition");
        partition.put("fromMillis", 8_002.0);
        partition.put("toMillis", 13_003.0);
        partition.put("before", figures(280, 224, 56, 0, 1.2));
        partition.put("during", figures(100, 60, 19, 21, 2.1));
        partition.put("after", figures(260, 208, 52, 0, 1.3));
        partition.put(
                "sides",
                List.of(
                        Map.of(
                                "side", "n1*, 1 client",
                                "all", figures(61, 41, 0, 20, 1.9),
                                "byOperation",
                                        Map.of(
                                                "acquire", figures(30, 20, 0, 10, 1.9),
                                                "release", figures(31, 21, 0, 10, 1.8))),
                        Map.of(
                                "side",
                                "n2 n3, no client",
                                "all",
                                Map.of("operations", 0, "ok", 0, "fail", 0, "info", 0))));
        availability.put("faults", List.of(partition));
        return availability;
    }

    private static Map<String, Object> figures(int operations, int ok, int fail, int info, double median) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("operations", operations);
        figures.put("ok", ok);
        figures.put("fail", fail);
        figures.put("info", info);
        figures.put("okShare", (double) ok / operations);
        figures.put("p50Millis", median);
        figures.put("p99Millis", 2.71);
        figures.put("maxMillis", 2.9);
        return figures;
    }

    /** A history alone; its violation comes with a linearization. */
    static Report register() {
        History history = SampleHistories.register();
        int size = history.size();
        List<Op> witness = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (int i = size - 16; i < size; i++) {
            if (history.isClient(i) && (history.isInvoke(i) || history.partner(i) >= size - 16)) {
                witness.add(history.op(i));
            }
            if (history.isInvoke(i) && history.outcome(i) == OpType.OK && i < size - 3) {
                order.add(history.index(i));
                states.add("holds " + history.value(history.partner(i)));
            }
        }
        int stale = history.partner(size - 1);
        Anomaly anomaly = new Anomaly(
                AnomalyType.NONLINEARIZABLE.wire(),
                null,
                "process 2: read 10 (events " + stale + " to " + (size - 1)
                        + ") fits nowhere: by its end the register holds 90, or 91",
                witness,
                Map.of(
                        "linearizationIndexes",
                        order,
                        "linearizationStates",
                        states,
                        "next",
                        List.of(Map.of("index", stale, "why", "it read 10, and the register holds 90"))));
        return new Report(
                Optional.empty(),
                Optional.of("Reads return what was written last."),
                new CheckReport(
                        "histories/stale read.edn",
                        "register",
                        OutcomeTable.of(history).sum().total(),
                        0.42,
                        CheckResult.of(Verdict.invalid(anomaly)),
                        Optional.empty()),
                history);
    }

    /** Two transactions that each read what the other was about to write. */
    static Report writeSkew() {
        List<Object> before = List.of(List.of("append", 7L, 1L), List.of("append", 7L, 2L));
        List<Object> first = List.of(List.of("r", 7L, List.of(1L, 2L)), List.of("append", 5L, 3L));
        List<Object> second = List.of(List.of("append", 7L, 3L), List.of("r", 5L, List.of()));
        List<Object> after = List.of(List.of("r", 5L, List.of(3L)), List.of("r", 7L, List.of(1L, 2L, 3L)));
        History history = new HistoryBuilder()
                .invoke(1, "txn", before)
                .ok(1, "txn", before)
                .invoke(0, "txn", first)
                .invoke(3, "txn", second)
                .ok(0, "txn", first)
                .ok(3, "txn", second)
                .invoke(1, "txn", after)
                .ok(1, "txn", after)
                .build();
        CheckerOptions options = CheckerOptions.DEFAULT.withModel("serializable");
        return of(
                history,
                Checkers.named("list-append", options)
                        .check(history, CheckContext.withTimeLimit(Duration.ofMinutes(1)))
                        .verdict());
    }

    static Report of(History history, Verdict verdict) {
        return new Report(
                Optional.empty(),
                Optional.of("Reads return what was written last."),
                new CheckReport(
                        "history.edn",
                        "register",
                        OutcomeTable.of(history).sum().total(),
                        12,
                        CheckResult.of(verdict),
                        Optional.empty()),
                history);
    }
}
