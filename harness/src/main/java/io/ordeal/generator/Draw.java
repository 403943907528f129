package io.ordeal.generator;

import io.ordeal.client.Invocation;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * For whom, and from what, a function makes up an operation.
 *
 * @param worker who is going to do it
 * @param process what the worker now acts as; it hangs on timing, what is drawn should not hang on it
 * @param count how many operations this worker was given here before
 * @param random of this draw's own
 */
public record Draw(int worker, int process, long count, SplittableRandom random) {
    /** A function of a draw, and of nothing else: asked twice, it answers the same. */
    @FunctionalInterface
    public interface Source {
        /** The operation, or null when there are no more. */
        @Nullable
        Invocation invocation(Draw draw);
    }
}
