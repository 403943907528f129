package io.ordeal.fault.schedule;

import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code --faults any}: which kinds a run has, of all that its system takes, but for damaged files. Some are left out
 * altogether, for a fault that is always there hides what shows only without it; others in other runs.
 *
 * <p>They are drawn among what the system takes on a machine that lacks nothing, so that a seed draws the same whoever runs
 * it; what this machine then can't do, such as a disk's for a user who is not root, is left out, and what was drawn and is
 * done stands in {@code test.json}.
 */
public final class AnyFaults {
    /** In the place of a fault. */
    public static final String WORD = "any";

    /** With more at once hardly an operation is ok, and nothing is put to the test. */
    private static final int MOST = 3;

    private AnyFaults() {}

    /**
     * Draws the kinds, from the seed alone; at least one; each as often as any other.
     *
     * @throws IllegalArgumentException there is none to draw: the target refuses them all, and clients of any other system can
     *     be frozen
     */
    public static List<String> draw(Terrain terrain, long seed) {
        List<FaultKind> order = new ArrayList<>(FaultKinds.all().stream()
                .filter(FaultKind::isDrawnUnasked)
                .filter(kind -> kind.isTakenBy(bare(kind), terrain))
                .toList());
        if (order.isEmpty()) {
            throw new IllegalArgumentException("the target takes none of the faults that " + WORD + " draws from");
        }
        order.sort(Comparator.comparingLong(
                        (FaultKind kind) -> KeyedRandom.of(seed, "any/" + kind.name(), GeneratorContext.NEMESIS, 0)
                                .nextLong())
                .thenComparing(FaultKind::name));
        int count = 1 + KeyedRandom.of(seed, "any", GeneratorContext.NEMESIS, 0).nextInt(Math.min(MOST, order.size()));
        return possible(order, count, FaultKind::lacking);
    }

    /**
     * Of the first so many those that the machine can do; where that is none, the next that it can.
     *
     * @param lacking what the machine lacks for a kind
     */
    static List<String> possible(List<FaultKind> order, int count, Function<FaultKind, Optional<String>> lacking) {
        List<String> drawn = named(order.subList(0, count).stream(), lacking);
        return drawn.isEmpty()
                ? named(order.stream(), lacking).stream().limit(1).toList()
                : drawn;
    }

    private static List<String> named(Stream<FaultKind> kinds, Function<FaultKind, Optional<String>> lacking) {
        return kinds.filter(kind -> lacking.apply(kind).isEmpty())
                .map(FaultKind::name)
                .toList();
    }

    private static FaultSpec bare(FaultKind kind) {
        return new FaultSpec(kind.name(), Optional.empty(), Optional.empty());
    }
}
