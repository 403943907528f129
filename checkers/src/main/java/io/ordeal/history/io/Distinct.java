package io.ordeal.history.io;

import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the elements of a set, or the keys of a map, differ: two that are equal would count twice in a checker. */
final class Distinct {
    /** No handle. */
    static final long NONE = -1;

    private static final int FEW = 8;

    private Distinct() {}

    /**
     * An element that comes twice, or {@link #NONE}. O(n log n).
     *
     * @param step 1 for a set, 2 for the keys of a map
     */
    static long firstTwice(Values values, long[] slots, int from, int to, int step) {
        if ((to - from) / step <= FEW) {
            for (int i = from + step; i < to; i += step) {
                for (int j = from; j < i; j += step) {
                    if (values.equal(slots[i], slots[j])) {
                        return slots[i];
                    }
                }
            }
            return NONE;
        }
        long[] scalars = new long[(to - from) / step];
        int n = 0;
        Set<@Nullable Object> collections = new HashSet<>();
        for (int i = from; i < to; i += step) {
            Kind kind = values.kind(slots[i]);
            if (kind != Kind.LIST && kind != Kind.MAP && kind != Kind.SET) {
                scalars[n++] = slots[i];
            } else if (!collections.add(values.toObject(slots[i]))) {
                return slots[i];
            }
        }
        Arrays.sort(scalars, 0, n);
        for (int i = 1; i < n; i++) {
            if (scalars[i] == scalars[i - 1]) {
                return scalars[i];
            }
        }
        return NONE;
    }
}
