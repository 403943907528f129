package io.ordeal.checker.log;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Judges logs from what appends were told and reads found.
 *
 * <p><b>Guarantees</b>: Invalid if and only if no execution of an append-only log explains the history: {@code
 * inconsistent-offsets}, {@code duplicate}, {@code lost-write}, {@code poll-skip}, {@code int-nonmonotonic-poll}, {@code
 * nonmonotonic-poll}, {@code nonmonotonic-send}, {@code G1a}, {@code unexpected}, as {@link LogAnomaly} defines them. Valid
 * only if each acknowledged entry was to be had by a {@code read-all} that began after that.
 *
 * <p><b>Cannot detect</b>: reads that are late but no earlier than what their process saw; what became of entries that
 * nobody was told of; several logs in one transaction.
 *
 * <p><b>Complexity</b>: O(n log n) in the operations, linear in all that was read.
 *
 * <p><b>Reference</b>: Kingsbury, Jepsen's {@code jepsen.tests.kafka} (2022), and "Redpanda 21.10.1", sections 3.1–3.7.
 */
final class LogChecker implements Checker {
    private static final int MOST_LISTED = 100;

    @Override
    public CheckResult check(History history, CheckContext context) {
        Logs logs = Logs.of(history, context);
        List<Finding> findings = LogFindings.in(logs, context);
        Verdict verdict = Verdict.of(anomalies(history, findings, context)).and(doubts(logs));
        return new CheckResult(verdict, List.of(), measurements(logs, findings));
    }

    @Override
    public boolean judges(History history, int completion) {
        return history.f(completion).startsWith("read");
    }

    /** What was told was told: neither how open operations end nor what later ones find makes it right again. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public Cuts cuts(History history) {
        return new LogCuts(history);
    }

    private static List<Anomaly> anomalies(History history, List<Finding> findings, CheckContext context) {
        Map<LogAnomaly, List<Finding>> byKind = new EnumMap<>(LogAnomaly.class);
        findings.forEach(finding -> byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>())
                .add(finding));
        List<Anomaly> anomalies = new ArrayList<>();
        byKind.forEach((kind, same) -> same.stream()
                .limit(context.all() ? MOST_LISTED : 1)
                .map(finding -> anomaly(history, finding, same.size()))
                .forEach(anomalies::add));
        return anomalies;
    }

    /** @param count of its kind */
    private static Anomaly anomaly(History history, Finding finding, int count) {
        TreeSet<Integer> events = new TreeSet<>();
        for (int event : finding.events()) {
            events.add(event);
            if (history.partner(event) >= 0) {
                events.add(history.partner(event));
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("offset", finding.offset());
        details.put("count", count);
        Object element = history.values().toObject(finding.element());
        if (element != null) {
            details.put("element", element);
        }
        return new Anomaly(
                finding.kind().wire(),
                history.values().toObject(finding.log().key),
                finding.sentence().get(),
                Anomaly.events(history, events),
                details);
    }

    private static Verdict doubts(Logs logs) {
        long undecided = logs.all().stream().mapToLong(LogChecker::undecided).sum();
        return undecided == 0
                ? Verdict.valid()
                : Verdict.unknown("of " + undecided + " acknowledged appends it can't be said whether they are there in"
                        + " the end: no :read-all that began after them and at or before their offset is ok");
    }

    /** How many acknowledged appends no reading of the whole log can tell of. */
    private static long undecided(Log log) {
        List<Reading> whole = log.readings.stream()
                .filter(Reading::whole)
                .sorted(Comparator.comparingInt(Reading::invoked).reversed())
                .toList();
        return log.entries.values().stream()
                .filter(entry -> {
                    Sighting told = entry.acknowledged;
                    return told != null
                            && whole.stream()
                                    .takeWhile(reading -> reading.invoked() > told.event())
                                    .noneMatch(reading -> reading.from() <= told.offset());
                })
                .count();
    }

    private static Map<String, Object> measurements(Logs logs, List<Finding> findings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("logs", logs.all().size());
        figures.put(
                "acknowledged",
                logs.all().stream()
                        .flatMap(log -> log.entries.values().stream())
                        .filter(entry -> entry.acknowledged != null)
                        .count());
        figures.put(
                "read",
                logs.all().stream()
                        .flatMap(log -> log.entries.values().stream())
                        .filter(entry -> entry.read != null)
                        .count());
        findings.forEach(finding -> figures.merge(finding.kind().wire(), 1, (a, b) -> (Integer) a + (Integer) b));
        return figures;
    }
}
