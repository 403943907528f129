package io.ordeal.checker.log;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    @Override
    public CheckResult check(History history, CheckContext context) {
        Logs logs = Logs.of(history, context);
        Findings<LogAnomaly, Finding> findings = LogFindings.in(logs, context);
        List<Anomaly> anomalies = findings.anomalies(
                context,
                // One speaks for itself, and still tells how many there are of its kind.
                (kind, finding, spokenFor) -> anomaly(history, kind, finding, findings.count(kind)));
        return new CheckResult(Verdict.of(anomalies).and(doubts(logs)), List.of(), measurements(logs, findings));
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

    private static Anomaly anomaly(History history, LogAnomaly kind, Finding finding, int count) {
        Witness witness = new Witness(history);
        finding.events().forEach(witness::with);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("offset", finding.offset());
        details.put("count", count);
        Object element = history.values().toObject(finding.element());
        if (element != null) {
            details.put("element", element);
        }
        return new Anomaly(
                kind.wire(),
                history.values().toObject(finding.log().key),
                finding.sentence().get(),
                witness.events(),
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

    private static Map<String, Object> measurements(Logs logs, Findings<LogAnomaly, Finding> findings) {
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
        for (LogAnomaly kind : LogAnomaly.values()) {
            if (findings.count(kind) > 0) {
                figures.put(kind.wire(), findings.count(kind));
            }
        }
        return figures;
    }
}
