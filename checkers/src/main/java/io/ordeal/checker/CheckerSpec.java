package io.ordeal.checker;

import java.util.List;
import java.util.function.Function;

/**
 * A checker by its name, with all that {@code ./ordeal list checkers} prints of it.
 *
 * @param name as after {@code --checker}
 * @param promise the sentence that says what is judged
 * @param operations the {@code :f}s that it knows
 * @param factory makes the checker; options that make no sense to it are an {@link IllegalArgumentException} whose
 *     message says what to type
 */
public record CheckerSpec(
        String name, String promise, List<OpShape> operations, Function<CheckerOptions, Checker> factory) {
    public CheckerSpec {
        operations = List.copyOf(operations);
    }

    /**
     * What an operation's value is.
     *
     * @param f the operation's name
     * @param onInvoke in words, e.g. {@code nil}
     * @param onOk in words, e.g. {@code the value read}
     */
    public record OpShape(String f, String onInvoke, String onOk) {}
}
