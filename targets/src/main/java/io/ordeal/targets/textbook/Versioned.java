package io.ordeal.targets.textbook;

import java.util.Comparator;

/**
 * A register's value with what tells the newer of two from the older.
 *
 * @param version a number, or a time; the higher is the newer
 * @param writer decides between equal versions
 */
record Versioned(long version, String writer, long value) implements Comparable<Versioned> {
    private static final Comparator<Versioned> BY_AGE =
            Comparator.comparingLong(Versioned::version).thenComparing(Versioned::writer);

    /** Older than any that was written. */
    static final Versioned NONE = new Versioned(0, "-", 0);

    /** Likewise of two, by their ages alone. */
    @Override
    public int compareTo(Versioned other) {
        return BY_AGE.compare(this, other);
    }

    boolean isWritten() {
        return version > 0;
    }

    /** As {@link #from} reads it. */
    Message appendedTo(Message message) {
        return message.with(Long.toString(version), writer, Long.toString(value));
    }

    /** From three words of a message. */
    static Versioned from(Message message, int index) {
        return new Versioned(message.number(index), message.word(index + 1), message.number(index + 2));
    }

    /** What a client is told of it: {@code ok}, and the value if there is one. */
    Message told() {
        return isWritten() ? Message.of(NodeError.OK, Long.toString(value)) : Message.of(NodeError.OK);
    }
}
