package io.ordeal.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.client.Invocation;
import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.HistoryWriter;
import io.ordeal.history.io.Notation;
import io.ordeal.history.io.Origin;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import io.ordeal.text.CheckedYaml;
import io.ordeal.trial.Signature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@link Reproduction}s as JSON. The schema is {@code reproduce.schema.json} beside this class, for editors, too. */
final class ReproductionJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final CheckedYaml SCHEMA = CheckedYaml.ofSchema(ReproductionJson.class, "reproduce.schema.json");

    private ReproductionJson() {}

    /** What the file says, not judged yet. */
    record Content(
            RunSpec spec,
            List<RecordedOperation> operations,
            History history,
            Signature signature,
            Rate rate,
            boolean isConfirmed) {}

    static String write(Reproduction reproduction) {
        ReplayPlan plan = reproduction.plan();
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", Reproduction.SCHEMA);
        Signature signature = reproduction.signature();
        ObjectNode expected = root.putObject("expected");
        expected.put("checker", signature.checker());
        expected.put("anomaly", signature.type());
        signature.operations().forEach(expected.putArray("operations")::add);
        signature.edges().forEach(expected.putArray("edges")::add);
        signature.faults().forEach(expected.putArray("faults")::add);
        signature.aftermath().forEach(expected.putArray("aftermath")::add);
        Rate rate = reproduction.rate();
        ObjectNode seen = root.putObject("rate");
        seen.put("count", rate.count());
        seen.put("of", rate.of());
        seen.put("low", rounded(rate.low()));
        seen.put("high", rounded(rate.high()));
        seen.put("confirmed", reproduction.isConfirmed());
        try {
            root.set("run", JSON.readTree(RunSpecJson.write(plan.spec().original())));
            ArrayNode operations = root.putArray("operations");
            for (RecordedOperation one : plan.operations()) {
                write(one, operations.addObject());
            }
            ArrayNode events = root.putArray("history");
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            HistoryWriter.write(plan.recording().history(), lines, Notation.EDN);
            lines.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(events::add);
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static double rounded(double share) {
        return Math.round(share * 1000) / 1000.0;
    }

    private static void write(RecordedOperation one, ObjectNode into) {
        into.put("event", one.index());
        into.put("worker", one.worker());
        into.put("nanos", one.timeNanos());
        into.put("f", one.invocation().f());
        into.put("value", EdnText.of(one.invocation().value()));
        into.put("outcome", one.outcome().name().toLowerCase(Locale.ROOT));
        if (one.round() > 0) {
            into.put("round", one.round());
        }
        one.before().ifPresent(before -> {
            ObjectNode then = into.putObject("before");
            then.put("event", before.index());
            then.put("nanos", before.timeNanos());
            then.put("process", before.process());
            then.put("outcome", before.type().name().toLowerCase(Locale.ROOT));
            then.put("f", before.f());
            then.put("value", EdnText.of(before.value()));
            then.put("error", EdnText.of(before.error()));
        });
    }

    /** @throws IllegalArgumentException what is wrong, with its line */
    static Content read(String text) {
        JsonNode root = SCHEMA.read(text);
        RunSpec spec = RunSpecJson.read(root.path("run").toString());
        List<RecordedOperation> operations = new ArrayList<>();
        for (JsonNode one : root.path("operations")) {
            RecordedOperation operation = operation(one);
            if (operation.worker() >= spec.options().concurrency()) {
                throw new IllegalArgumentException("an operation is worker " + operation.worker() + "'s, and there are "
                        + spec.options().concurrency() + ", from 0");
            }
            operations.add(operation);
        }
        JsonNode expected = root.path("expected");
        Signature signature = new Signature(
                expected.path("checker").asText(),
                expected.path("anomaly").asText(),
                texts(expected.path("operations")),
                texts(expected.path("edges")),
                texts(expected.path("faults")),
                texts(expected.path("aftermath")));
        JsonNode rate = root.path("rate");
        StringBuilder lines = new StringBuilder();
        root.path("history").forEach(line -> lines.append(line.asText()).append('\n'));
        return new Content(
                spec,
                operations,
                history(lines.toString(), "history"),
                signature,
                new Rate(rate.path("count").asInt(), rate.path("of").asInt()),
                rate.path("confirmed").asBoolean());
    }

    private static RecordedOperation operation(JsonNode one) {
        JsonNode before = one.path("before");
        return new RecordedOperation(
                one.path("event").asInt(),
                one.path("worker").asInt(),
                one.path("nanos").asLong(),
                new Invocation(one.path("f").asText(), value(one.path("value").asText())),
                before.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Op(
                                before.path("event").asInt(),
                                before.path("nanos").asLong(),
                                before.path("process").asInt(),
                                type(before),
                                before.path("f").asText(),
                                value(before.path("value").asText()),
                                value(before.path("error").asText()))),
                type(one),
                one.path("round").asInt());
    }

    private static OpType type(JsonNode node) {
        return OpType.valueOf(node.path("outcome").asText().toUpperCase(Locale.ROOT));
    }

    private static NavigableSet<String> texts(JsonNode array) {
        NavigableSet<String> texts = new TreeSet<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** The value of an event is the place in which the reader takes any value. */
    private static @Nullable Object value(String edn) {
        return history("{:type :invoke, :process 0, :f :given, :value " + edn + "\n}\n", edn)
                .value(0);
    }

    private static History history(String lines, String what) {
        try {
            return HistoryReader.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), Origin.OWN_RUN)
                    .history();
        } catch (MalformedHistoryException | IOException malformed) {
            throw new IllegalArgumentException(what + ": " + malformed.getMessage(), malformed);
        }
    }
}
