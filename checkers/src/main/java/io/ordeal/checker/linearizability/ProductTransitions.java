package io.ordeal.checker.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several parts that do not touch each other as one system: its states are tuples of the parts' states.
 *
 * <p>A tuple is a binary tree over the parts, and a tree is known by a number: that of a leaf is its part's state, that of
 * an inner node is found by the pair of its children's. Equal trees have equal numbers, and a call makes new nodes only
 * on the way from its part's leaf to the root, so a step costs O(log parts), whatever the parts hold.
 */
final class ProductTransitions implements Transitions {
    private final Transitions[] parts;

    /** By symbol: the part that the call touches, and its symbol there. */
    private final int[] part;

    private final int[] local;

    /** The levels between the root and the leaves. */
    private final int levels;

    /** By inner node: its children, the left one in the upper half. */
    private long[] children = new long[64];

    private int nodes;
    private final LongIntMap numbers = new LongIntMap();
    private final int initial;

    private final List<int[]> several = new ArrayList<>();
    private final LongIntMap severalOf = new LongIntMap();

    private ProductTransitions(Transitions[] parts, int[] part, int[] local) {
        this.parts = parts;
        this.part = part;
        this.local = local;
        levels = 32 - Integer.numberOfLeadingZeros(Math.max(1, parts.length - 1));
        int[] row = new int[1 << levels];
        for (int i = 0; i < parts.length; i++) {
            row[i] = parts[i].initial();
        }
        for (int width = row.length / 2; width >= 1; width /= 2) {
            for (int i = 0; i < width; i++) {
                row[i] = node(row[2 * i], row[2 * i + 1]);
            }
        }
        initial = row[0];
    }

    /** Of the parts of a problem, each of which is as a model says. */
    static <S> ProductTransitions of(Model<S> model, Problem problem) {
        int size = problem.calls.size();
        int[] local = new int[size];
        List<List<Call>> calls = new ArrayList<>();
        for (int symbol = 0; symbol < size; symbol++) {
            while (calls.size() <= problem.part[symbol]) {
                calls.add(new ArrayList<>());
            }
            List<Call> own = calls.get(problem.part[symbol]);
            local[symbol] = own.size();
            own.add(problem.calls.get(symbol));
        }
        Transitions[] parts =
                calls.stream().map(own -> new ModelTransitions<>(model, own)).toArray(Transitions[]::new);
        return new ProductTransitions(parts, problem.part, local);
    }

    @Override
    public int initial() {
        return initial;
    }

    @Override
    public int next(int state, int symbol) {
        int p = part[symbol];
        int before = leaf(state, p);
        int after = parts[p].next(before, local[symbol]);
        if (after == NONE) {
            return NONE;
        }
        if (after >= 0) {
            return after == before ? state : with(state, levels, p, after);
        }
        long cell = (long) state << 32 | symbol;
        int code = severalOf.getOrDefault(cell, NONE);
        if (code == NONE) {
            int[] all = Arrays.stream(parts[p].several(after))
                    .map(one -> with(state, levels, p, one))
                    .toArray();
            several.add(all);
            code = NONE - several.size();
            severalOf.put(cell, code);
        }
        return code;
    }

    private int leaf(int root, int p) {
        int at = root;
        for (int level = levels - 1; level >= 0; level--) {
            long pair = children[at];
            at = (p >>> level & 1) == 0 ? (int) (pair >>> 32) : (int) pair;
        }
        return at;
    }

    private int with(int at, int level, int p, int leaf) {
        if (level == 0) {
            return leaf;
        }
        long pair = children[at];
        int left = (int) (pair >>> 32);
        int right = (int) pair;
        return ((p >>> (level - 1)) & 1) == 0
                ? node(with(left, level - 1, p, leaf), right)
                : node(left, with(right, level - 1, p, leaf));
    }

    private int node(int left, int right) {
        long pair = (long) left << 32 | right;
        int known = numbers.getOrDefault(pair, NONE);
        if (known != NONE) {
            return known;
        }
        if (nodes == children.length) {
            children = Arrays.copyOf(children, 2 * nodes);
        }
        children[nodes] = pair;
        numbers.put(pair, nodes);
        return nodes++;
    }

    @Override
    public int[] several(int code) {
        return several.get(NONE - 1 - code);
    }

    @Override
    public boolean readsOnly(int symbol) {
        return parts[part[symbol]].readsOnly(local[symbol]);
    }

    @Override
    public boolean overwrites(int symbol) {
        // Of its own part, which is all that the search asks about: see Search.isUseful.
        return parts[part[symbol]].overwrites(local[symbol]);
    }

    @Override
    public boolean mayLeadTo(int state, int symbol) {
        return parts[part[symbol]].mayLeadTo(leaf(state, part[symbol]), local[symbol]);
    }

    @Override
    public long bytes() {
        long bytes = 8L * children.length + numbers.bytes() + severalOf.bytes();
        for (Transitions one : parts) {
            bytes += one.bytes();
        }
        return bytes;
    }
}
