package io.ordeal.checker.measure;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of each anomaly which faults were at work while it came about: from its witness' first event to the last. */
public final class FaultsAtWork {
    /** The detail of an anomaly that has the faults' full names, in the order in which they began. */
    public static final String DETAIL = "faults";

    private FaultsAtWork() {}

    /**
     * The same verdict, with the faults in each anomaly's explanation and details. Nothing is added where the history knows
     * of no faults, nor to an anomaly without a witness. O(n).
     *
     * @param faults of the history
     */
    public static Verdict told(Verdict verdict, History history, FaultSpans faults) {
        if (!verdict.isInvalid() || faults.spans().isEmpty()) {
            return verdict;
        }
        List<Anomaly> anomalies = verdict.anomaliesOrNone();
        Map<Integer, Integer> positions = positions(history, anomalies);
        return Verdict.of(anomalies.stream()
                .map(anomaly -> anomaly.witness().isEmpty() ? anomaly : told(anomaly, positions, faults))
                .toList());
    }

    /** Where the first and the last event of each witness stand, by their indexes. */
    private static Map<Integer, Integer> positions(History history, List<Anomaly> anomalies) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (Anomaly anomaly : anomalies) {
            for (Op op : anomaly.witness()) {
                positions.put(op.index(), -1);
            }
        }
        for (int i = 0; i < history.size(); i++) {
            int position = i;
            positions.computeIfPresent(history.index(i), (index, none) -> position);
        }
        return positions;
    }

    private static Anomaly told(Anomaly anomaly, Map<Integer, Integer> positions, FaultSpans faults) {
        int[] known = anomaly.witness().stream()
                .mapToInt(op -> positions.getOrDefault(op.index(), -1))
                .filter(position -> position >= 0)
                .sorted()
                .toArray();
        if (known.length == 0) {
            return anomaly;
        }
        List<String> atWork = faults.atWork(known[0], known[known.length - 1]);
        Map<String, Object> details = new LinkedHashMap<>(anomaly.details());
        details.put(DETAIL, atWork);
        String sentence = atWork.isEmpty()
                ? "No fault was at work meanwhile."
                : "At work meanwhile: " + String.join(", ", atWork) + ".";
        String end = anomaly.explanation().endsWith(".") ? " " : ". ";
        return new Anomaly(
                anomaly.type(), anomaly.key(), anomaly.explanation() + end + sentence, anomaly.witness(), details);
    }
}
