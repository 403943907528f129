package io.ordeal.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.serialization.JsonNodeReader;
import com.networknt.schema.utils.JsonNodes;
import io.ordeal.names.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file that people write, YAML or JSON, checked against a JSON Schema. What is wrong with it is told all at once, each
 * with its line, its key, and what was expected: the schema's {@code description} of that place says it.
 */
public final class CheckedYaml {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private static final JsonNodeReader READER =
            JsonNodeReader.builder().locationAware().yamlMapper(YAML).build();

    private final JsonSchema schema;
    private final boolean aliases;

    private CheckedYaml(JsonSchema schema, boolean aliases) {
        this.schema = schema;
        this.aliases = aliases;
    }

    /**
     * Files of a schema.
     *
     * @param owner beside whose class the schema lies as a resource
     */
    public static CheckedYaml ofSchema(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + resource + " beside " + owner.getName());
            }
            return new CheckedYaml(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(in),
                    false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Files in whose trees aliases ({@code *name}) are what they stand for, and merges ({@code <<}) are done; else they are refused. */
    public CheckedYaml withAliases() {
        return new CheckedYaml(schema, true);
    }

    /**
     * Reads a text that keeps to the schema.
     *
     * @throws IllegalArgumentException what is wrong with it, a sentence each
     */
    public JsonNode read(String text) {
        JsonNode root;
        try {
            // read twice: the reader that knows places does not tell where it failed
            YAML.readTree(text);
            if (aliases) {
                root = AliasedYaml.read(YAML, text);
            } else {
                refuseAliases(text);
                root = READER.readTree(text, InputFormat.YAML);
            }
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw new IllegalArgumentException(
                    (at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
                            + "neither YAML nor JSON: " + firstLine(malformed.getOriginalMessage()),
                    malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (root == null || root.isMissingNode()) {
            throw new IllegalArgumentException("it is empty; expected " + description(schema.getSchemaNode()));
        }
        Set<ValidationMessage> problems = schema.validate(root);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(told(problems, root));
        }
        return root;
    }

    /** A tree would have the name of what an alias stands for in its place. */
    private static void refuseAliases(String text) throws IOException {
        try (YAMLParser parser = YAML.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                boolean merges = parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("<<");
                if (parser.isCurrentAlias() || merges) {
                    throw new IllegalArgumentException(
                            "line " + parser.currentTokenLocation().getLineNr()
                                    + ": aliases (*name) and merges (<<) are not read: write out what they stand for");
                }
            }
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private String told(Set<ValidationMessage> problems, JsonNode root) {
        List<ValidationMessage> inOrder = new ArrayList<>(problems);
        inOrder.sort(Comparator.comparingInt(problem -> line(problem.getInstanceNode())));
        Set<String> sentences = new LinkedHashSet<>();
        inOrder.forEach(problem -> sentences.add(sentence(problem, root)));
        return String.join("; ", sentences);
    }

    private String sentence(ValidationMessage problem, JsonNode root) {
        JsonNode place = problem.getInstanceNode();
        String property = problem.getProperty();
        return switch (problem.getType()) {
            case "additionalProperties" ->
                at(place == null ? root : place.path(property))
                        + NearestNames.unknown("key", property, knownBeside(problem));
            case "required" -> at(place) + "the key " + property + " is missing: " + expected(problem, property);
            default -> {
                String key = String.valueOf(problem.getInstanceLocation().getName(-1));
                boolean named = !key.isEmpty() && !Character.isDigit(key.charAt(0));
                yield at(place) + (named ? key + ": " : "") + "expected " + expected(problem, null) + ", found "
                        + cut(place);
            }
        };
    }

    private static String cut(@Nullable JsonNode node) {
        String text = String.valueOf(node);
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    /** The keys that the schema has where one was found that it has not. */
    private Set<String> knownBeside(ValidationMessage problem) {
        return walk(problem).get(0).path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the schema says of the place, or of a property of it. */
    private String expected(ValidationMessage problem, @Nullable String property) {
        List<JsonNode> way = walk(problem);
        if (property != null) {
            JsonNode missing = way.get(0).path("properties").path(property);
            return missing.has("description") ? description(missing) : description(referred(missing));
        }
        return way.stream()
                .map(CheckedYaml::description)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("what the schema allows");
    }

    /** The parts of the schema by which it came to the keyword that was broken, the nearest first. */
    private List<JsonNode> walk(ValidationMessage problem) {
        List<JsonNode> way = new ArrayList<>();
        JsonNode at = schema.getSchemaNode();
        way.add(at);
        JsonNodePath names = problem.getEvaluationPath();
        for (int i = 0; i < names.getNameCount() - 1; i++) {
            at = names.getName(i).equals("$ref") ? referred(at) : at.path(names.getName(i));
            way.add(0, at);
        }
        return way;
    }

    private JsonNode referred(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#") ? schema.getSchemaNode().at(reference.substring(1)) : node;
    }

    private static String description(JsonNode node) {
        return node.path("description").asText();
    }

    private static String at(@Nullable JsonNode node) {
        int line = line(node);
        return line > 0 ? "line " + line + ": " : "";
    }

    private static int line(@Nullable JsonNode node) {
        JsonLocation location = node == null || node.isMissingNode() ? null : JsonNodes.tokenLocationOf(node);
        return location == null ? 0 : location.getLineNr();
    }

    /** What reads a node of {@link #read}. */
    public interface Reading<T> {
        /** @throws IllegalArgumentException what is wrong with it, a sentence */
        T read();
    }

    /**
     * Reads what a node says, so that what is wrong with it is told with its line.
     *
     * @throws IllegalArgumentException what the reading threw, with the line before it if it had none
     */
    public static <T> T at(JsonNode node, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            throw new IllegalArgumentException(message.startsWith("line ") ? message : at(node) + message, wrong);
        }
    }

    /** A clause that says where in its text a node of {@link #read} stands: {@code line 7}; empty if that is not known. */
    public static String place(JsonNode node) {
        int line = line(node);
        return line > 0 ? "line " + line : "";
    }
}
