package io.ordeal.history.io;

import io.ordeal.history.Op;
import io.ordeal.history.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one piece of a text, as they were read: whether they fit together, and with those before them, is seen
 * when the pieces are put together.
 */
final class EventColumns implements EventSink {
    private final Values values;
    private int size;
    private int[] indexes;
    private long[] times;
    private int[] processes;
    private byte[] types;
    private int[] fs;
    private long[] columns;
    private int[] lineStarts;
    private long @Nullable [] errors;
    private long @Nullable [] extras;
    private int lineStart;

    /** The lines of the piece. */
    private long lines;

    /**
     * Columns with room, from the first event on.
     *
     * @param events how many are likely
     * @param words {@link Values#words} that they are likely to take
     */
    EventColumns(int events, long words) {
        values = new Values(words);
        int room = Math.max(16, events);
        indexes = new int[room];
        times = new long[room];
        processes = new int[room];
        types = new byte[room];
        fs = new int[room];
        columns = new long[room];
        lineStarts = new int[room];
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public int size() {
        return size;
    }

    /** Earlier pieces are not known here. */
    @Override
    public long earliest() {
        return Long.MIN_VALUE;
    }

    /** The next event's line begins at this byte of the piece. */
    void lineStart(int at) {
        lineStart = at;
    }

    /** All has been read. */
    void finish(long linesOfPiece) {
        lines = linesOfPiece;
        values.trim();
    }

    @Override
    public void add(int index, long time, int process, int type, int f, long value, long error, long extra) {
        if (size == types.length) {
            grow();
        }
        indexes[size] = index;
        times[size] = time;
        processes[size] = process;
        types[size] = (byte) type;
        fs[size] = f;
        columns[size] = value;
        lineStarts[size] = lineStart;
        errors = put(errors, error);
        extras = put(extras, extra);
        size++;
    }

    private long @Nullable [] put(long @Nullable [] column, long handle) {
        if (column == null) {
            if (handle == Values.NIL) {
                return null;
            }
            column = new long[types.length];
        }
        column[size] = handle;
        return column;
    }

    private void grow() {
        int capacity = 2 * size;
        indexes = Arrays.copyOf(indexes, capacity);
        times = Arrays.copyOf(times, capacity);
        processes = Arrays.copyOf(processes, capacity);
        types = Arrays.copyOf(types, capacity);
        fs = Arrays.copyOf(fs, capacity);
        columns = Arrays.copyOf(columns, capacity);
        lineStarts = Arrays.copyOf(lineStarts, capacity);
        errors = errors == null ? null : Arrays.copyOf(errors, capacity);
        extras = extras == null ? null : Arrays.copyOf(extras, capacity);
    }

    int index(int i) {
        return indexes[i];
    }

    /** As the file says, or {@link Op#NO_TIME}. */
    long time(int i) {
        return times[i];
    }

    int process(int i) {
        return processes[i];
    }

    int type(int i) {
        return types[i];
    }

    int f(int i) {
        return fs[i];
    }

    long value(int i) {
        return columns[i];
    }

    long error(int i) {
        return errors == null ? Values.NIL : errors[i];
    }

    long extra(int i) {
        return extras == null ? Values.NIL : extras[i];
    }

    /** Where in the piece the line begins on which the event does. */
    int lineStartOf(int i) {
        return lineStarts[i];
    }

    long lines() {
        return lines;
    }
}
