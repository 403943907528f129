package io.ordeal.fault.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ordeal.fault.FaultSpec;
import io.ordeal.text.CheckedYaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Schedules as files, YAML or JSON.
 *
 * <pre>
 * faults:
 * - id: stop-b
 *   fault: "kill:n2"
 *   draws: "kill#1"                           # by what it draws; of recorded faults, so that they draw what they drew
 *   begin: "at=2s"                            # the short form, or
 *   end:                                      # a list, one after the other
 *   - began: stop-c
 *   - {after: 50, f: write}                   # with names, or in the short form
 *   - any: ["primary=another", {for: 10s}]    # whichever comes first
 * </pre>
 *
 * <p>The schema is {@code schedule.schema.json} beside this class, for editors, too.
 */
public final class ScheduleFile {
    private static final CheckedYaml SCHEMA = CheckedYaml.ofSchema(ScheduleFile.class, "schedule.schema.json");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private ScheduleFile() {}

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException what is wrong, with line, key, and what there is, the nearest first
     */
    public static Schedule read(String text) {
        JsonNode root = SCHEMA.read(text);
        List<PlannedFault> faults = new ArrayList<>();
        Map<FaultSpec, Integer> counts = new HashMap<>();
        for (JsonNode node : root.path("faults")) {
            faults.add(CheckedYaml.at(node, () -> fault(node, counts)));
        }
        return new Schedule(faults);
    }

    private static PlannedFault fault(JsonNode node, Map<FaultSpec, Integer> counts) {
        FaultSpec fault = CheckedYaml.at(
                node.path("fault"), () -> FaultSpec.parse(node.path("fault").asText()));
        int count = counts.merge(fault, 1, Integer::sum);
        String id = node.path("id").asText(DrawnFaults.id(fault, count));
        JsonNode draws = node.path("draws");
        return new PlannedFault(
                id,
                fault,
                conditions(node.path("begin")),
                conditions(node.path("end")),
                draws.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(CheckedYaml.at(draws, () -> Draws.parse(draws.asText()))));
    }

    private static List<Condition> conditions(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        if (node.isTextual()) {
            return CheckedYaml.at(node, () -> ConditionText.parseAll(node.asText()));
        }
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            conditions.addAll(
                    one.isTextual()
                            ? CheckedYaml.at(one, () -> ConditionText.parseAll(one.asText()))
                            : List.of(CheckedYaml.at(one, () -> condition(one))));
        }
        return conditions;
    }

    private static Condition condition(JsonNode node) {
        if (node.isTextual()) {
            return ConditionText.parse(node.asText());
        }
        if (node.has("any")) {
            List<Condition> any = new ArrayList<>();
            node.path("any").forEach(one -> any.add(condition(one)));
            return new Condition.AnyOf(any);
        }
        Map<String, String> form = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> form.put(entry.getKey(), entry.getValue().asText()));
        return ConditionForm.read(form);
    }

    /** As YAML; {@link #read} reads it again. */
    public static String write(Schedule schedule) {
        try {
            return YAML.writeValueAsString(toJson(schedule));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As a part of a JSON file; {@link #read} reads its text. */
    public static ObjectNode toJson(Schedule schedule) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode faults = root.putArray("faults");
        for (PlannedFault fault : schedule.faults()) {
            ObjectNode node = faults.addObject();
            node.put("id", fault.id());
            node.put("fault", fault.fault().toString());
            fault.draws().ifPresent(draws -> node.put("draws", draws.toString()));
            write(fault.begin(), node.putArray("begin"));
            if (!fault.end().isEmpty()) {
                write(fault.end(), node.putArray("end"));
            }
        }
        return root;
    }

    private static void write(List<Condition> conditions, ArrayNode into) {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.AnyOf any) {
                write(any.conditions(), into.addObject().putArray("any"));
            } else {
                ObjectNode form = into.addObject();
                ConditionForm.write(condition).forEach((name, value) -> {
                    if (ConditionForm.isNumber(name)) {
                        form.put(name, Long.parseLong(value));
                    } else {
                        form.put(name, value);
                    }
                });
            }
        }
    }
}
