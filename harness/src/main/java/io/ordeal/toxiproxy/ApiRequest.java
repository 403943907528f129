package io.ordeal.toxiproxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the bodies of requests, as forgivingly as the original: field names in any case, unknown fields and what follows
 * the first value ignored, null as if not there. What it refuses it refuses with 400 {@code bad request body: …}.
 */
final class ApiRequest {
    /** Far beyond any request; without a limit one client could have the server read until its memory is full. */
    private static final long MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BODY_BYTES)
                            .build())
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .build();

    private ApiRequest() {}

    /** The proxy that {@code POST /proxies} asks for. */
    static ProxyRegistry.Definition newProxy(InputStream body) throws ApiException {
        ProxyRegistry.Definition definition = definition(object(read(body)), "", "", true);
        if (definition.name().isEmpty()) {
            throw ApiException.missingField("name");
        }
        if (definition.upstream().isEmpty()) {
            throw ApiException.missingField("upstream");
        }
        return definition;
    }

    /** What a proxy shall be after an update; what the body does not say stays. */
    static ProxyRegistry.Definition updatedProxy(JsonNode body, TcpProxy.View old) throws ApiException {
        return definition(object(body), old.listen(), old.upstream(), old.enabled());
    }

    /** The proxies that {@code POST /populate}, or a configuration file, asks for. */
    static List<ProxyRegistry.Definition> proxies(InputStream body) throws ApiException {
        JsonNode array = read(body);
        if (!array.isArray() && !array.isNull()) {
            throw mismatch(array, "value", "array of proxies");
        }
        List<ProxyRegistry.Definition> definitions = new ArrayList<>();
        for (JsonNode element : array) {
            definitions.add(definition(object(element), "", "", true));
        }
        for (int i = 0; i < definitions.size(); i++) {
            if (definitions.get(i).name().isEmpty()) {
                throw ApiException.missingField("name at proxy " + (i + 1));
            }
            if (definitions.get(i).upstream().isEmpty()) {
                throw ApiException.missingField("upstream at proxy " + (i + 1));
            }
        }
        return definitions;
    }

    private static ProxyRegistry.Definition definition(JsonNode object, String listen, String upstream, boolean enabled)
            throws ApiException {
        return new ProxyRegistry.Definition(
                text(object, "name", ""),
                text(object, "listen", listen),
                text(object, "upstream", upstream),
                bool(object, "enabled", enabled));
    }

    /** The toxic that {@code POST /proxies/{proxy}/toxics} asks for; the stream is judged before the type. */
    static Toxic newToxic(InputStream body) throws ApiException {
        JsonNode object = object(read(body));
        String name = text(object, "name", "");
        String typeName = text(object, "type", "");
        String stream = text(object, "stream", Direction.DOWNSTREAM.wireName());
        float toxicity = number(object, "toxicity", 1);
        JsonNode attributes = attributes(object);
        Direction direction = Direction.parse(stream)
                .orElseThrow(() -> new ApiException(400, "stream was invalid, can be either upstream or downstream"));
        ToxicType type = ToxicType.parse(typeName).orElseThrow(() -> new ApiException(400, "invalid toxic type"));
        Map<String, Long> none = new LinkedHashMap<>();
        type.attributes().forEach(attribute -> none.put(attribute, 0L));
        return new Toxic(
                ToxicChain.newId(),
                name.isEmpty() ? typeName + "_" + stream : name,
                type,
                direction,
                stream,
                toxicity,
                attributes(attributes, type, none));
    }

    /** A toxic after an update: attributes and toxicity that the body names change, nothing else. */
    static Toxic updatedToxic(JsonNode body, Toxic old) throws ApiException {
        JsonNode object = object(body);
        return old.with(
                number(object, "toxicity", old.toxicity()),
                attributes(attributes(object), old.type(), old.attributes()));
    }

    private static JsonNode attributes(JsonNode object) throws ApiException {
        JsonNode attributes = field(object, "attributes").orElseGet(MAPPER::createObjectNode);
        if (!attributes.isObject()) {
            throw mismatch(attributes, "field attributes", "object");
        }
        return attributes;
    }

    private static Map<String, Long> attributes(JsonNode object, ToxicType type, Map<String, Long> old)
            throws ApiException {
        Map<String, Long> all = new LinkedHashMap<>(old);
        Map<String, Long> given = new LinkedHashMap<>();
        for (String attribute : type.attributes()) {
            Optional<JsonNode> value = field(object, attribute);
            if (value.isPresent()) {
                JsonNode number = value.get();
                if (!number.isIntegralNumber() || !number.canConvertToLong()) {
                    throw mismatch(number, "field attributes." + attribute, "int64");
                }
                given.put(attribute, number.longValue());
            }
        }
        all.putAll(given);
        type.validate(all, given);
        return all;
    }

    /** The first JSON value of the body. */
    static JsonNode read(InputStream body) throws ApiException {
        try (JsonParser parser = MAPPER.createParser(body)) {
            JsonNode value = MAPPER.readTree(parser);
            if (value == null || value.isMissingNode()) {
                throw ApiException.badRequestBody("EOF");
            }
            return value;
        } catch (JsonEOFException cutShort) {
            throw ApiException.badRequestBody("unexpected EOF");
        } catch (JsonProcessingException malformed) {
            readOn(body);
            // A limit on nesting or length that is passed has no place.
            JsonLocation place = malformed.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw ApiException.badRequestBody(malformed.getOriginalMessage() + where);
        } catch (IOException broken) {
            throw ApiException.badRequestBody(String.valueOf(broken.getMessage()));
        }
    }

    /** A client that is still writing when its connection is closed sees a RST instead of the answer. */
    private static void readOn(InputStream body) {
        byte[] unread = new byte[8192];
        try {
            for (long left = 2 * MAX_BODY_BYTES; left > 0; ) {
                int count = body.read(unread);
                left = count < 0 ? 0 : left - count;
            }
        } catch (IOException gone) {
            // Then it sees no answer at all.
        }
    }

    private static JsonNode object(JsonNode value) throws ApiException {
        if (value.isNull()) {
            return MAPPER.createObjectNode();
        }
        if (!(value instanceof ObjectNode)) {
            throw mismatch(value, "value", "object");
        }
        return value;
    }

    private static Optional<JsonNode> field(JsonNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact == null) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getKey().equalsIgnoreCase(name)) {
                    exact = field.getValue();
                }
            }
        }
        return exact == null || exact.isNull() ? Optional.empty() : Optional.of(exact);
    }

    private static String text(JsonNode object, String name, String absent) throws ApiException {
        Optional<JsonNode> value = field(object, name);
        if (value.isPresent() && !value.get().isTextual()) {
            throw mismatch(value.get(), "field " + name, "string");
        }
        return value.map(JsonNode::textValue).orElse(absent);
    }

    private static boolean bool(JsonNode object, String name, boolean absent) throws ApiException {
        Optional<JsonNode> value = field(object, name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw mismatch(value.get(), "field " + name, "bool");
        }
        return value.map(JsonNode::booleanValue).orElse(absent);
    }

    private static float number(JsonNode object, String name, float absent) throws ApiException {
        Optional<JsonNode> value = field(object, name);
        if (value.isPresent()
                && !(value.get().isNumber() && Float.isFinite(value.get().floatValue()))) {
            throw mismatch(value.get(), "field " + name, "float32");
        }
        return value.map(JsonNode::floatValue).orElse(absent);
    }

    private static ApiException mismatch(JsonNode value, String where, String expected) {
        String found = value.getNodeType() == JsonNodeType.NUMBER
                ? "number " + value.asText()
                : switch (value.getNodeType()) {
                    case BOOLEAN -> "bool";
                    case NULL -> "null";
                    case ARRAY -> "array";
                    case OBJECT -> "object";
                    default -> "string";
                };
        return ApiException.badRequestBody(
                "json: cannot unmarshal " + found + " into " + where + " of type " + expected);
    }
}
