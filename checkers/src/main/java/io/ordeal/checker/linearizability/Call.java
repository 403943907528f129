package io.ordeal.checker.linearizability;

import org.jspecify.annotations.Nullable;

/**
 * An operation as a model sees it. Operations with equal calls are the same to the model.
 *
 * @param process who called; −1 unless the model {@linkplain Model#byProcess tells processes apart}
 * @param f the operation's name
 * @param input the value that it was invoked with
 * @param output the value that it completed with; null too where the outcome is unknown
 * @param known whether it completed, so that {@code output} says something; otherwise the model is asked what becomes of
 *     a state if the operation took effect, whatever it answered
 */
public record Call(
        int process,
        String f,
        @Nullable Object input,
        @Nullable Object output,
        boolean known) {
    /** A call by a process that does not matter. */
    public static Call of(String f, @Nullable Object input, @Nullable Object output) {
        return new Call(-1, f, input, output, true);
    }

    /** A call whose outcome nobody knows, by a process that does not matter. */
    public static Call unknown(String f, @Nullable Object input) {
        return new Call(-1, f, input, null, false);
    }
}
