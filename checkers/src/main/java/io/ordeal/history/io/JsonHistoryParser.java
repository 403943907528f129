package io.ordeal.history.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.io.CharConversionException;
import java.io.IOException;

/** A history in JSON: one object an event, one after the other, or in one array. */
final class JsonHistoryParser {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(EdnValueParser.MAX_DEPTH + 10)
                    .maxStringLength(EdnScanner.MAX_TOKEN)
                    .maxNumberLength(EdnNumbers.MAX_LENGTH)
                    .build())
            .build();

    private final HistoryBytes in;
    private final EventAssembler event;
    private final Values values;
    private final JsonParser json;
    private final SlotStack stack = new SlotStack();
    private final TextTable strings = new TextTable();
    private final byte[] ascii = new byte[64];
    private boolean inArray;
    private boolean closed;

    /** Where in the text the event begins, in bytes. */
    private long eventOffset;

    /** Whether an event has been read that only its newline, or another event, will confirm. */
    private boolean pending;

    JsonHistoryParser(HistoryBytes in, EventAssembler event) throws IOException {
        this.in = in;
        this.event = event;
        values = event.values();
        json = FACTORY.createParser(in);
    }

    void parse() throws IOException {
        try {
            events();
        } catch (CharConversionException e) {
            throw new MalformedHistoryException(1, 0, "expected UTF-8, found: " + e.getMessage());
        } catch (MalformedHistoryException e) {
            if (e.line() != 0) {
                throw e;
            }
            int line = json.currentLocation().getLineNr();
            throw new MalformedHistoryException(line, 0, String.valueOf(e.getMessage()));
        }
        if (event.size() == 0 && !closed) {
            JsonLocation end = json.currentLocation();
            throw new MalformedHistoryException(
                    end.getLineNr(), end.getColumnNr(), "expected a history, an object an event, found no event");
        }
    }

    private void events() throws IOException {
        try {
            while (step()) {
                // An event or a bracket a step.
            }
        } catch (JsonProcessingException e) {
            if (!mayBeTorn(e)) {
                throw malformed(e);
            }
            event.warn(event.tornWarning(in.isCut(), event.line()));
        }
    }

    private boolean step() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            if (in.isCut()) {
                event.warn(event.tornWarning(true, json.currentLocation().getLineNr()));
            }
            if (pending && in.lastNewline() < eventOffset) {
                event.warn(event.tornWarning(false, event.line()));
            } else {
                confirm();
            }
            return false;
        }
        confirm();
        JsonLocation place = json.currentTokenLocation();
        if (closed) {
            throw wrong("the end of the text after the history's ]", place);
        }
        if (token == JsonToken.START_OBJECT) {
            event.begin(place.getLineNr(), place.getColumnNr());
            eventOffset = place.getByteOffset();
            event();
        } else if (token == JsonToken.START_ARRAY && !inArray && event.size() == 0) {
            inArray = true;
        } else if (token == JsonToken.END_ARRAY) {
            closed = true;
        } else {
            throw wrong("an event, {…}", place);
        }
        return true;
    }

    private void confirm() {
        if (pending) {
            pending = false;
            event.end();
        }
    }

    private void event() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            long key = values.ofString(json.currentName());
            JsonToken token = json.nextToken();
            JsonLocation place = isScalar(token) ? null : json.currentTokenLocation();
            long value = value(token, 1);
            try {
                event.put(key, value, 0, 0);
            } catch (MalformedHistoryException e) {
                JsonLocation at = place == null ? json.currentTokenLocation() : place;
                throw new MalformedHistoryException(at.getLineNr(), at.getColumnNr(), String.valueOf(e.getMessage()));
            }
        }
        pending = true;
        if (event.origin() == Origin.FOREIGN || inArray) {
            confirm();
        }
    }

    private static boolean isScalar(JsonToken token) {
        return token != null && token.isScalarValue();
    }

    private long value(JsonToken token, int depth) throws IOException {
        if (depth > EdnValueParser.MAX_DEPTH) {
            throw wrong("at most " + EdnValueParser.MAX_DEPTH + " values in each other", json.currentTokenLocation());
        }
        return switch (token) {
            case VALUE_NULL -> Values.NIL;
            case VALUE_TRUE -> Values.TRUE;
            case VALUE_FALSE -> Values.FALSE;
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? values.of(json.getBigIntegerValue())
                        : values.ofLong(json.getLongValue());
            case VALUE_NUMBER_FLOAT -> values.of(json.getDoubleValue());
            case START_ARRAY -> array(depth);
            case START_OBJECT -> map(depth);
            default -> throw wrong("a value", json.currentTokenLocation());
        };
    }

    private long array(int depth) throws IOException {
        int from = stack.size();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            push(value(token, depth + 1));
        }
        long handle = values.ofCollection(Kind.LIST, stack.slots(), from, stack.size());
        stack.drop(from);
        return handle;
    }

    private long map(int depth) throws IOException {
        JsonLocation place = json.currentTokenLocation();
        int from = stack.size();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            push(values.ofString(json.currentName()));
            push(value(json.nextToken(), depth + 1));
        }
        long twice = Distinct.firstTwice(values, stack.slots(), from, stack.size(), 2);
        if (twice != Distinct.NONE) {
            throw new MalformedHistoryException(
                    place.getLineNr(),
                    place.getColumnNr(),
                    "expected each key once in a map, found twice: " + EdnEncoder.shortText(values, twice));
        }
        long handle = values.ofCollection(Kind.MAP, stack.slots(), from, stack.size());
        stack.drop(from);
        return handle;
    }

    private void push(long handle) throws IOException {
        if (!stack.push(handle)) {
            throw wrong("at most " + SlotStack.MAX + " elements in a value", json.currentTokenLocation());
        }
    }

    private long string() throws IOException {
        int length = json.getTextLength();
        if (length > ascii.length) {
            return values.ofString(json.getText());
        }
        char[] chars = json.getTextCharacters();
        int offset = json.getTextOffset();
        for (int i = 0; i < length; i++) {
            char c = chars[offset + i];
            if (c >= 0x80) {
                return values.ofString(json.getText());
            }
            ascii[i] = (byte) c;
        }
        long handle = strings.find(ascii, 0, length);
        if (handle < 0) {
            handle = values.ofString(new String(chars, offset, length));
            strings.keep(ascii, 0, length, handle);
        }
        return handle;
    }

    private MalformedHistoryException wrong(String expected, JsonLocation place) throws IOException {
        return new MalformedHistoryException(
                place.getLineNr(),
                place.getColumnNr(),
                "expected " + expected + ", found " + EdnEncoder.shortText(json.getText()));
    }

    private static MalformedHistoryException malformed(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return new MalformedHistoryException(
                place == null ? 0 : place.getLineNr(),
                place == null ? 0 : place.getColumnNr(),
                "expected JSON, found: " + EdnEncoder.shortText(e.getOriginalMessage()));
    }

    /** As in EDN: the event that does not parse began on the last line, which has no newline. */
    private boolean mayBeTorn(JsonProcessingException e) throws IOException {
        if (e instanceof JsonEOFException && in.isCut()) {
            return true;
        }
        if (inArray || event.size() == 0 || !event.isOpen()) {
            return false;
        }
        byte[] rest = new byte[1 << 16];
        while (in.read(rest) >= 0) {
            // What comes behind the error tells whether a line ends there.
        }
        return in.isCut() || in.lastNewline() < eventOffset;
    }
}
