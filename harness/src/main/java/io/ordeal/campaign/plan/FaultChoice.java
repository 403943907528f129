package io.ordeal.campaign.plan;

import io.ordeal.fault.schedule.AnyFaults;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The faults of a cell's trials.
 *
 * @param name as a person writes it: {@code none}, {@code kill,partition}, {@code kill|pause}, {@code links}, {@code any}
 * @param kinds in the grammar of {@code --faults}; those that there are to choose from
 * @param drawn whether each trial has some of them; else all
 */
public record FaultChoice(String name, List<String> kinds, boolean drawn) {
    /** No fault at all. */
    public static final FaultChoice NONE = new FaultChoice("none", List.of(), false);

    /** With more at once hardly an operation is ok, and nothing is put to the test. */
    private static final int MOST = 3;

    public FaultChoice {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() && !name.equals("none")) {
            throw new IllegalArgumentException("there is nothing to choose from in " + name);
        }
    }

    /** All of these at once. */
    public static FaultChoice all(List<String> kinds) {
        return kinds.isEmpty() ? NONE : new FaultChoice(String.join(",", kinds), kinds, false);
    }

    /** Some of these, by the seed; of one there is no choice. */
    public static FaultChoice someOf(String name, List<String> kinds) {
        return kinds.size() == 1 ? all(kinds) : new FaultChoice(name, kinds, true);
    }

    /**
     * The faults of the trial with a seed.
     *
     * @param together whether what was chosen may be joined: a trial has one fault at least, and those after it as long as
     *     this holds
     */
    public List<String> of(long seed, Predicate<List<String>> together) {
        if (!drawn) {
            return kinds;
        }
        List<String> order = new ArrayList<>(kinds);
        order.sort(Comparator.comparingLong(
                        (String kind) -> KeyedRandom.of(seed, "cell/" + kind, GeneratorContext.NEMESIS, 0)
                                .nextLong())
                .thenComparing(Comparator.naturalOrder()));
        int wanted =
                1 + KeyedRandom.of(seed, "cell", GeneratorContext.NEMESIS, 0).nextInt(Math.min(MOST, order.size()));
        List<String> chosen = new ArrayList<>();
        for (String kind : order) {
            List<String> joined = new ArrayList<>(chosen);
            joined.add(kind);
            if (chosen.isEmpty() || together.test(joined)) {
                chosen = joined;
            }
            if (chosen.size() == wanted) {
                break;
            }
        }
        return chosen;
    }

    /** Whether it is {@code any}: of all that the target takes. */
    public boolean isAny() {
        return name.equals(AnyFaults.WORD);
    }

    @Override
    public String toString() {
        return name;
    }
}
