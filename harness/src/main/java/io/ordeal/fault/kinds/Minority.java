package io.ordeal.fault.kinds;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Keeps what several faults take together within a minority. */
final class Minority {
    private Minority() {}

    /**
     * As many as were drawn, but such that with what is down already they are fewer than half: free ones as far as there
     * is room, else some that are down.
     *
     * @param targets all that may be drawn
     * @param drawn a minority of them
     * @param down what others hold
     */
    static Set<String> together(List<String> targets, Set<String> drawn, Set<String> down, SplittableRandom random) {
        List<String> taken = targets.stream().filter(down::contains).toList();
        int room = (targets.size() - 1) / 2 - taken.size();
        List<String> order = new ArrayList<>(drawn);
        order.removeAll(taken);
        Set<String> result = new LinkedHashSet<>(order.subList(0, Math.max(0, Math.min(room, order.size()))));
        for (String host : Partitions.shuffled(taken, random)) {
            if (result.size() < drawn.size()) {
                result.add(host);
            }
        }
        return result;
    }
}
