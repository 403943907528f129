package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import java.io.IOException;

/** A history in EDN: events one after the other, or in one vector or list; tagged or not. */
final class EdnHistoryParser extends EdnValueParser {
    private final EventAssembler event;

    /** The closing bracket of the vector or list that holds the events, or 0 if they are not in one. */
    private char close;

    private String openedAt = "";
    private boolean closed;

    EdnHistoryParser(HistoryBytes in, EventAssembler event) {
        super(in, event.values());
        this.event = event;
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
            event.put(key, value(1), valueLine, valueColumn);
        }
        at++;
        if (event.origin() == Origin.OWN_RUN && close == 0 && peek() < 0) {
            throw torn("a newline after the event");
        }
        event.end();
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
