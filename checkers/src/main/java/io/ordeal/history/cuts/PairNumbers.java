package io.ordeal.history.cuts;

import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Numbers pairs of values, such as a key and what was written to it, from 0 on. Expected constant time each. */
public final class PairNumbers {
    private static final int FREE = -1;

    private final Values values;

    /** Equal collections have many handles: the first of them stands for all. */
    private final Map<Object, Long> collections = new HashMap<>();

    private long[] firsts = new long[64];
    private long[] seconds = new long[64];
    private int[] numbers = new int[128];
    private int size;

    /** @param values that the handles are of */
    public PairNumbers(Values values) {
        this.values = values;
        Arrays.fill(numbers, FREE);
    }

    /** The number of a pair, a new one if it has none yet. */
    public int of(long first, long second) {
        long one = canonical(first);
        long two = canonical(second);
        int slot = slot(one, two);
        if (numbers[slot] == FREE) {
            if (4 * size >= 3 * numbers.length || size == firsts.length) {
                grow();
                slot = slot(one, two);
            }
            firsts[size] = one;
            seconds[size] = two;
            numbers[slot] = size++;
        }
        return numbers[slot];
    }

    /** The number of a pair, −1 if it has none. */
    public int find(long first, long second) {
        return numbers[slot(canonical(first), canonical(second))];
    }

    public int size() {
        return size;
    }

    private long canonical(long handle) {
        Kind kind = values.kind(handle);
        if (kind != Kind.LIST && kind != Kind.MAP && kind != Kind.SET) {
            return handle;
        }
        Object value = values.toObject(handle);
        return value == null ? handle : collections.computeIfAbsent(value, any -> handle);
    }

    private int slot(long first, long second) {
        int mask = numbers.length - 1;
        long hash = (first * 0x9e3779b97f4a7c15L ^ second) * 0xc2b2ae3d27d4eb4fL;
        int at = (int) (hash ^ hash >>> 32) & mask;
        while (numbers[at] != FREE && (firsts[numbers[at]] != first || seconds[numbers[at]] != second)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        firsts = Arrays.copyOf(firsts, 2 * firsts.length);
        seconds = Arrays.copyOf(seconds, 2 * seconds.length);
        numbers = new int[2 * numbers.length];
        Arrays.fill(numbers, FREE);
        for (int i = 0; i < size; i++) {
            numbers[slot(firsts[i], seconds[i])] = i;
        }
    }
}
