package io.ordeal.serve;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.report.RunFacts;
import io.ordeal.report.Tracks;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What a run's page shows beside its entry, as far as it can be read.
 *
 * @param facts what was run, by name
 * @param versions what ran
 * @param anomalies that were found
 * @param notes the checker's
 * @param measurements by name
 * @param expectedBecause who says what was expected; empty if nobody does
 */
record RunDetails(
        Map<String, String> facts,
        Map<String, String> versions,
        List<Found> anomalies,
        List<String> notes,
        Map<String, Object> measurements,
        String expectedBecause) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a verdict, beyond which only its entry is shown: witnesses may be as long as histories. */
    private static final long MOST_BYTES = 8L << 20;

    /**
     * An anomaly.
     *
     * @param type on the wire
     * @param explanation the checker's sentence
     * @param nanos when it had happened, from the run's start; −1 if nothing says so
     */
    record Found(String type, String explanation, long nanos) {}

    static RunDetails read(RunFolder folder) {
        Map<String, String> facts = new TreeMap<>();
        Map<String, String> versions = new TreeMap<>();
        try {
            RunSpec spec = folder.readSpec();
            facts = RunFacts.all(spec);
            versions.putAll(spec.versions());
            String recording = spec.replayOf().orElse("");
            if (!recording.isEmpty()) {
                facts.put("replay of", recording);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // its entry says so; a newer Ordeal's is shown as far as it goes
            facts.put("test.json", String.valueOf(unreadable.getMessage()));
        }
        JsonNode verdict = verdict(folder);
        return new RunDetails(
                facts,
                versions,
                StreamSupport.stream(verdict.path("anomalies").spliterator(), false)
                        .map(RunDetails::found)
                        .toList(),
                StreamSupport.stream(verdict.path("notes").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                verdict.path("measurements").isObject()
                        ? JSON.convertValue(verdict.path("measurements"), new TypeReference<Map<String, Object>>() {})
                        : Map.of(),
                verdict.path("expectedBecause").asText(""));
    }

    private static JsonNode verdict(RunFolder folder) {
        try (InputStream in = ResultsFiles.open(folder.verdictFile())) {
            if (Files.size(folder.verdictFile()) > MOST_BYTES) {
                ObjectNode told = JSON.createObjectNode();
                told.putArray("notes").add("verdict.json is too large to be shown here: it can be downloaded below");
                return told;
            }
            return JSON.readTree(in);
        } catch (IOException noneOrBroken) {
            // which of them, its entry says
            return JSON.createObjectNode();
        }
    }

    private static Found found(JsonNode anomaly) {
        long nanos = -1;
        for (JsonNode op : anomaly.path("witness")) {
            nanos = Math.max(nanos, op.path("time").asLong(-1));
        }
        return new Found(
                anomaly.path("type").asText("?"),
                anomaly.path("explanation").asText("").strip(),
                nanos);
    }

    List<Tracks.Mark> marks() {
        List<Tracks.Mark> marks = new ArrayList<>();
        anomalies.stream()
                .filter(each -> each.nanos() >= 0)
                .forEach(each -> marks.add(new Tracks.Mark(each.type(), each.nanos())));
        return marks;
    }
}
