package io.ordeal.workload.txn;

import io.ordeal.history.Keyword;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a transaction, as histories have it: {@code [:append 3 7]}, {@code [:w 3 7]}, {@code [:r 3 nil]}.
 *
 * @param kind what is done
 * @param key where
 * @param value what is written, or was read; null of a read that is still to be done, or found nothing
 */
public record MicroOperation(Kind kind, long key, @Nullable Object value) {
    /** What a step does. */
    public enum Kind {
        APPEND("append"),
        WRITE("w"),
        READ("r");

        @SuppressWarnings("ImmutableEnumChecker") // a record of a string
        private final Keyword name;

        Kind(String name) {
            this.name = Keyword.of(name);
        }
    }

    public static MicroOperation append(long key, long element) {
        return new MicroOperation(Kind.APPEND, key, element);
    }

    public static MicroOperation write(long key, long value) {
        return new MicroOperation(Kind.WRITE, key, value);
    }

    public static MicroOperation read(long key) {
        return new MicroOperation(Kind.READ, key, null);
    }

    public boolean isRead() {
        return kind == Kind.READ;
    }

    /** The key as a store has it. */
    public String storeKey() {
        return storeKey(key);
    }

    /** A key as a store has it. */
    public static String storeKey(long key) {
        return "k" + key;
    }

    /** As in an operation's value. */
    public List<@Nullable Object> toValue() {
        return Collections.unmodifiableList(Arrays.asList(kind.name, key, value));
    }

    /** A transaction as an operation's value. */
    public static List<Object> toValue(List<MicroOperation> transaction) {
        return List.copyOf(transaction.stream().map(MicroOperation::toValue).toList());
    }

    /**
     * A transaction from an operation's value.
     *
     * @throws IllegalArgumentException it is none
     */
    public static List<MicroOperation> parse(@Nullable Object value) {
        if (!(value instanceof List<?> steps)) {
            throw malformed(value);
        }
        return steps.stream().map(MicroOperation::parseOne).toList();
    }

    private static MicroOperation parseOne(@Nullable Object value) {
        if (value instanceof List<?> parts
                && parts.size() == 3
                && parts.get(1) instanceof Number key
                && parts.get(0) != null) {
            String name = parts.get(0) instanceof Keyword keyword ? keyword.name() : String.valueOf(parts.get(0));
            for (Kind kind : Kind.values()) {
                if (kind.name.name().equals(name) && (kind == Kind.READ || parts.get(2) instanceof Number)) {
                    return new MicroOperation(kind, key.longValue(), parts.get(2));
                }
            }
        }
        throw malformed(value);
    }

    private static IllegalArgumentException malformed(@Nullable Object value) {
        return new IllegalArgumentException(
                "expected a transaction such as [[:append 3 7] [:w 3 7] [:r 3 nil]], found " + value);
    }
}
