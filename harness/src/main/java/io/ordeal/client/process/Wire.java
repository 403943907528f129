package io.ordeal.client.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ordeal.history.Keyword;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines between the harness and a client process: maps by plain names, whose values are those of a history. */
final class Wire {
    static final int VERSION = 2;
    static final String TYPE = "type";

    /** The operation that a line is about. */
    static final String ID = "id";

    /** The cluster's members, in a hello, and where they have changed since in an operation. */
    static final String NODES = "nodes";

    /** In bytes. A history takes longer strings, but whoever forgets to end a line is to be told of it. */
    static final int LONGEST_LINE = 16 << 20;

    /** Of what a name says twice, one would be passed over. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Wire() {}

    /** A line, without its end. */
    static String encode(Map<String, ?> message) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            write(json, message);
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(name(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeString(name(value));
        }
    }

    private static String name(@Nullable Object value) {
        return value instanceof Keyword keyword ? keyword.name() : String.valueOf(value);
    }

    /**
     * What a line says, by plain names; what lies deeper has keywords for keys.
     *
     * @throws WireException it is no JSON object, or one that a history can't hold
     */
    static Map<String, @Nullable Object> decode(String line) throws WireException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new WireException("what is no JSON object", line);
            }
            Map<String, @Nullable Object> message = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                message.put(name, read(json, json.nextToken()));
            }
            if (json.nextToken() != null) {
                throw new WireException("more than one JSON object in a line", line);
            }
            return message;
        } catch (WireException told) {
            throw told;
        } catch (JsonProcessingException malformed) {
            throw new WireException("what is no JSON object", line, malformed.getOriginalMessage());
        } catch (IOException | IllegalArgumentException unfit) {
            throw new WireException("what a history can't hold", line, String.valueOf(unfit.getMessage()));
        }
    }

    private static @Nullable Object read(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> finite(json);
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    elements.add(read(json, next));
                }
                yield Collections.unmodifiableList(elements);
            }
            case START_OBJECT -> {
                Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    Keyword key = Keyword.of(json.currentName());
                    map.put(key, read(json, json.nextToken()));
                }
                yield Collections.unmodifiableMap(map);
            }
            default -> throw new IOException("expected a value, found " + token);
        };
    }

    private static double finite(JsonParser json) throws IOException {
        double number = json.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new IOException("a number beyond all that a double can be");
        }
        return number;
    }

    private static Object integer(JsonParser json) throws IOException {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? json.getBigIntegerValue()
                : Long.valueOf(json.getLongValue());
    }
}
