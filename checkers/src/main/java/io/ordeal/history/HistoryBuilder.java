package io.ordeal.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers events, in order, and pairs invocations with completions as they come. What no clients could have seen is
 * refused at once with a {@link MalformedHistoryException} that tells no line: a reader, who knows it, adds it.
 *
 * <pre>{@code
 * History history = new HistoryBuilder()
 *         .invoke(0, "write", 3).ok(0, "write", 3)
 *         .invoke(1, "read", null).ok(1, "read", 3)
 *         .build();
 * }</pre>
 */
public final class HistoryBuilder {
    private static final int NONE = -1;

    int size;
    byte[] types = new byte[16];
    int[] processes = new int[16];
    short[] fs = new short[16];
    long[] values = new long[16];
    int[] partners = new int[16];
    int @Nullable [] indexes;
    long @Nullable [] times;
    long @Nullable [] errors;
    long @Nullable [] extras;
    final Values tape;
    final List<String> fNames = new ArrayList<>();
    private final Map<String, Short> fNumbers = new HashMap<>();

    /** The position of each process' open invocation: small process numbers in an array, others in a map. */
    private int[] open = new int[0];

    private final Map<Integer, Integer> openOfLarge = new HashMap<>();
    private int lastIndex = NONE;

    public HistoryBuilder() {
        tape = new Values();
    }

    /** A builder that shares the values and names of an existing history, to be filled with {@link #copy}. */
    HistoryBuilder(History parent) {
        tape = parent.values();
        for (String name : parent.fNames()) {
            fNumber(name);
        }
    }

    /** Where the values' handles come from. */
    public Values values() {
        return tape;
    }

    public int size() {
        return size;
    }

    public short fNumber(String name) {
        Short known = fNumbers.get(name);
        if (known != null) {
            return known;
        }
        if (fNames.size() > Short.MAX_VALUE) {
            throw new MalformedHistoryException(
                    0, 0, "expected at most 32768 kinds of operation (:f), found another: " + name);
        }
        short number = (short) fNames.size();
        fNames.add(name);
        fNumbers.put(name, number);
        return number;
    }

    // ---- by objects: tests, small histories

    public HistoryBuilder invoke(int process, String f, @Nullable Object value) {
        return add(OpType.INVOKE, process, f, value);
    }

    public HistoryBuilder ok(int process, String f, @Nullable Object value) {
        return add(OpType.OK, process, f, value);
    }

    public HistoryBuilder fail(int process, String f, @Nullable Object value) {
        return add(OpType.FAIL, process, f, value);
    }

    public HistoryBuilder info(int process, String f, @Nullable Object value) {
        return add(OpType.INFO, process, f, value);
    }

    public HistoryBuilder add(OpType type, int process, String f, @Nullable Object value) {
        add(NONE, Op.NO_TIME, process, type, fNumber(f), tape.of(value), Values.NIL, Values.NIL);
        return this;
    }

    public HistoryBuilder add(Op op) {
        add(
                op.index(),
                op.timeNanos(),
                op.process(),
                op.type(),
                fNumber(op.f()),
                tape.of(op.value()),
                tape.of(op.error()),
                Values.NIL);
        return this;
    }

    // ---- by handles: readers

    /**
     * Adds an event.
     *
     * @param index the number that the file gives it, or −1 for the position
     * @param extra the handle of a map of what else is known of it, or nil
     */
    public void add(int index, long timeNanos, int process, OpType type, short f, long value, long error, long extra) {
        if (process < Op.NEMESIS) {
            throw new MalformedHistoryException(
                    0, 0, "expected a process of at least 0, or the nemesis (-1), found " + process);
        }
        if (size == types.length) {
            grow();
        }
        // What refuses an event comes before what keeps it: a reader may come again with one that was refused.
        int given = checkedIndex(index);
        types[size] = (byte) type.ordinal();
        processes[size] = process;
        fs[size] = f;
        values[size] = value;
        partners[size] = process == Op.NEMESIS ? NONE : pair(process, type, f);
        keepIndex(given);
        times = put(times, timeNanos, Op.NO_TIME);
        errors = put(errors, error, Values.NIL);
        extras = put(extras, extra, Values.NIL);
        size++;
    }

    /** Adds an event of a history whose values this builder shares. */
    void copy(History from, int i) {
        add(
                from.index(i),
                from.timeNanos(i),
                from.process(i),
                from.type(i),
                from.fs[i],
                from.values[i],
                from.errors == null ? Values.NIL : from.errors[i],
                from.extraHandle(i));
    }

    /**
     * Gives a process another number: a reader learns only at the end which numbers are free. Adding to it after that is
     * an error that this method does not see.
     *
     * @param to a number that no event has
     */
    public void renumber(int process, int to) {
        for (int i = 0; i < size; i++) {
            if (processes[i] == process) {
                processes[i] = to;
            }
        }
    }

    public History build() {
        return new History(this, false);
    }

    /** As {@link #build}, but what was gathered is handed over, not copied: this builder must not be used afterwards. */
    public History handOver() {
        return new History(this, true);
    }

    /** Makes room for so many events in all, which spares the copying that growth costs. */
    public void reserve(int events) {
        if (events > types.length) {
            resize(events);
        }
    }

    private int pair(int process, OpType type, short f) {
        int invocation = openOf(process);
        if (type == OpType.INVOKE) {
            if (invocation != NONE) {
                throw new MalformedHistoryException(
                        0,
                        0,
                        "expected the completion of process " + process + "'s :" + fNames.get(fs[invocation])
                                + " (event " + invocation + "), found that it invokes :" + fNames.get(f)
                                + ": a process does one thing at a time");
            }
            setOpen(process, size);
            return NONE;
        }
        if (invocation == NONE) {
            throw new MalformedHistoryException(
                    0,
                    0,
                    "expected an :invoke of process " + process + " before its :" + type.wire() + " of :"
                            + fNames.get(f) + ", found none open");
        }
        if (fs[invocation] != f) {
            throw new MalformedHistoryException(
                    0,
                    0,
                    "expected the completion of process " + process + "'s :" + fNames.get(fs[invocation]) + " (event "
                            + invocation + "), found one of :" + fNames.get(f));
        }
        setOpen(process, NONE);
        partners[invocation] = size;
        return invocation;
    }

    private int openOf(int process) {
        if (process < 1 << 20) {
            return process < open.length ? open[process] : NONE;
        }
        return openOfLarge.getOrDefault(process, NONE);
    }

    private void setOpen(int process, int position) {
        if (process >= 1 << 20) {
            if (position == NONE) {
                openOfLarge.remove(process);
            } else {
                openOfLarge.put(process, position);
            }
            return;
        }
        if (process >= open.length) {
            int old = open.length;
            open = Arrays.copyOf(open, Math.max(8, Integer.highestOneBit(process) << 1));
            Arrays.fill(open, old, open.length, NONE);
        }
        open[process] = position;
    }

    private int checkedIndex(int index) {
        int given = index == NONE ? (indexes == null ? size : lastIndex + 1) : index;
        if (given <= lastIndex) {
            throw new MalformedHistoryException(0, 0, "expected an :index above " + lastIndex + ", found " + given);
        }
        return given;
    }

    private void keepIndex(int given) {
        if (indexes == null && given != size) {
            indexes = new int[types.length];
            for (int i = 0; i < size; i++) {
                indexes[i] = i;
            }
        }
        if (indexes != null) {
            indexes[size] = given;
        }
        lastIndex = given;
    }

    /** A column that most histories do without comes into being with its first value that is not the usual one. */
    private long @Nullable [] put(long @Nullable [] column, long value, long usual) {
        if (column == null) {
            if (value == usual) {
                return null;
            }
            column = new long[types.length];
            Arrays.fill(column, 0, size, usual);
        }
        column[size] = value;
        return column;
    }

    private void grow() {
        resize(size + (size >> 1) + 16);
    }

    private void resize(int capacity) {
        types = Arrays.copyOf(types, capacity);
        processes = Arrays.copyOf(processes, capacity);
        fs = Arrays.copyOf(fs, capacity);
        values = Arrays.copyOf(values, capacity);
        partners = Arrays.copyOf(partners, capacity);
        indexes = indexes == null ? null : Arrays.copyOf(indexes, capacity);
        times = times == null ? null : Arrays.copyOf(times, capacity);
        errors = errors == null ? null : Arrays.copyOf(errors, capacity);
        extras = extras == null ? null : Arrays.copyOf(extras, capacity);
    }
}
