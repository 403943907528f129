package io.ordeal.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.fault.schedule.Drawing;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.names.NearestNames;
import io.ordeal.text.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code test.json}, once. Nothing is passed over: a run that is not the one that was written down is worse than none.
 * So a name that is not known, a value of another kind, and a name twice are refused, with line and column.
 */
final class RunSpecReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<String> FIELDS = List.of(
            "schema",
            "target",
            "workload",
            "faults",
            "schedule",
            "seed",
            "options",
            "versions",
            "interrupted",
            "replay-of",
            "target-file");
    private static final List<String> OPTIONS = List.of(
            "time",
            "rate",
            "concurrency",
            "fault-interval",
            "operation-timeout",
            "cluster",
            "endpoints",
            "keys",
            "operations-per-key",
            "toxiproxy",
            "draw",
            "pace",
            "stop-on-violation",
            "clients");

    private final JsonParser json;
    private String name = "";

    private RunSpecReader(JsonParser json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException what is wrong and where */
    static RunSpec read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            return new RunSpecReader(json).spec();
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "not JSON: " + where(malformed.getLocation()) + ", " + malformed.getOriginalMessage(), malformed);
        } catch (IOException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null ? "?" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(where(json.currentTokenLocation()) + ": " + what);
    }

    private IllegalArgumentException expected(String what) throws IOException {
        JsonToken token = json.currentToken();
        String found = token == JsonToken.START_ARRAY
                ? "a list"
                : token == JsonToken.START_OBJECT
                        ? "an object"
                        : token == JsonToken.VALUE_STRING ? '"' + json.getText() + '"' : json.getText();
        return wrong('"' + name + "\" takes " + what + ", not " + found);
    }

    private RunSpec spec() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("a run is an object, with \"target\" and \"workload\" in it");
        }
        int schema = RunSpec.SCHEMA;
        String target = null;
        String workload = null;
        List<String> faults = List.of();
        long seed = 0;
        RunOptions options = RunOptions.DEFAULT;
        Map<String, String> versions = Map.of();
        Optional<Interruption> interruption = Optional.empty();
        Schedule schedule = Schedule.NONE;
        Optional<String> replayOf = Optional.empty();
        Optional<String> targetFile = Optional.empty();
        while (nextField("a run", FIELDS)) {
            switch (name) {
                case "schema" -> schema = schema();
                case "target" -> target = text("a name, as ./ordeal list targets prints them");
                case "workload" -> workload = text("a name, as ./ordeal list workloads prints them");
                case "faults" -> faults = texts("a list of faults, such as [\"kill\", \"partition:primary\"]");
                case "seed" -> seed = integer();
                case "options" -> options = options();
                case "versions" -> versions = versions();
                case "schedule" -> schedule = schedule();
                case "target-file" -> targetFile = Optional.of(text("the path of the file that describes the target"));
                case "replay-of" -> replayOf = Optional.of(text("the folder of a run"));
                default -> interruption = Optional.of(interruption());
            }
        }
        if (json.nextToken() != null) {
            throw wrong("there is more behind the run's closing bracket");
        }
        return new RunSpec(
                schema,
                required("target", target),
                required("workload", workload),
                faults,
                options,
                seed,
                versions,
                interruption,
                schedule,
                replayOf,
                targetFile);
    }

    private static String required(String name, @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException(
                    "expected \"" + name + "\": a name, as ./ordeal list " + name + "s prints them");
        }
        return text;
    }

    private int schema() throws IOException {
        long schema = integer();
        if (schema != RunSpec.SCHEMA) {
            throw wrong("schema " + schema + " is not known to this version, which reads " + RunSpec.SCHEMA
                    + ": run it with the Ordeal that wrote it (see its \"versions\")");
        }
        return RunSpec.SCHEMA;
    }

    /** Goes to the value of the object's next field, whose name is kept; false at the object's end. */
    private boolean nextField(String of, List<String> known) throws IOException {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return false;
        }
        name = json.currentName();
        if (!known.contains(name)) {
            throw wrong("in " + of + " " + NearestNames.unknown("field", name, known));
        }
        json.nextToken();
        return true;
    }

    private RunOptions options() throws IOException {
        JsonLocation begins = json.currentTokenLocation();
        requireObject();
        RunOptions o = RunOptions.DEFAULT;
        Duration time = o.time();
        double rate = o.rate();
        int concurrency = o.concurrency();
        Duration faultInterval = o.faultInterval();
        Duration operationTimeout = o.operationTimeout();
        var cluster = o.cluster();
        List<String> endpoints = o.endpoints();
        int keys = o.keys();
        int operationsPerKey = o.operationsPerKey();
        Optional<String> toxiproxy = o.toxiproxy();
        // what was written before there was a choice was drawn plainly, and its clients were inside the harness' JVM
        Drawing drawing = Drawing.PLAIN;
        Pace pace = Pace.STEADY;
        boolean stopOnViolation = false;
        ClientPlace clients = ClientPlace.IN_JVM;
        while (nextField("a run's options", OPTIONS)) {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                // as if it had been left out
                continue;
            }
            switch (name) {
                case "time" -> time = duration();
                case "rate" -> rate = number();
                case "concurrency" -> concurrency = count();
                case "fault-interval" -> faultInterval = duration();
                case "operation-timeout" -> operationTimeout = duration();
                case "cluster" ->
                    cluster = parsed("process, namespace, container or endpoint", RunSpecJson::clusterKind);
                case "endpoints" -> endpoints = texts("a list of addresses, such as [\"localhost:6379\"]");
                case "keys" -> keys = count();
                case "operations-per-key" -> operationsPerKey = count();
                case "draw" -> drawing = parsed("plain or swarm", Drawing::named);
                case "pace" -> pace = parsed("steady or waves", Pace::named);
                case "stop-on-violation" -> stopOnViolation = truth();
                case "clients" -> clients = parsed("in-jvm or processes", ClientPlace::named);
                default -> toxiproxy = Optional.of(text("host:port of a Toxiproxy server"));
            }
        }
        try {
            return new RunOptions(
                    time,
                    rate,
                    concurrency,
                    faultInterval,
                    operationTimeout,
                    cluster,
                    endpoints,
                    keys,
                    operationsPerKey,
                    toxiproxy,
                    drawing,
                    pace,
                    stopOnViolation,
                    clients);
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException(
                    where(begins) + ", in \"options\": " + outOfRange.getMessage(), outOfRange);
        }
    }

    private Schedule schedule() throws IOException {
        JsonLocation begins = json.currentTokenLocation();
        JsonNode whole = new ObjectMapper(JSON).readTree(json);
        if (whole.isNull()) {
            return Schedule.NONE;
        }
        try {
            return ScheduleFile.read(whole.toPrettyString());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(where(begins) + ", in \"schedule\": " + wrong.getMessage(), wrong);
        }
    }

    private Map<String, String> versions() throws IOException {
        requireObject();
        Map<String, String> versions = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            name = json.currentName();
            json.nextToken();
            versions.put(name, text("a version, as text"));
        }
        return versions;
    }

    private Interruption interruption() throws IOException {
        requireObject();
        Interruption.During during = null;
        Duration after = Duration.ZERO;
        while (nextField("what interrupted a run", List.of("during", "after"))) {
            if (name.equals("during")) {
                during = parsed(
                        "main-phase, first-violation, no-success, healing or last-operations",
                        Interruption.During::named);
            } else {
                after = duration();
            }
        }
        if (during == null) {
            throw wrong("\"interrupted\" must have \"during\": main-phase, first-violation, no-success, healing or"
                    + " last-operations");
        }
        return new Interruption(during, after);
    }

    private void requireObject() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw expected("an object");
        }
    }

    private String text(String what) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw expected(what);
        }
        return json.getText();
    }

    private List<String> texts(String what) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw expected(what);
        }
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(what));
        }
        return texts;
    }

    private long integer() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw expected("a whole number of 64 bits");
        }
        return json.getLongValue();
    }

    private int count() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getNumberType() != JsonParser.NumberType.INT) {
            throw expected("a whole number");
        }
        return json.getIntValue();
    }

    private boolean truth() throws IOException {
        if (!json.currentToken().isBoolean()) {
            throw expected("true or false");
        }
        return json.getBooleanValue();
    }

    private double number() throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw expected("a number");
        }
        return json.getDoubleValue();
    }

    private Duration duration() throws IOException {
        return parsed("a duration such as \"500ms\", \"30s\" or \"2m\"", DurationText::parse);
    }

    private <T> T parsed(String what, Function<String, T> parser) throws IOException {
        String text = text(what);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw expected(what);
        }
    }
}
