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
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

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

    /** Where the text comes from; null if it lies in an array. */
    private final @Nullable HistoryBytes in;

    /** How many lines come before the text. */
    private final long linesBefore;

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

    /** Of what comes from a stream, whose next byte is the first of this line. */
    JsonHistoryParser(HistoryBytes in, long line, EventAssembler event) throws IOException {
        this(in, line, event, FACTORY.createParser(in));
    }

    private JsonHistoryParser(@Nullable HistoryBytes in, long line, EventAssembler event, JsonParser json) {
        this.in = in;
        this.event = event;
        this.json = json;
        linesBefore = line - 1;
        values = event.values();
    }

    /** As {@link EdnHistoryParser#piece}. */
    static @Nullable EventColumns piece(byte[] piece, int length, Origin origin, EventColumns columns)
            throws IOException {
        EventAssembler event = new EventAssembler(origin, columns, new ArrayList<>());
        JsonHistoryParser parser = new JsonHistoryParser(null, 1, event, FACTORY.createParser(piece, 0, length));
        try {
            return parser.events(columns) ? columns : null;
        } catch (MalformedHistoryException | JsonProcessingException | CharConversionException wrongOrTorn) {
            return null;
        }
    }

    private boolean events(EventColumns columns) throws IOException {
        long lastEventEnds = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            JsonLocation place = json.currentTokenLocation();
            if (token != JsonToken.START_OBJECT || place.getLineNr() == lastEventEnds) {
                return false;
            }
            columns.lineStart((int) place.getByteOffset() - place.getColumnNr() + 1);
            event.begin(place.getLineNr(), place.getColumnNr());
            event();
            confirm();
            lastEventEnds = json.currentLocation().getLineNr();
        }
        columns.finish(json.currentLocation().getLineNr() - 1);
        return true;
    }

    private long line(JsonLocation place) {
        return linesBefore + place.getLineNr();
    }

    void parse() throws IOException {
        try {
            events();
        } catch (CharConversionException e) {
            throw new MalformedHistoryException(linesBefore + 1, 0, "expected UTF-8, found: " + e.getMessage());
        } catch (MalformedHistoryException e) {
            if (e.line() != 0) {
                throw e;
            }
            long line = line(json.currentLocation());
            throw new MalformedHistoryException(line, 0, String.valueOf(e.getMessage()));
        }
        if (event.size() == 0 && !closed) {
            JsonLocation end = json.currentLocation();
            throw new MalformedHistoryException(
                    line(end), end.getColumnNr(), "expected a history, an object an event, found no event");
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
            event.warn(event.tornWarning(isCut(), event.line()));
        }
    }

    private boolean step() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            if (isCut()) {
                event.warn(event.tornWarning(true, line(json.currentLocation())));
            }
            if (pending && lastNewline() < eventOffset) {
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
            event.begin(line(place), place.getColumnNr());
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
                throw new MalformedHistoryException(line(at), at.getColumnNr(), String.valueOf(e.getMessage()));
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
                    line(place),
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
                line(place),
                place.getColumnNr(),
                "expected " + expected + ", found " + EdnEncoder.shortText(json.getText()));
    }

    private MalformedHistoryException malformed(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return new MalformedHistoryException(
                place == null ? 0 : line(place),
                place == null ? 0 : place.getColumnNr(),
                "expected JSON, found: " + EdnEncoder.shortText(e.getOriginalMessage()));
    }

    /** As in EDN: the event that does not parse began on the last line, which has no newline. */
    private boolean mayBeTorn(JsonProcessingException e) throws IOException {
        if (e instanceof JsonEOFException && isCut()) {
            return true;
        }
        if (inArray || event.size() == 0 || !event.isOpen()) {
            return false;
        }
        byte[] rest = new byte[1 << 16];
        while (in != null && in.read(rest) >= 0) {
            // What comes behind the error tells whether a line ends there.
        }
        return isCut() || lastNewline() < eventOffset;
    }

    private boolean isCut() {
        return in != null && in.isCut();
    }

    private long lastNewline() {
        return in == null ? -1 : in.lastNewline();
    }
}
