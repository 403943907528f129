package io.ordeal.checker.txn.search;

import java.util.Arrays;

/**
 * Pairs of transactions of which the first is believed to come before the second. A belief can be given up and taken up
 * again; how often is counted. All that is known of a transaction is one list, which is short.
 */
final class LearntOrder {
    static final int NONE = -1;

    /** By transaction: the first pair whose second it is. */
    private final int[] heads;

    private int[] next = new int[64];
    private int[] firsts = new int[64];
    private int[] changes = new int[64];
    private boolean[] holds = new boolean[64];
    private int size;

    LearntOrder(int transactions) {
        heads = new int[transactions];
        Arrays.fill(heads, NONE);
    }

    /** A pair whose second is the transaction, or {@link #NONE}; the others are its {@link #next}. */
    int head(int second) {
        return heads[second];
    }

    int next(int pair) {
        return next[pair];
    }

    int first(int pair) {
        return firsts[pair];
    }

    boolean holds(int pair) {
        return holds[pair];
    }

    int changes(int pair) {
        return changes[pair];
    }

    /** How often it was changed what is believed of two transactions. */
    int changes(int one, int other) {
        int pair = find(one, other);
        int opposite = find(other, one);
        return (pair == NONE ? 0 : changes[pair]) + (opposite == NONE ? 0 : changes[opposite]);
    }

    /** Believes that one comes before another, and not the other way round. */
    void believe(int first, int second) {
        int opposite = find(second, first);
        if (opposite != NONE) {
            holds[opposite] = false;
        }
        int pair = find(first, second);
        pair = pair == NONE ? add(first, second) : pair;
        holds[pair] = true;
        changes[pair]++;
    }

    void giveUp(int pair) {
        holds[pair] = false;
        changes[pair]++;
    }

    private int find(int first, int second) {
        int pair = heads[second];
        while (pair != NONE && firsts[pair] != first) {
            pair = next[pair];
        }
        return pair;
    }

    private int add(int first, int second) {
        if (size == next.length) {
            next = Arrays.copyOf(next, 2 * size);
            firsts = Arrays.copyOf(firsts, 2 * size);
            changes = Arrays.copyOf(changes, 2 * size);
            holds = Arrays.copyOf(holds, 2 * size);
        }
        firsts[size] = first;
        next[size] = heads[second];
        heads[second] = size;
        return size++;
    }
}
