package io.ordeal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.text.DurationText;
import java.util.Locale;
import java.util.TreeMap;

/** {@code test.json}: a {@link RunSpec} as JSON, for people to read and change. What is left out has its default. */
public final class RunSpecJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunSpecJson() {}

    public static String write(RunSpec spec) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", spec.schema());
        json.put("target", spec.target());
        spec.targetFile().ifPresent(file -> json.put("target-file", file));
        json.put("workload", spec.workload());
        spec.replayOf().ifPresent(recording -> json.put("replay-of", recording));
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
        how.put("draw", options.drawing().wire());
        how.put("pace", options.pace().wire());
        how.put("stop-on-violation", options.stopOnViolation());
        how.put("clients", options.clients().wire());
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

    /**
     * Reads one. What is not understood is refused, never passed over.
     *
     * @throws IllegalArgumentException what is wrong and where
     */
    public static RunSpec read(String text) {
        return RunSpecReader.read(text);
    }

    /** @throws IllegalArgumentException no such kind */
    public static ClusterKind clusterKind(String text) {
        for (ClusterKind kind : ClusterKind.values()) {
            if (kind.name().equalsIgnoreCase(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "expected a cluster of process, namespace, container or endpoint, found: " + text);
    }
}
