package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * Makes an event of its keys and values, whatever notation they came in, and says what is wrong with them. One is used
 * for all events of a file, or of a piece of it.
 */
final class EventAssembler {
    static final int INDEX = 0;
    static final int TIME = 1;
    static final int PROCESS = 2;
    static final int TYPE = 3;
    static final int F = 4;
    static final int VALUE = 5;
    static final int ERROR = 6;
    private static final String[] FIELDS = {"index", "time", "process", "type", "f", "value", "error"};
    private static final OpType[] TYPES = OpType.values();

    private final EventSink sink;
    private final Values values;
    private final List<String> warnings;
    private final Origin origin;

    private final int nemesis;

    private boolean open;
    private long line;
    private long column;
    private int seen;
    private int index;
    private long time;
    private int process;
    private int type;
    private int f;
    private long value;
    private long error;
    private long[] extra = new long[16];
    private int extraSize;

    /** @param warnings is added to */
    EventAssembler(Origin origin, EventSink sink, List<String> warnings) {
        this.origin = origin;
        this.sink = sink;
        this.warnings = warnings;
        values = sink.values();
        // The names of fields and types are the first texts: a text's number tells which it is.
        for (String field : FIELDS) {
            values.ofKeyword(field);
        }
        for (OpType each : TYPES) {
            values.ofKeyword(each.wire());
        }
        nemesis = Values.textNumber(values.ofKeyword("nemesis"));
    }

    Values values() {
        return values;
    }

    /** How many events there are. */
    int size() {
        return sink.size();
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    Origin origin() {
        return origin;
    }

    /** An event begins here. */
    void begin(long atLine, long atColumn) {
        open = true;
        line = atLine;
        column = atColumn;
        seen = 0;
        index = -1;
        time = Op.NO_TIME;
        process = EventSink.NAMELESS;
        type = -1;
        f = -1;
        value = Values.NIL;
        error = Values.NIL;
        extraSize = 0;
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    /** Takes a key, a keyword or a string, and its value, which stands at the place told. */
    void put(long key, long given, long atLine, long atColumn) {
        int field = Values.textNumber(key);
        if (field >= FIELDS.length) {
            putExtra(key, given, atLine, atColumn);
            return;
        }
        if ((seen & 1 << field) != 0) {
            throw new MalformedHistoryException(
                    atLine, atColumn, "expected each key once in an event, found :" + FIELDS[field] + " again");
        }
        seen |= 1 << field;
        switch (field) {
            case VALUE -> value = given;
            case ERROR -> error = given;
            case INDEX -> index = index(given, atLine, atColumn);
            case TIME -> time(key, given, atLine, atColumn);
            case PROCESS -> process = process(given, atLine, atColumn);
            case TYPE -> {
                int number = Values.textNumber(given) - FIELDS.length;
                if (number < 0 || number >= TYPES.length) {
                    throw wrong(":type to be :invoke, :ok, :fail or :info", given, atLine, atColumn);
                }
                type = number;
            }
            case F -> f = f(given, atLine, atColumn);
            default -> throw new AssertionError(field);
        }
    }

    private void putExtra(long key, long given, long atLine, long atColumn) {
        for (int i = 0; i < extraSize; i += 2) {
            if (Values.textNumber(extra[i]) == Values.textNumber(key)) {
                throw new MalformedHistoryException(
                        atLine, atColumn, "expected each key once in an event, found :" + values.text(key) + " again");
            }
        }
        if (extraSize == extra.length) {
            if (extraSize == 2048) {
                throw new MalformedHistoryException(line, column, "expected at most 1024 keys in an event, found more");
            }
            extra = Arrays.copyOf(extra, 2 * extraSize);
        }
        extra[extraSize++] = key;
        extra[extraSize++] = given;
    }

    /**
     * As {@link #put} of an index, a time or a process, for a reader that has the number and knows that the event does
     * not have this key yet.
     *
     * @return false if there is more to say of it: then nothing has been done, and put is to be asked
     */
    boolean putNumber(int field, long number) {
        if (field == TIME) {
            if (number < sink.earliest()) {
                return false;
            }
            time = number;
        } else if (number >= EventSink.NAMELESS) {
            return false;
        } else if (field == INDEX) {
            index = (int) number;
        } else {
            process = (int) number;
        }
        seen |= 1 << field;
        return true;
    }

    /** As {@link #put} of a type, by its ordinal. */
    void putType(int ordinal) {
        type = ordinal;
        seen |= 1 << TYPE;
    }

    /** As {@link #put} of an operation's name. */
    void putF(long keyword) {
        f = Values.textNumber(keyword);
        seen |= 1 << F;
    }

    /** As {@link #put} of a value, or an error, that the event does not have yet. */
    void putValue(int field, long given) {
        if (field == VALUE) {
            value = given;
        } else {
            error = given;
        }
        seen |= 1 << field;
    }

    private int index(long given, long atLine, long atColumn) {
        if (given == Values.NIL) {
            return -1;
        }
        if (!Values.isInt(given) || Values.intValue(given) < -1 || Values.intValue(given) > Integer.MAX_VALUE) {
            throw wrong(":index to be an integer from 0 to 2147483647, or -1", given, atLine, atColumn);
        }
        return (int) Values.intValue(given);
    }

    /** A foreign time that is no integer (a date, seconds with a fraction) orders nothing here: it is kept as it is. */
    private void time(long key, long given, long atLine, long atColumn) {
        if (given == Values.NIL) {
            return;
        }
        if (Values.isInt(given)) {
            time = Values.intValue(given);
        } else if (origin == Origin.FOREIGN) {
            putExtra(key, given, atLine, atColumn);
            return;
        } else {
            throw wrong(":time to be an integer, in nanoseconds", given, atLine, atColumn);
        }
        if (time < sink.earliest() && time != Op.NO_TIME) {
            throw wrong(
                    "a run's own times not to fall: :time to be at least " + sink.earliest(), given, atLine, atColumn);
        }
    }

    private int process(long given, long atLine, long atColumn) {
        if (Values.isInt(given)) {
            long number = Values.intValue(given);
            if (number >= 0 && number < EventSink.NAMELESS) {
                return (int) number;
            }
        } else if (Values.textNumber(given) == nemesis) {
            return Op.NEMESIS;
        } else if (given == Values.NIL) {
            return EventSink.NAMELESS;
        }
        throw wrong(":process to be an integer from 0 to 2147483646, or :nemesis", given, atLine, atColumn);
    }

    private int f(long given, long atLine, long atColumn) {
        int text = Values.textNumber(given);
        if (text < 0 && given != Values.NIL) {
            throw wrong(":f to be a keyword or a string", given, atLine, atColumn);
        }
        return text;
    }

    /** Whether an event has begun and not been completed. */
    boolean isOpen() {
        return open;
    }

    /**
     * What to tell when the text ends too early.
     *
     * @param cut whether it is because compressed data do
     */
    String tornWarning(boolean cut, long atLine) {
        return "The file ends too early, in line " + atLine + (cut ? " (its gzip data are cut off)" : "")
                + ": what is there of its last event is left out. What came after is unknown; a verdict is on the "
                + size() + " events before.";
    }

    /** The event is complete. */
    void end() {
        open = false;
        if (type < 0) {
            throw new MalformedHistoryException(
                    line, column, "expected an event with a :type (:invoke, :ok, :fail or :info), found one without");
        }
        long extraHandle = extraSize == 0 ? Values.NIL : values.ofCollection(Kind.MAP, extra, 0, extraSize);
        try {
            sink.add(index, time, process, type, f, value, error, extraHandle);
        } catch (MalformedHistoryException e) {
            throw new MalformedHistoryException(
                    line,
                    column,
                    String.valueOf(e.getMessage())
                            .replace("process " + EventSink.NAMELESS, "the process of all events without a :process"));
        }
    }

    private MalformedHistoryException wrong(String expected, long found, long atLine, long atColumn) {
        return new MalformedHistoryException(
                atLine, atColumn, "expected " + expected + ", found " + EdnEncoder.shortText(values, found));
    }
}
