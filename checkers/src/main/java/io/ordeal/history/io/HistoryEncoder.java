package io.ordeal.history.io;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines into a buffer of its own, that is used again: a recorder appends what has happened, then writes
 * the buffer out. Makes no garbage for integers, keywords, strings and collections of them.
 *
 * <pre>{@code
 * HistoryEncoder encoder = HistoryEncoder.of(Notation.EDN);
 * encoder.append(op);
 * encoder.writeTo(file);
 * }</pre>
 *
 * <p>A line holds {@code :index :time :process :type :f :value :error} in this order, as Jepsen's do: {@code :error} only
 * if there is one, {@code :time} only if it is known, then the extra keys. What is appended is whole lines, whatever is
 * thrown. Not for several threads at once.
 */
public abstract sealed class HistoryEncoder permits EdnEncoder, JsonEncoder {
    final ByteLine out = new ByteLine();

    HistoryEncoder() {}

    public static HistoryEncoder of(Notation notation) {
        return notation == Notation.EDN ? new EdnEncoder() : new JsonEncoder();
    }

    /**
     * Appends an event's line.
     *
     * @throws IllegalArgumentException if its values lie more than 500 deep in each other
     */
    public final void append(Op op) {
        append(op.index(), op.timeNanos(), op.process(), op.type(), op.f(), op.value(), op.error());
    }

    /** As {@link #append(Op)}, without an {@code Op}. */
    public final void append(
            int index,
            long timeNanos,
            int process,
            OpType type,
            String f,
            @Nullable Object value,
            @Nullable Object error) {
        append(index, timeNanos, process, type, f, value, error, Map.of());
    }

    /**
     * Appends an event's line with further keys.
     *
     * @param extra none of its keys is one of an event's own
     */
    public final void append(
            int index,
            long timeNanos,
            int process,
            OpType type,
            String f,
            @Nullable Object value,
            @Nullable Object error,
            Map<?, ?> extra) {
        int start = out.length();
        try {
            head(index, timeNanos, process, type, f);
            value(value, 1);
            if (error != null) {
                errorKey();
                value(error, 1);
            }
            for (Map.Entry<?, ?> entry : extra.entrySet()) {
                separator();
                if (entry.getKey() instanceof Keyword keyword) {
                    eventKey(keyword.name());
                } else {
                    eventKey(String.valueOf(entry.getKey()));
                }
                value(entry.getValue(), 1);
            }
            foot();
        } catch (RuntimeException e) {
            out.truncate(start);
            throw e;
        }
    }

    /** Appends the line of an event of a history, extra keys included. */
    public final void append(History history, int position) {
        Values values = history.values();
        head(
                history.index(position),
                history.timeNanos(position),
                history.process(position),
                history.type(position),
                history.f(position));
        handle(values, history.valueHandle(position));
        long error = history.errorHandle(position);
        if (error != Values.NIL) {
            errorKey();
            handle(values, error);
        }
        long extra = history.extraHandle(position);
        for (int i = 0; i < values.size(extra); i++) {
            separator();
            eventKey(values.text(values.element(extra, 2 * i)));
            handle(values, values.element(extra, 2 * i + 1));
        }
        foot();
    }

    /** How many bytes wait to be written. */
    public final int length() {
        return out.length();
    }

    /** Writes the lines out and forgets them. */
    public final void writeTo(OutputStream stream) throws IOException {
        out.writeTo(stream);
        out.truncate(0);
    }

    /** The lines, valid until the next call of any other method. */
    public final ByteBuffer bytes() {
        return out.asBuffer();
    }

    /** Forgets the lines. */
    public final void clear() {
        out.truncate(0);
    }

    // ---- values

    private void value(@Nullable Object value, int depth) {
        if (depth > EdnValueParser.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "values lie more than " + EdnValueParser.MAX_DEPTH + " deep in each other");
        }
        if (value == null) {
            nil();
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            out.integer(((Number) value).longValue());
        } else if (value instanceof Keyword keyword) {
            keyword(keyword.name());
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Boolean flag) {
            out.ascii(flag ? "true" : "false");
        } else if (value instanceof Collection<?> elements) {
            Kind kind = value instanceof Set ? Kind.SET : Kind.LIST;
            open(kind);
            int i = 0;
            for (Object element : elements) {
                separate(kind, i++);
                value(element, depth + 1);
            }
            close(kind);
        } else if (value instanceof Map<?, ?> map) {
            open(Kind.MAP);
            boolean plain = arePlainKeys(map);
            int i = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                separate(Kind.MAP, i++);
                mapKey(entry.getKey(), depth, plain);
                separate(Kind.MAP, i++);
                value(entry.getValue(), depth + 1);
            }
            close(Kind.MAP);
        } else {
            other(value);
        }
    }

    final void element(@Nullable Object value, int depth) {
        value(value, depth + 1);
    }

    final void handle(Values values, long handle) {
        Kind kind = values.kind(handle);
        switch (kind) {
            case NIL -> nil();
            case BOOLEAN -> out.ascii(handle == Values.TRUE ? "true" : "false");
            case INT -> out.integer(Values.intValue(handle));
            case KEYWORD -> keyword(values.text(handle));
            case STRING -> string(values.text(handle));
            case LIST, SET -> {
                open(kind);
                int size = values.size(handle);
                for (int i = 0; i < size; i++) {
                    separate(kind, i);
                    handle(values, values.element(handle, i));
                }
                close(kind);
            }
            case MAP -> {
                open(kind);
                int slots = 2 * values.size(handle);
                boolean plain = arePlainKeys(values, handle);
                for (int i = 0; i < slots; i += 2) {
                    separate(kind, i);
                    mapKey(values, values.element(handle, i), plain);
                    separate(kind, i + 1);
                    handle(values, values.element(handle, i + 1));
                }
                close(kind);
            }
            case OTHER -> value(values.toObject(handle), 1);
        }
    }

    // ---- what the notations differ in

    /** Everything until the value, the value's key included. */
    abstract void head(int index, long timeNanos, int process, OpType type, String f);

    abstract void errorKey();

    abstract void separator();

    /** The key of something in an event, and what parts it from its value. */
    abstract void eventKey(String name);

    abstract void foot();

    abstract void nil();

    abstract void keyword(String name);

    abstract void string(String text);

    /** Something that is neither null, boolean, a small integer, a text nor a collection. */
    abstract void other(Object value);

    abstract void open(Kind kind);

    abstract void close(Kind kind);

    /** What comes before the i-th slot of a collection. */
    abstract void separate(Kind kind, int i);

    /** Whether the notation can write the keys of a map as they are. */
    abstract boolean arePlainKeys(Map<?, ?> map);

    abstract boolean arePlainKeys(Values values, long map);

    abstract void mapKey(@Nullable Object key, int depth, boolean plain);

    abstract void mapKey(Values values, long key, boolean plain);

    /** What is appended, as text. */
    final String text() {
        ByteBuffer bytes = bytes();
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
