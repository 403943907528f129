package io.ordeal.history;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable history in columns. Events are addressed by <em>position</em>, 0 to {@link #size()} − 1, in the order in
 * which they happened; {@link #index} is the number that the file gave an event, which may be sparse. Every accessor
 * takes constant time; {@link #op} and {@link #value} make objects, the others do not. About 30 bytes an event, and its
 * values.
 *
 * <p>Histories are well formed: {@link HistoryBuilder} refuses all others.
 */
public final class History {
    final int size;
    final byte[] types;
    final int[] processes;
    final short[] fs;
    final long[] values;
    final int[] partners;
    final int @Nullable [] indexes;
    final long @Nullable [] times;
    final long @Nullable [] errors;
    final long @Nullable [] extras;
    private final Values tape;
    private final List<String> fNames;

    /** @param handedOver the builder's arrays may become this history's: it is not used any more */
    History(HistoryBuilder from, boolean handedOver) {
        size = from.size;
        // a little slack is not worth a copy
        boolean same = handedOver && from.types.length - size <= size >> 3;
        types = same ? from.types : Arrays.copyOf(from.types, size);
        processes = same ? from.processes : Arrays.copyOf(from.processes, size);
        fs = same ? from.fs : Arrays.copyOf(from.fs, size);
        values = same ? from.values : Arrays.copyOf(from.values, size);
        partners = same ? from.partners : Arrays.copyOf(from.partners, size);
        indexes = same || from.indexes == null ? from.indexes : Arrays.copyOf(from.indexes, size);
        times = same || from.times == null ? from.times : Arrays.copyOf(from.times, size);
        errors = same || from.errors == null ? from.errors : Arrays.copyOf(from.errors, size);
        extras = same || from.extras == null ? from.extras : Arrays.copyOf(from.extras, size);
        tape = from.tape;
        fNames = List.copyOf(from.fNames);
    }

    /** Events, twice the number of completed operations. */
    public int size() {
        return size;
    }

    public int index(int position) {
        return indexes == null ? position : indexes[position];
    }

    /** Nanoseconds since the run began, or {@link Op#NO_TIME}. */
    public long timeNanos(int position) {
        return times == null ? Op.NO_TIME : times[position];
    }

    /** The client's process, or {@link Op#NEMESIS}. */
    public int process(int position) {
        return processes[position];
    }

    public boolean isClient(int position) {
        return processes[position] != Op.NEMESIS;
    }

    public OpType type(int position) {
        return TYPES[types[position]];
    }

    public boolean isInvoke(int position) {
        return types[position] == 0;
    }

    public String f(int position) {
        return fNames.get(fs[position]);
    }

    /** A small number for the operation's name, an index into {@link #fNames}; the same name, the same number. */
    public int fNumber(int position) {
        return fs[position];
    }

    public List<String> fNames() {
        return fNames;
    }

    /** The handle of the event's value in {@link #values()}. */
    public long valueHandle(int position) {
        return values[position];
    }

    public @Nullable Object value(int position) {
        return tape.toObject(values[position]);
    }

    public @Nullable Object error(int position) {
        return errors == null ? null : tape.toObject(errors[position]);
    }

    /** The handle of the event's error, or nil. */
    public long errorHandle(int position) {
        return errors == null ? Values.NIL : errors[position];
    }

    /**
     * The handle of a map with whatever else a foreign event has ({@code :key}, {@code :node}, …; keywords, or strings
     * when it came as JSON), or nil.
     */
    public long extraHandle(int position) {
        return extras == null ? Values.NIL : extras[position];
    }

    /** The position of an invocation's completion or a completion's invocation; −1 if there is none (and for the nemesis). */
    public int partner(int position) {
        return partners[position];
    }

    /**
     * How a client's operation ended, told from its invocation: OK, FAIL, or INFO, also where no completion is recorded.
     */
    public OpType outcome(int invocation) {
        int completion = partners[invocation];
        return completion < 0 ? OpType.INFO : TYPES[types[completion]];
    }

    public Values values() {
        return tape;
    }

    public Op op(int position) {
        return new Op(
                index(position),
                timeNanos(position),
                processes[position],
                type(position),
                f(position),
                value(position),
                error(position));
    }

    /** All events as a list of views, made as they are asked for. */
    public List<Op> ops() {
        return new AbstractList<>() {
            @Override
            public Op get(int position) {
                if (position < 0 || position >= size) {
                    throw new IndexOutOfBoundsException("position " + position + " of " + size);
                }
                return op(position);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /**
     * The history of some operations only, in the same order and with the same indexes. An operation is kept or left
     * out whole.
     *
     * @param keep asked for each invocation of a client, and each event of the nemesis, by position
     */
    public History select(IntPredicate keep) {
        HistoryBuilder builder = new HistoryBuilder(this);
        for (int i = 0; i < size; i++) {
            boolean completion = isClient(i) && !isInvoke(i);
            if (keep.test(completion ? partners[i] : i)) {
                builder.copy(this, i);
            }
        }
        return builder.build();
    }

    /** The events before a position; operations that are then open have no completion. */
    public History prefix(int end) {
        HistoryBuilder builder = new HistoryBuilder(this);
        for (int i = 0; i < end; i++) {
            builder.copy(this, i);
        }
        return builder.build();
    }

    private static final OpType[] TYPES = OpType.values();
}
