package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.AnomalyNames;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.text.CheckedYaml;
import io.ordeal.text.DurationText;
import java.util.ArrayList;
import java.util.List;

/**
 * What is expected, as files have it: {@code {outcome: breaks, anomalies: [lost-update], within: 30s}}. Of an entry whose
 * schema has seen to the kinds of its values.
 */
public final class OutcomeEntry {
    private OutcomeEntry() {}

    /** @throws IllegalArgumentException its parts don't go together; with the line */
    public static Outcome read(JsonNode entry) {
        return CheckedYaml.at(entry, () -> outcome(entry));
    }

    private static Outcome outcome(JsonNode entry) {
        String outcome = entry.path("outcome").asText();
        List<String> anomalies = new ArrayList<>();
        entry.path("anomalies").forEach(node -> anomalies.add(anomaly(node)));
        if (anomalies.isEmpty() != outcome.equals("holds")) {
            throw new IllegalArgumentException("anomalies: what " + outcome
                    + (outcome.equals("holds") ? " shows none" : " names those that it may show"));
        }
        if (entry.has("within") != outcome.equals("breaks")) {
            throw new IllegalArgumentException("within: how long a run is that breaks surely,"
                    + " such as 60s, belongs to breaks and to nothing else");
        }
        return switch (outcome) {
            case "holds" -> new Outcome.Holds();
            case "breaks" ->
                new Outcome.Breaks(
                        anomalies, DurationText.parse(entry.path("within").asText()));
            default -> new Outcome.MayBreak(anomalies);
        };
    }

    /** @throws IllegalArgumentException there is no such anomaly; with the line, and the nearest first */
    public static String anomaly(JsonNode node) {
        return CheckedYaml.at(node, () -> {
            if (!AnomalyNames.all().contains(node.asText())) {
                throw new IllegalArgumentException(NearestNames.unknown("anomaly", node.asText(), AnomalyNames.all()));
            }
            return node.asText();
        });
    }
}
