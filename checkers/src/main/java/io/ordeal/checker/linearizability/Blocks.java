package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of {@link GibbonsKorach} and of {@link AppendedTexts}, each known by its first value: the operations of which nothing else may come
 * between. What is found wrong is told by a few operations, which are wrong by themselves.
 */
final class Blocks {
    private static final int NONE = BlockValues.NONE;
    private static final int CHECKPOINT_EVERY = 1 << 14;

    private final BlockValues values;
    private final boolean[] built;

    /** By block: the operations that were completed first and began last. Blocks without a value hold one operation. */
    private int[] first = new int[64];

    private int[] last = new int[64];
    private int count;

    // The block that is being built.
    private int firstDone;
    private int lastBegun;

    Blocks(BlockValues values) {
        this.values = values;
        built = new boolean[values.size()];
    }

    /**
     * Operations of which there is no linearization; null if all have one. None if there is no telling which: where cas
     * of unknown outcome go round in a circle.
     */
    int @Nullable [] culprits(CheckContext context) {
        int[] found = find(context);
        if (found == null) {
            return null;
        }
        return values.proved(found);
    }

    private int @Nullable [] find(CheckContext context) {
        if (values.leftTwice != NONE) {
            return chain(values.leftTwice, values.leaver[values.leftTwice], values.secondLeaver);
        }
        for (int value = 0; value < values.size(); value++) {
            if (value % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            if (values.isLeftOut(value)) {
                continue;
            }
            if (values.writer[value] == NONE) {
                return new int[] {values.observer(value)};
            }
            if (!values.continues(values.writer[value])) {
                int[] wrong = build(value);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        for (int value = 0; value < values.size(); value++) {
            if (!built[value] && !values.isLeftOut(value)) {
                // Its write is a cas from a value that is a cas' from … from itself.
                return circle(value);
            }
        }
        for (int i = 0; i < values.unobservedCount; i++) {
            add(values.unobserved[i], values.unobserved[i]);
        }
        context.checkpoint();
        return conflict();
    }

    // ---- one block

    /** Walks through a block in its order. Returns operations that can't be in this order, or null. */
    private int @Nullable [] build(int head) {
        firstDone = values.writer[head];
        lastBegun = values.writer[head];
        int value = head;
        while (value != NONE) {
            built[value] = true;
            int earliest = values.firstRead[value];
            if (earliest != NONE) {
                if (values.completion(earliest) < values.start(lastBegun)) {
                    return chain(value, lastBegun, earliest);
                }
                next(earliest);
                next(values.lastRead[value]);
            }
            int cas = values.leaver[value];
            if (cas == NONE) {
                break;
            }
            if (values.completion(cas) < values.start(lastBegun)) {
                return chain(value, lastBegun, cas);
            }
            next(cas);
            value = values.written(cas);
        }
        add(firstDone, lastBegun);
        return null;
    }

    private void next(int operation) {
        if (values.completion(operation) < values.completion(firstDone)) {
            firstDone = operation;
        }
        if (values.start(operation) > values.start(lastBegun)) {
            lastBegun = operation;
        }
    }

    private void add(int firstCompleted, int lastInvoked) {
        if (count == first.length) {
            first = Arrays.copyOf(first, 2 * count);
            last = Arrays.copyOf(last, 2 * count);
        }
        first[count] = firstCompleted;
        last[count++] = lastInvoked;
    }

    // ---- two blocks

    private int low(int block) {
        return values.completion(first[block]);
    }

    private int high(int block) {
        return values.start(last[block]);
    }

    private int @Nullable [] conflict() {
        long[] forward = new long[count];
        int size = 0;
        for (int block = 0; block < count; block++) {
            if (low(block) < high(block)) {
                forward[size++] = (long) low(block) << 32 | block;
            }
        }
        Arrays.sort(forward, 0, size);
        for (int i = 1; i < size; i++) {
            int one = (int) forward[i - 1];
            int other = (int) forward[i];
            if (low(other) < high(one)) {
                return conflict(one, other);
            }
        }
        for (int block = 0; block < count; block++) {
            if (low(block) > high(block)) {
                // Only the last interval that begins before this one's can hold it, as they do not overlap.
                int at = Arrays.binarySearch(forward, 0, size, (long) high(block) << 32);
                int before = (at < 0 ? -at - 1 : at) - 1;
                if (before >= 0 && low(block) < high((int) forward[before])) {
                    return conflict((int) forward[before], block);
                }
            }
        }
        return null;
    }

    private int[] conflict(int one, int other) {
        int[] left = chainOf(one);
        int[] right = chainOf(other);
        int[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /** The two operations that make a block what it is, with the writes that they stand on. */
    private int[] chainOf(int block) {
        int[] left = writers(first[block]);
        int[] right = writers(last[block]);
        return left.length > right.length ? with(left, last[block]) : with(right, first[block]);
    }

    // ---- the operations that others stand on

    /** The writes of a value and of all values that it came from, and two more operations. */
    private int[] chain(int value, int one, int other) {
        return with(with(writers(values.writer[value]), one), other);
    }

    static int[] with(int[] operations, int one) {
        int[] more = Arrays.copyOf(operations, operations.length + 1);
        more[operations.length] = one;
        return more;
    }

    /** An operation, the write of the value that it observed, that of the value which that observed, and so on. */
    private int[] writers(int operation) {
        int[] chain = new int[8];
        int size = 0;
        int at = operation;
        // A circle of cas has no first write.
        while (at >= 0 && size <= values.size()) {
            if (size == chain.length) {
                chain = Arrays.copyOf(chain, 2 * size);
            }
            chain[size++] = at;
            int observed = values.observedBy(at);
            at = observed < 0 ? NONE : values.writer[observed];
        }
        return Arrays.copyOf(chain, size);
    }

    private int[] circle(int value) {
        int[] circle = new int[0];
        int start = values.writer[value];
        int at = start;
        do {
            circle = with(circle, at);
            at = values.writer[values.observedBy(at)];
        } while (at >= 0 && at != start && circle.length <= values.size());
        return with(circle, values.observer(value));
    }
}
