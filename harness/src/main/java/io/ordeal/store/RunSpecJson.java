package io.ordeal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.store.Interruption.During;
import io.ordeal.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code test.json}: a {@link RunSpec} as JSON, for people to read and change. What is left out has its default. */
public final class RunSpecJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunSpecJson() {}

    public static String write(RunSpec spec) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", spec.schema());
        json.put("target", spec.target());
        json.put("workload", spec.workload());
        spec.faults().forEach(json.putArray("faults")::add);
        if (!spec.schedule().isEmpty()) {
            json.set("schedule", ScheduleFile.toJson(spec.schedule()));
        }
        json.put("seed", spec.seed());
        RunOptions options = spec.options();
        ObjectNode how = json.putObject("options");
        how.put("time", DurationText.print(options.time()));
        how.put("rate", options.rate());
        how.put("concurrency", options.concurrency());
        how.put("fault-interval", DurationText.print(options.faultInterval()));
        how.put("operation-timeout", DurationText.print(options.operationTimeout()));
        how.put("cluster", options.cluster().name().toLowerCase(Locale.ROOT));
        options.endpoints().forEach(how.putArray("endpoints")::add);
        how.put("keys", options.keys());
        how.put("operations-per-key", options.operationsPerKey());
        options.toxiproxy().ifPresent(address -> how.put("toxiproxy", address));
        ObjectNode versions = json.putObject("versions");
        new TreeMap<>(spec.versions()).forEach(versions::put);
        spec.interruption().ifPresent(cut -> {
            ObjectNode interrupted = json.putObject("interrupted");
            interrupted.put("during", cut.during().wire());
            interrupted.put("after", DurationText.print(cut.after()));
        });
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException what is wrong and where */
    public static RunSpec read(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "not JSON: line " + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr() + ", " + malformed.getOriginalMessage(),
                    malformed);
        }
        int schema = json.path("schema").asInt(RunSpec.SCHEMA);
        if (schema != RunSpec.SCHEMA) {
            throw new IllegalArgumentException("schema " + schema + " is not known to this version, which reads "
                    + RunSpec.SCHEMA + ": run it with the Ordeal that wrote it (see its \"versions\")");
        }
        Map<String, String> versions = new TreeMap<>();
        json.path("versions")
                .properties()
                .forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
        return new RunSpec(
                schema,
                required(json, "target"),
                required(json, "workload"),
                texts(json.path("faults")),
                options(json.path("options")),
                json.path("seed").asLong(0),
                versions,
                interruption(json.path("interrupted")),
                schedule(json.path("schedule")));
    }

    private static Schedule schedule(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Schedule.NONE;
        }
        try {
            return ScheduleFile.read(json.toPrettyString());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("in \"schedule\", " + wrong.getMessage(), wrong);
        }
    }

    private static Optional<Interruption> interruption(JsonNode json) {
        return json.isObject()
                ? Optional.of(new Interruption(
                        During.named(json.path("during").asText()), duration(json, "after", Duration.ZERO)))
                : Optional.empty();
    }

    private static RunOptions options(JsonNode json) {
        RunOptions usual = RunOptions.DEFAULT;
        return new RunOptions(
                duration(json, "time", usual.time()),
                json.path("rate").asDouble(usual.rate()),
                json.path("concurrency").asInt(usual.concurrency()),
                duration(json, "fault-interval", usual.faultInterval()),
                duration(json, "operation-timeout", usual.operationTimeout()),
                clusterKind(json.path("cluster").asText("process")),
                texts(json.path("endpoints")),
                json.path("keys").asInt(usual.keys()),
                json.path("operations-per-key").asInt(usual.operationsPerKey()),
                Optional.ofNullable(json.path("toxiproxy").textValue()));
    }

    /** @throws IllegalArgumentException no such kind */
    public static ClusterKind clusterKind(String text) {
        for (ClusterKind kind : ClusterKind.values()) {
            if (kind.name().equalsIgnoreCase(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("expected a cluster of process, container or endpoint, found: " + text);
    }

    private static Duration duration(JsonNode json, String name, Duration usual) {
        return json.hasNonNull(name) ? DurationText.parse(json.get(name).asText()) : usual;
    }

    private static String required(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new IllegalArgumentException(
                    "expected \"" + name + "\": a name, as ./ordeal list " + name + "s prints them");
        }
        return json.get(name).asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
