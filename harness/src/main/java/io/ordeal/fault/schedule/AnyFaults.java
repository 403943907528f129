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

/**
 * {@code --faults any}: which kinds a run has, of all that its system takes, but for damaged files. Some are left out
 * altogether, for a fault that is always there hides what shows only without it; others in other runs.
 */
public final class AnyFaults {
    /** In the place of a fault. */
    public static final String WORD = "any";

    /** With more at once hardly an operation is ok, and nothing is put to the test. */
    private static final int MOST = 3;

    private AnyFaults() {}

    /**
     * Draws the kinds, from the seed alone; at least one, as clients of any system can be frozen; each as often as any
     * other.
     */
    public static List<String> draw(Terrain terrain, long seed) {
        List<String> taken = FaultKinds.all().stream()
                .filter(FaultKind::isDrawnUnasked)
                .filter(kind -> kind.refusal(bare(kind), terrain).isEmpty())
                .map(FaultKind::name)
                .toList();
        List<String> order = new ArrayList<>(taken);
        order.sort(Comparator.comparingLong(
                        (String name) -> KeyedRandom.of(seed, "any/" + name, GeneratorContext.NEMESIS, 0)
                                .nextLong())
                .thenComparing(Comparator.naturalOrder()));
        int count = 1 + KeyedRandom.of(seed, "any", GeneratorContext.NEMESIS, 0).nextInt(Math.min(MOST, order.size()));
        return List.copyOf(order.subList(0, count));
    }

    private static FaultSpec bare(FaultKind kind) {
        return new FaultSpec(kind.name(), Optional.empty(), Optional.empty());
    }
}
