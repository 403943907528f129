package io.ordeal.checker.txn.weak;

import java.util.Arrays;

/**
 * Edges of the commit order that a level forces: {@code from} wrote a key that {@code read} reads, was visible to it, and
 * was not what it saw; so it comes before the writer of what it saw, which is {@code to}, or {@link ReadsFrom#INITIAL},
 * before which nothing can come.
 */
final class ForcedEdges {
    private int size;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private int[] reads = new int[64];

    void add(int first, int second, int read) {
        if (size > 0 && from[size - 1] == first && to[size - 1] == second) {
            return;
        }
        if (size == from.length) {
            int capacity = size + (size >> 1);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
            reads = Arrays.copyOf(reads, capacity);
        }
        from[size] = first;
        to[size] = second;
        reads[size++] = read;
    }

    int size() {
        return size;
    }

    int from(int edge) {
        return from[edge];
    }

    int to(int edge) {
        return to[edge];
    }

    /** The read that forces the edge. */
    int read(int edge) {
        return reads[edge];
    }
}
