package io.ordeal.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the verdicts of a file's parts together, as they come. Keys are independent of one another, so that one that is
 * violated makes the whole invalid, and the whole is valid if all are.
 */
public final class KeyParts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<Integer, ObjectNode>> waiting = new HashMap<>();

    /**
     * The verdict of a whole file, once it is known.
     *
     * @param verdict of a part, as {@code check --json} writes it
     * @throws IOException that is no such verdict
     */
    public Optional<String> add(Piece piece, String verdict) throws IOException {
        if (piece.parts() == 1) {
            return Optional.of(verdict);
        }
        Map<Integer, ObjectNode> parts = waiting.computeIfAbsent(piece.name(), name -> new TreeMap<>());
        parts.put(piece.part(), (ObjectNode) JSON.readTree(verdict));
        if (parts.size() < piece.parts()) {
            return Optional.empty();
        }
        waiting.remove(piece.name());
        return Optional.of(JSON.writeValueAsString(whole(List.copyOf(parts.values()))));
    }

    /** All parts have read the whole file: what they say of it is the same but for what hangs on their keys. */
    private static ObjectNode whole(List<ObjectNode> parts) {
        ObjectNode worst = parts.stream()
                .max((a, b) -> Integer.compare(weight(a), weight(b)))
                .orElseThrow()
                .deepCopy();
        double millis = parts.stream()
                .mapToDouble(part -> part.path("millis").asDouble())
                .sum();
        worst.put("millis", Math.round(millis * 1000) / 1000.0);
        ArrayNode anomalies = worst.putArray("anomalies");
        Set<JsonNode> notes = new LinkedHashSet<>();
        for (ObjectNode part : parts) {
            part.path("anomalies").forEach(anomalies::add);
            part.path("notes").forEach(notes::add);
        }
        worst.putArray("notes").addAll(notes);
        return worst;
    }

    /** Invalid before unknown before valid. */
    private static int weight(ObjectNode part) {
        JsonNode valid = part.path("valid");
        return valid.isBoolean() ? (valid.asBoolean() ? 0 : 2) : 1;
    }
}
