package io.ordeal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link CheckReport}s as JSON: one object, one line. */
public final class CheckReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckReportJson() {}

    public static String write(CheckReport report) {
        try {
            return JSON.writeValueAsString(toJson(report));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static ObjectNode toJson(CheckReport report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("file", report.file());
        Verdict verdict = report.result().verdict();
        if (verdict instanceof Verdict.Unknown) {
            json.put("valid", "unknown");
        } else {
            json.put("valid", verdict.isValid());
        }
        json.put("checker", report.checker());
        json.put("ops", report.operations());
        json.put("millis", Math.round(report.millis() * 1000) / 1000.0);
        ArrayNode anomalies = json.putArray("anomalies");
        verdict.anomaliesOrNone().forEach(anomaly -> anomalies.add(anomaly(anomaly)));
        report.result().notes().forEach(json.putArray("notes")::add);
        if (verdict instanceof Verdict.Unknown unknown) {
            json.put("cause", unknown.cause());
        }
        if (!report.result().measurements().isEmpty()) {
            json.set("measurements", JSON.valueToTree(plain(report.result().measurements())));
        }
        report.expectation().ifPresent(expected -> {
            json.put("expected", expected.outcome());
            expected.asExpected().ifPresent(was -> json.put("asExpected", was.booleanValue()));
            json.put("expectedBecause", expected.source());
        });
        return json;
    }

    private static ObjectNode anomaly(Anomaly anomaly) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", anomaly.type());
        if (anomaly.key() != null) {
            json.set("key", JSON.valueToTree(plain(anomaly.key())));
        }
        json.put("explanation", anomaly.explanation());
        ArrayNode witness = json.putArray("witness");
        anomaly.witness().forEach(op -> witness.add(op(op)));
        new TreeMap<>(anomaly.details()).forEach((name, value) -> {
            if (!json.has(name)) {
                json.set(name, JSON.valueToTree(plain(value)));
            }
        });
        return json;
    }

    private static ObjectNode op(Op op) {
        ObjectNode json = JSON.createObjectNode();
        json.put("index", op.index());
        json.put("time", op.timeNanos());
        if (op.isClient()) {
            json.put("process", op.process());
        } else {
            json.put("process", "nemesis");
        }
        json.put("type", op.type().wire());
        json.put("f", op.f());
        json.set("value", JSON.valueToTree(plain(op.value())));
        if (op.error() != null) {
            json.set("error", JSON.valueToTree(plain(op.error())));
        }
        return json;
    }

    /** The value in the kinds that JSON has: a keyword becomes its name, a map's keys become texts. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Keyword keyword) {
            return keyword.name();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new TreeMap<>();
            map.forEach((k, v) -> plain.put(String.valueOf(plain(k)), plain(v)));
            return plain;
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().map(CheckReportJson::plain).toList();
        } else if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        return value instanceof Op op ? op(op) : value.toString();
    }
}
