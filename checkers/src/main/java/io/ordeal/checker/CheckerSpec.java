package io.ordeal.checker;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A checker by its name, with all that {@code ./ordeal list checkers} prints of it.
 *
 * @param name as after {@code --checker}
 * @param promise the sentence that says what is judged
 * @param operations the {@code :f}s that it knows
 * @param options what it can be told, {@link CheckerOption#ALGORITHM} apart; anything else is refused by {@link #make}
 * @param algorithms what may follow {@code --algorithm}; none if there is but one
 * @param factory makes the checker of options that it takes; values that make no sense to it are an {@link
 *     IllegalArgumentException} whose message says what to type
 */
public record CheckerSpec(
        String name,
        String promise,
        List<OpShape> operations,
        Set<CheckerOption> options,
        List<String> algorithms,
        Function<CheckerOptions, Checker> factory) {
    public CheckerSpec {
        operations = List.copyOf(operations);
        options = Set.copyOf(options);
        algorithms = List.copyOf(algorithms);
    }

    /**
     * What an operation's value is.
     *
     * @param f the operation's name
     * @param onInvoke in words, e.g. {@code nil}
     * @param onOk in words, e.g. {@code the value read}
     */
    public record OpShape(String f, String onInvoke, String onOk) {}

    /**
     * Makes the checker.
     *
     * @throws IllegalArgumentException if it does not take one of the options, has no such algorithm, or can make nothing
     *     of a value; the message says what it takes
     */
    public Checker make(CheckerOptions given) {
        for (CheckerOption option : EnumSet.allOf(CheckerOption.class)) {
            boolean takes = option == CheckerOption.ALGORITHM ? !algorithms.isEmpty() : options.contains(option);
            if (!takes && option.isGivenIn(given)) {
                throw new IllegalArgumentException(name + " takes no " + option.wire() + ": it takes " + taken());
            }
        }
        given.algorithm().filter(algorithm -> !algorithms.contains(algorithm)).ifPresent(algorithm -> {
            throw new IllegalArgumentException(name + " has no algorithm named " + algorithm + ": --algorithm "
                    + String.join(" or ", algorithms) + ", or leave it out");
        });
        return new NamedChecker(name, given, factory.apply(given));
    }

    /** The options that it takes, in words: {@code --initial, --algorithm search or gibbons-korach}. */
    public String taken() {
        List<String> words = new ArrayList<>(
                options.stream().sorted().map(CheckerOption::wire).toList());
        if (!algorithms.isEmpty()) {
            words.add("--algorithm " + String.join(" or ", algorithms));
        }
        return words.isEmpty() ? "no options" : String.join(", ", words);
    }
}
