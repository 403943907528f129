package io.ordeal.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event of a history: the view that people and explanations read; the checkers read the columns of
 * {@link History}.
 *
 * @param index the event's number in its history, ≥ 0, rising, perhaps with gaps
 * @param timeNanos nanoseconds since the run began, or {@link #NO_TIME}; never used to order events
 * @param process the logical process, ≥ 0, or {@link #NEMESIS}
 * @param type whether the operation begins, or how it ended
 * @param f the operation's name, e.g. {@code read}, without a colon
 * @param value what the operation is given (invoke) or answers (ok): null, Long, Double, Boolean, String, {@link
 *     Keyword}, List, Map or Set of these
 * @param error why it failed or is unknown; null when it is neither
 */
public record Op(
        int index,
        long timeNanos,
        int process,
        OpType type,
        String f,
        @Nullable Object value,
        @Nullable Object error) {

    /** The process that injects faults. It is written {@code :nemesis}. */
    public static final int NEMESIS = -1;

    /** A time that the history does not tell. */
    public static final long NO_TIME = -1;

    public Op {
        if (index < 0) {
            throw new IllegalArgumentException("index is negative: " + index);
        }
        if (process < NEMESIS) {
            throw new IllegalArgumentException("process is neither a client (>= 0) nor the nemesis: " + process);
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(f, "f");
    }

    public boolean isClient() {
        return process != NEMESIS;
    }
}
