package io.ordeal.checker.linearizability;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Multisets of classes of operations of unknown outcome, by number: how many of each class a configuration has used.
 * Equal sets have equal numbers; 0 is the empty one.
 */
final class UnknownSets {
    /** Each set's classes in rising order, a class as often as it was used. */
    private final List<int[]> sets = new ArrayList<>();

    private final LongIntMap sums = new LongIntMap();
    private final Map<IntBuffer, Integer> numbers = new HashMap<>();
    private long bytes;

    UnknownSets() {
        sets.add(new int[0]);
        numbers.put(IntBuffer.allocate(0), 0);
    }

    /** The set with one more of a class. */
    int plus(int set, int unknownClass) {
        long sum = (long) set << 32 | unknownClass;
        int known = sums.getOrDefault(sum, -1);
        if (known >= 0) {
            return known;
        }
        int[] old = sets.get(set);
        int[] larger = Arrays.copyOf(old, old.length + 1);
        int at = old.length;
        while (at > 0 && larger[at - 1] > unknownClass) {
            larger[at] = larger[at - 1];
            at--;
        }
        larger[at] = unknownClass;
        int number = numbers.computeIfAbsent(IntBuffer.wrap(larger), key -> {
            sets.add(larger);
            bytes += 120 + 4L * larger.length;
            return sets.size() - 1;
        });
        sums.put(sum, number);
        return number;
    }

    /** How many of a class are in a set. */
    int count(int set, int unknownClass) {
        int count = 0;
        for (int element : sets.get(set)) {
            if (element == unknownClass) {
                count++;
            }
        }
        return count;
    }

    /** Whether every class is in {@code large} at least as often as in {@code small}. */
    boolean isSubset(int small, int large) {
        if (small == 0 || small == large) {
            return true;
        }
        int[] few = sets.get(small);
        int[] many = sets.get(large);
        int at = 0;
        for (int element : few) {
            while (at < many.length && many[at] < element) {
                at++;
            }
            if (at == many.length || many[at] != element) {
                return false;
            }
            at++;
        }
        return true;
    }

    long bytes() {
        return bytes + sums.bytes();
    }
}
