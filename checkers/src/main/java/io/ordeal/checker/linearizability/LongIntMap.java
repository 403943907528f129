package io.ordeal.checker.linearizability;

import java.util.Arrays;

/** A map from longs (other than {@link Long#MIN_VALUE}) to ints, open addressed: 12 bytes a slot, half of them used. */
public final class LongIntMap {
    private static final long FREE = Long.MIN_VALUE;

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int size;

    /** An empty map. */
    public LongIntMap() {
        Arrays.fill(keys, FREE);
    }

    public int getOrDefault(long key, int otherwise) {
        int at = slot(keys, key);
        return keys[at] == FREE ? otherwise : values[at];
    }

    public void put(long key, int value) {
        int at = slot(keys, key);
        if (keys[at] == FREE && ++size * 2 > keys.length) {
            grow();
            at = slot(keys, key);
        }
        keys[at] = key;
        values[at] = value;
    }

    long bytes() {
        return 12L * keys.length;
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int at = (int) (mix(key) & mask);
        while (keys[at] != FREE && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** Spreads entropy over all bits: Stafford's variant 13 of the finalizer of MurmurHash3. */
    static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = slot(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
