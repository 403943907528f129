package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A history in EDN: events one after the other, or in one vector or list; tagged or not. */
final class EdnHistoryParser extends EdnValueParser {
    /** The types as they are written, by ordinal, each in one word; which of its bits count; and how many bytes. */
    private static final long[] TYPES = new long[OpType.values().length];

    private static final long[] TYPE_MASKS = new long[TYPES.length];
    private static final int[] TYPE_LENGTHS = new int[TYPES.length];

    static {
        for (OpType type : OpType.values()) {
            byte[] name = (":" + type.wire()).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < name.length; i++) {
                TYPES[type.ordinal()] |= (name[i] & 0xffL) << (8 * i);
                TYPE_MASKS[type.ordinal()] |= 0xffL << (8 * i);
            }
            TYPE_LENGTHS[type.ordinal()] = name.length;
        }
    }

    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private final EventAssembler event;
    private final EventLayout layout = new EventLayout();

    /** The closing bracket of the vector or list that holds the events, or 0 if they are not in one. */
    private char close;

    private String openedAt = "";
    private boolean closed;

    /** Of what comes from a stream, whose next byte is the first of this line. */
    EdnHistoryParser(HistoryBytes in, long line, EventAssembler event) {
        super(in, line, event.values());
        this.event = event;
    }

    private EdnHistoryParser(byte[] piece, int length, EventAssembler event) {
        super(piece, length, event.values());
        this.event = event;
    }

    /**
     * The events of a piece of a text, {@code piece[0, length)}, which begins a line and ends with a newline.
     *
     * @param columns takes them, and has none yet
     * @return null if not each event lies on a line, or lines, of its own within the piece, or anything is wrong with it:
     *     then it is to be read with what comes before and behind it
     */
    static @Nullable EventColumns piece(byte[] piece, int length, Origin origin, EventColumns columns)
            throws IOException {
        EdnHistoryParser parser =
                new EdnHistoryParser(piece, length, new EventAssembler(origin, columns, new ArrayList<>()));
        try {
            return parser.events(columns) ? columns : null;
        } catch (MalformedHistoryException wrongOrTorn) {
            return null;
        }
    }

    private boolean events(EventColumns columns) throws IOException {
        long lastEventEnds = 0;
        for (int c = next(0); c >= 0; c = next(0)) {
            if (c == '#') {
                mark = at++;
                if (!isLetter(peek())) {
                    return false;
                }
                tag();
                c = next(0);
            }
            if (c != '{' || line() == lastEventEnds) {
                return false;
            }
            columns.lineStart((int) lineStart());
            event.begin(line(), column());
            event();
            lastEventEnds = line();
        }
        columns.finish(line() - 1);
        return true;
    }

    void parse() throws IOException {
        try {
            while (step()) {
                // An event, a bracket or a tag a step.
            }
        } catch (TornHistoryException e) {
            if (!mayBeTorn(e)) {
                throw e;
            }
            event.warn(event.tornWarning(isCut(), e.line()));
        } catch (MalformedHistoryException e) {
            throw e.line() != 0 ? e : new MalformedHistoryException(line(), 0, String.valueOf(e.getMessage()));
        }
        if (event.size() == 0 && !closed) {
            throw new MalformedHistoryException(
                    line(), column(), "expected a history, an event such as {:type :invoke, …} a line, found no event");
        }
    }

    /** Reads the next thing that stands at the top; answers whether there may be more. */
    private boolean step() throws IOException {
        int c = next(0);
        if (c < 0) {
            if (close != 0 && !closed) {
                throw wrong(close + " to close the history's " + openedAt);
            }
            if (isCut()) {
                event.warn(event.tornWarning(isCut(), line()));
            }
            return false;
        }
        event.begin(line(), column());
        if (closed) {
            throw wrong("the end of the text after the history's " + close);
        }
        if (close != 0 && c == close) {
            at++;
            closed = true;
        } else if (c == '{') {
            event();
        } else if ((c == '[' || c == '(') && close == 0 && event.size() == 0) {
            close = c == '[' ? ']' : ')';
            openedAt = (char) c + " of line " + line() + ", column " + column();
            at++;
        } else if (c == '#') {
            mark = at++;
            if (!isLetter(peek())) {
                at = mark;
                mark = -1;
                throw wrong("an event, {…}");
            }
            tag();
        } else {
            throw wrong(close == 0 ? "an event, {…}" : "an event, {…}, or " + close);
        }
        return true;
    }

    private void event() throws IOException {
        at++;
        int known = alongLayout();
        if (known >= 0) {
            layout.truncate(known);
            rest();
        }
        at++;
        if (event.origin() == Origin.OWN_RUN && close == 0 && peek() < 0) {
            throw torn("a newline after the event");
        }
        event.end();
    }

    /** Reads what is left of an event's keys and values, up to its closing bracket, and keeps how it is laid out. */
    private void rest() throws IOException {
        long base = base();
        int from = at;
        for (int c = next(0); c != '}'; c = next(0)) {
            if (c != ':' && c != '"') {
                throw wrong("a keyword, or } to close the event's { of line " + event.line() + ", column "
                        + event.column());
            }
            long key = c == ':' ? keyword() : string();
            if (next(0) == '}') {
                throw wrong("the value of :" + values.text(key));
            }
            long valueLine = line();
            long valueColumn = column();
            if (base() == base) {
                keep(key, from);
            }
            event.put(key, value(1), valueLine, valueColumn);
            from = at;
        }
    }

    /** What stands before a value is kept if it can be known again by its bytes, and has no newline to be counted. */
    private void keep(long key, int from) {
        int field = Values.textNumber(key);
        // The first byte must end the token before it, the last one the key.
        boolean parts = from < at && (BLANK[buffer[from] & 0xff] || layout.size() == 0) && BLANK[buffer[at - 1] & 0xff];
        for (int i = from; parts && i < at; i++) {
            parts = buffer[i] != '\n' && buffer[i] != ';' && buffer[i] != '#';
        }
        if (parts && field <= EventAssembler.ERROR) {
            layout.add(field, buffer, from, at);
        }
    }

    /**
     * Reads as much of an event as looks like the last one.
     *
     * @return −1 if that is all of it up to its closing bracket; else how many values it was
     */
    private int alongLayout() throws IOException {
        int places = layout.size();
        for (int place = 0; place < places; place++) {
            int i = at;
            if (i + EventLayout.LONGEST + 1 > end || !layout.matches(place, buffer, i)) {
                return place;
            }
            at = i + layout.length(place);
            if (!valueOf(layout.field(place))) {
                at = i;
                return place;
            }
        }
        return places > 0 && at < end && buffer[at] == '}' ? -1 : places;
    }

    /** Reads the value of a field if it is of the usual kind; answers false if it is to be looked at more closely. */
    private boolean valueOf(int field) throws IOException {
        switch (field) {
            case EventAssembler.VALUE, EventAssembler.ERROR -> {
                event.putValue(field, value(1));
                return true;
            }
            case EventAssembler.TYPE -> {
                return type();
            }
            case EventAssembler.F -> {
                if (buffer[at] != ':') {
                    return false;
                }
                event.putF(keyword());
                return true;
            }
            default -> {
                return numberOf(field);
            }
        }
    }

    private boolean type() {
        if (at + Long.BYTES >= end) {
            return false;
        }
        long word = (long) Digits.WORD.get(buffer, at);
        for (int type = 0; type < TYPES.length; type++) {
            if ((word & TYPE_MASKS[type]) == TYPES[type]) {
                int to = at + TYPE_LENGTHS[type];
                if (IN_TOKEN[buffer[to] & 0xff]) {
                    return false;
                }
                at = to;
                event.putType(type);
                return true;
            }
        }
        return false;
    }

    private boolean numberOf(int field) {
        byte[] bytes = buffer;
        int i = at;
        if (i + 2 * Long.BYTES >= end) {
            return false;
        }
        int digits = Digits.count(bytes, i);
        if (digits == 0 || (bytes[i] == '0' && digits > 1)) {
            return false;
        }
        long number = Digits.value(bytes, i, digits);
        i += digits;
        if (digits == Long.BYTES) {
            digits = Digits.count(bytes, i);
            if (digits > 0) {
                number = number * POWERS[digits] + Digits.value(bytes, i, digits);
                i += digits;
            }
        }
        if (IN_TOKEN[bytes[i] & 0xff] || !event.putNumber(field, number)) {
            return false;
        }
        at = i;
        return true;
    }

    /**
     * Whether the text ends within an event because its writer, or its compression, was cut off: then what there is of
     * the event is on the last line. If the event began on an earlier line, it is a bracket that is missing.
     */
    private boolean mayBeTorn(TornHistoryException e) {
        if (isCut()) {
            return true;
        }
        return close == 0 && event.size() > 0 && event.line() == e.line();
    }
}
