package io.ordeal.workload;

import org.jspecify.annotations.Nullable;

/**
 * An operation that clients of a workload must serve, with an example.
 *
 * @param f its {@code :f}
 * @param invoked a value that it may be invoked with, as histories have it
 * @param ok the value that it may be ok with then
 * @param meaning in a sentence: what it does, and when it fails
 */
public record ServedOperation(
        String f, @Nullable Object invoked, @Nullable Object ok, String meaning) {}
