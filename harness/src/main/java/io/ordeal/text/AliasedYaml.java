package io.ordeal.text;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * A YAML text as a tree, in which aliases ({@code *name}) are what they stand for, and merges ({@code <<}) are done. What comes
 * by an alias has the line of its anchor.
 *
 * <p>A merge is the mapping's to which it belongs, whose own keys win; of several mappings the first does.
 */
final class AliasedYaml {
    /** Far more than people write: a few lines of aliases of aliases can stand for more than any memory holds. */
    private static final int MOST_NODES = 100_000;

    private static final String MERGE = "<<";

    private final YAMLParser parser;
    private final JsonNodeFactory nodes;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Map<Long, String> ofScalars = new HashMap<>();
    private int size;

    /** What an anchor names, and of how many nodes it is. */
    private record Anchored(JsonNode node, int size) {}

    /** The parser does not tell the anchors of scalars: they are known by where they stand. */
    private AliasedYaml(YAMLParser parser, String text) {
        this.parser = parser;
        for (Event event : new Yaml().parse(new StringReader(text))) {
            if (event instanceof ScalarEvent scalar && scalar.getAnchor() != null) {
                ofScalars.put((long) scalar.getStartMark().getIndex(), scalar.getAnchor());
            }
        }
        nodes = LocationJsonNodeFactoryFactory.getInstance().getJsonNodeFactory(parser);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException an alias of nothing, or a merge of what is no mapping, by its line
     */
    static JsonNode read(YAMLMapper yaml, String text) throws IOException {
        try (YAMLParser parser = yaml.getFactory().createParser(text)) {
            return parser.nextToken() == null ? MissingNode.getInstance() : new AliasedYaml(parser, text).node();
        }
    }

    /** What begins with the current token. */
    private JsonNode node() throws IOException {
        if (parser.isCurrentAlias()) {
            return named(parser.getText());
        }
        String anchor = parser.currentToken().isScalarValue()
                ? ofScalars.get(parser.currentTokenLocation().getCharOffset())
                : parser.getObjectId();
        int before = size;
        grow(1);
        JsonNode node = switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> list();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> nodes.nullNode();
            default -> nodes.textNode(parser.getText());
        };
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, size - before));
        }
        return node;
    }

    private JsonNode named(String name) {
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw wrong("*" + name + ": nothing before it has the name &" + name);
        }
        grow(anchored.size());
        return anchored.node();
    }

    private void grow(int more) {
        size += more;
        if (size > MOST_NODES) {
            throw wrong("with what its aliases stand for, it has more than " + MOST_NODES + " nodes");
        }
    }

    private JsonNode whole() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> nodes.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode list() throws IOException {
        ArrayNode list = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node());
        }
        return list;
    }

    private JsonNode mapping() throws IOException {
        ObjectNode mapping = nodes.objectNode();
        List<ObjectNode> merged = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals(MERGE)) {
                merge(merged);
            } else {
                mapping.set(key, node());
            }
        }
        for (ObjectNode other : merged) {
            other.properties().forEach(entry -> mapping.putIfAbsent(entry.getKey(), entry.getValue()));
        }
        return mapping;
    }

    private void merge(List<ObjectNode> merged) throws IOException {
        String place = place();
        JsonNode told = node();
        for (JsonNode one : told.isArray() ? told : List.of(told)) {
            if (!(one instanceof ObjectNode mapping)) {
                throw new IllegalArgumentException(
                        place + MERGE + ": expected a mapping, as *name of one, or a list of mappings, found " + told);
            }
            merged.add(mapping);
        }
    }

    private String place() {
        return "line " + parser.currentTokenLocation().getLineNr() + ": ";
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(place() + what);
    }
}
