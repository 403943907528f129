package io.ordeal.campaign.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.work.TrialResult.End;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What a night and its workers say to each other, as lines. */
final class WorkerLines {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private WorkerLines() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String line(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException it is no such line */
    static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("no JSON: " + line, malformed);
        }
    }

    static String end(String trial, TrialResult result) {
        ObjectNode node = object();
        node.put("trial", trial);
        node.put("end", result.end().name().toLowerCase(Locale.ROOT));
        node.put("why", result.why());
        result.folder().ifPresent(folder -> node.put("folder", folder));
        result.valid().ifPresent(valid -> node.put("valid", valid.booleanValue()));
        ArrayNode findings = node.putArray("findings");
        result.findings()
                .forEach(finding -> findings.addObject()
                        .put("signature", finding.signature())
                        .put("anomaly", finding.anomaly())
                        .put("explanation", finding.explanation()));
        result.faults().forEach(node.putArray("faults")::add);
        ObjectNode versions = node.putObject("versions");
        result.versions().forEach(versions::put);
        node.put("operations", result.operations());
        node.put("mainMillis", result.mainMillis());
        result.violationMillis().ifPresent(millis -> node.put("violationMillis", millis));
        result.notes().forEach(node.putArray("notes")::add);
        return line(node);
    }

    static TrialResult end(JsonNode node) {
        List<Finding> findings = new ArrayList<>();
        node.path("findings")
                .forEach(each -> findings.add(new Finding(
                        each.path("signature").asText(),
                        each.path("anomaly").asText(),
                        Standing.NEW,
                        "",
                        each.path("explanation").asText())));
        Set<String> faults = new HashSet<>();
        node.path("faults").forEach(fault -> faults.add(fault.asText()));
        Map<String, String> versions = new TreeMap<>();
        node.path("versions")
                .properties()
                .forEach(version ->
                        versions.put(version.getKey(), version.getValue().asText()));
        List<String> notes = new ArrayList<>();
        node.path("notes").forEach(note -> notes.add(note.asText()));
        return new TrialResult(
                End.valueOf(node.path("end").asText().toUpperCase(Locale.ROOT)),
                node.path("why").asText(),
                node.has("folder") ? Optional.of(node.path("folder").asText()) : Optional.empty(),
                node.has("valid") ? Optional.of(node.path("valid").asBoolean()) : Optional.empty(),
                findings,
                faults,
                versions,
                node.path("operations").asLong(),
                node.path("mainMillis").asLong(),
                node.has("violationMillis")
                        ? OptionalLong.of(node.path("violationMillis").asLong())
                        : OptionalLong.empty(),
                notes);
    }
}
