package io.ordeal.checker.linearizability.fast;

import java.util.Arrays;

/** Numbers by index, of which the largest of a range is found in O(log n): a tree of winners. 12 bytes a number. */
final class Maxima {
    /** In place of a number: there is none. */
    private static final int NONE = Integer.MIN_VALUE;

    private final int leaves;
    private final int[] value;

    /** By node, the root being 1: the index of the largest number below it. */
    private final int[] winner;

    Maxima(int size) {
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2);
        value = new int[leaves];
        Arrays.fill(value, NONE);
        winner = new int[2 * leaves];
        for (int node = 2 * leaves - 1; node >= 1; node--) {
            winner[node] = node >= leaves ? node - leaves : winner[2 * node];
        }
    }

    void set(int index, int number) {
        value[index] = number;
        for (int node = (leaves + index) >> 1; node >= 1; node >>= 1) {
            winner[node] = better(winner[2 * node], winner[2 * node + 1]);
        }
    }

    void remove(int index) {
        set(index, NONE);
    }

    boolean has(int index) {
        return value[index] != NONE;
    }

    /** The index of the largest number in a range, −1 if it has none. */
    int indexOfMax(int from, int to) {
        int best = from;
        int left = leaves + from;
        int right = leaves + to;
        while (left < right) {
            if ((left & 1) == 1) {
                best = better(best, winner[left++]);
            }
            if ((right & 1) == 1) {
                best = better(best, winner[--right]);
            }
            left >>= 1;
            right >>= 1;
        }
        return has(best) ? best : -1;
    }

    int at(int index) {
        return value[index];
    }

    private int better(int one, int other) {
        return value[other] > value[one] ? other : one;
    }
}
