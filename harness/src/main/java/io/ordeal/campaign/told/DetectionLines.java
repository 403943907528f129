package io.ordeal.campaign.told;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Detections for other programs, a line of JSON each: {@code id}, {@code standing}, {@code cell}, {@code anomaly}, {@code
 * signature}, {@code versions}, {@code seed}, {@code found}, {@code reproduced} (null if never), {@code shown} of {@code
 * replays}, {@code vain} since, {@code needed} to say that it is gone, {@code retired}, {@code run} (its folder, null if it was
 * removed), {@code spec} (its {@code test.json}) and {@code schedule} (its faults, in the text of the run's folder; null where
 * that is not here, or there were none).
 */
public final class DetectionLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DetectionLines() {}

    /** One line, with its end. */
    public static String of(Detection detection) {
        try {
            ObjectNode line = JSON.createObjectNode();
            line.put("id", detection.id());
            line.put("standing", detection.standing().wire());
            line.put("cell", detection.cell());
            line.put("anomaly", detection.anomaly());
            line.put("signature", detection.signature());
            line.set("versions", JSON.readTree(detection.versions()));
            line.put("seed", detection.seed());
            line.put("found", moment(OptionalLong.of(detection.foundMillis())));
            line.put("reproduced", moment(detection.reproducedMillis()));
            line.put("shown", detection.shown());
            line.put("replays", detection.shown() + detection.before() + detection.vain());
            line.put("vain", detection.vain());
            line.put("needed", detection.needed());
            line.put("retired", detection.retired());
            line.put("run", detection.folder().orElse(null));
            line.set("spec", JSON.readTree(detection.spec()));
            line.set("schedule", schedule(detection));
            return JSON.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the memory's row of trial " + detection.trial() + " is no JSON", broken);
        }
    }

    private static @Nullable String moment(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()).toString() : null;
    }

    private static JsonNode schedule(Detection detection) {
        return detection
                .folder()
                .map(folder -> new RunFolder(Path.of(folder)).scheduleFile())
                .filter(Files::isRegularFile)
                .<JsonNode>map(file -> {
                    try {
                        return JSON.getNodeFactory().textNode(Files.readString(file, StandardCharsets.UTF_8));
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .orElseGet(() -> JSON.getNodeFactory().nullNode());
    }
}
