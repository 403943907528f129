package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.store.CheckReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of a verdict, the same words in the terminal and on the page. */
final class Sentences {
    private Sentences() {}

    static String word(Verdict verdict) {
        return verdict.isValid() ? "valid" : verdict.isInvalid() ? "invalid" : "unknown";
    }

    /** The kinds of anomaly, each once with its number: {@code overlapping-holds (3), lost-update}. */
    static String anomalyNames(Verdict verdict) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Anomaly anomaly : verdict.anomaliesOrNone()) {
            counts.merge(anomaly.type(), 1, Integer::sum);
        }
        List<String> names = new ArrayList<>();
        counts.forEach((type, count) -> names.add(count == 1 ? type : type + " (" + count + ")"));
        return String.join(", ", names);
    }

    /** What the verdict claims, and what it does not. */
    static String claim(Verdict verdict, long operations) {
        if (verdict instanceof Verdict.Unknown) {
            return "Whether the promise was kept is not known.";
        }
        return verdict.isValid()
                ? "The promise was kept in " + Numbers.count(operations, "operation")
                        + ". That is a statement about this history, not about every other."
                : "The promise was broken.";
    }

    static String expectation(CheckReport.Expected expected) {
        String outcome = "expected: " + expected.outcome();
        String so = expected.asExpected()
                .map(was -> was ? ", and so it was" : ", BUT IT WAS NOT SO")
                .orElse(", which remains open");
        return outcome + so + (expected.source().isBlank() ? "" : " (" + expected.source() + ")");
    }
}
