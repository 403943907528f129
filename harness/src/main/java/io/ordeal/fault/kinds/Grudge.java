package io.ordeal.fault.kinds;

import io.ordeal.mesh.Mesh.Way;
import java.util.List;
import java.util.Set;

/**
 * Who does not hear whom.
 *
 * @param shape of the partition, e.g. {@code bridge}
 * @param groups nodes and clients as they were grouped, for the history; what it means that two are in different groups
 *     depends on the shape
 * @param blocked the messages that do not arrive
 */
public record Grudge(String shape, List<List<String>> groups, Set<Way> blocked) {
    public Grudge {
        groups = groups.stream().map(List::copyOf).toList();
        blocked = Set.copyOf(blocked);
    }

    /** Whether everything that is blocked is blocked both ways, so that it can be cut. */
    public boolean isSymmetric() {
        return blocked.stream().allMatch(way -> blocked.contains(way.back()));
    }
}
