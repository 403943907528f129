package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.names.NearestNames;
import io.ordeal.text.CheckedYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a file says under {@code faults}: which it is put through, and whom they choose from. */
final class FaultsSection {
    private final List<String> nodes;
    private final Map<String, String> refused;

    /**
     * @param told the section; a missing one leaves all as it is
     * @param known nodes that there are
     * @param mistakes to which what is wrong with it is added
     */
    FaultsSection(JsonNode told, List<String> known, Mistakes mistakes) {
        nodes = nodes(told.path("nodes"), known, mistakes);
        refused = refused(told, mistakes);
    }

    private static List<String> nodes(JsonNode told, List<String> known, Mistakes mistakes) {
        List<String> chosen = new ArrayList<>();
        for (JsonNode node : told) {
            mistakes.keep(() -> node(node, known)).ifPresent(chosen::add);
        }
        return chosen.isEmpty() ? known : chosen;
    }

    private static String node(JsonNode told, List<String> known) {
        if (!known.contains(told.asText())) {
            throw new IllegalArgumentException(
                    CheckedYaml.place(told) + ": nodes: " + NearestNames.unknown("node", told.asText(), known));
        }
        return told.asText();
    }

    private static Map<String, String> refused(JsonNode told, Mistakes mistakes) {
        Map<String, String> refused = new LinkedHashMap<>();
        JsonNode takes = told.path("takes");
        if (!takes.isMissingNode()) {
            Set<String> taken = new LinkedHashSet<>();
            takes.forEach(kind ->
                    mistakes.keep(() -> kind(kind, kind.asText(), "takes")).ifPresent(taken::add));
            for (FaultKind kind : FaultKinds.all()) {
                if (!taken.contains(kind.name())) {
                    refused.put(
                            kind.name(),
                            "its file says by faults: takes: (" + CheckedYaml.place(takes) + ") that it takes "
                                    + String.join(", ", taken));
                }
            }
        }
        told.path("refuses").properties().forEach(entry -> {
            mistakes.keep(() -> {
                        String kind = kind(entry.getValue(), entry.getKey(), "refuses");
                        if (!takes.isMissingNode() && !refused.containsKey(kind)) {
                            throw new IllegalArgumentException(CheckedYaml.place(entry.getValue()) + ": refuses: "
                                    + kind + " stands under takes, too");
                        }
                        return kind;
                    })
                    .ifPresent(kind -> refused.put(kind, entry.getValue().asText()));
        });
        return refused;
    }

    private static String kind(JsonNode place, String name, String key) {
        return CheckedYaml.at(place, () -> {
            try {
                return FaultKinds.named(name).name();
            } catch (IllegalArgumentException none) {
                throw new IllegalArgumentException(
                        key + ": " + none.getMessage()
                                + (name.contains(":") ? "; a kind is taken or refused as a whole" : ""),
                        none);
            }
        });
    }

    /** Whom faults choose from. */
    List<String> nodes() {
        return nodes;
    }

    /** The kinds that are refused, each with the reason. */
    Map<String, String> refused() {
        return refused;
    }
}
