package io.ordeal.checker.txn.graph;

import static io.ordeal.checker.txn.graph.EdgeType.RW;
import static io.ordeal.checker.txn.graph.EdgeType.WR;
import static io.ordeal.checker.txn.graph.EdgeType.WW;

/**
 * The kinds of cycle, from the worst, as automata: a walk from a transaction reads the types of its edges, and is a cycle
 * of the kind if it comes back in the state {@link #accepting}. The first edge is one that the kind must have, so that
 * each cycle is found from some of its transactions.
 */
enum CycleKind {
    /** Only ww. */
    G0(WW, 0, 1) {
        @Override
        int next(int state, int type) {
            return state == 0 ? (type == WW.ordinal() ? 1 : DEAD) : 1;
        }
    },

    /** First a wr, then ww and wr. */
    G1C(WR, WR.bit(), 1) {
        @Override
        int next(int state, int type) {
            return state == 0 ? (type == WR.ordinal() ? 1 : DEAD) : 1;
        }
    },

    /** First an rw, then ww and wr. */
    G_SINGLE(RW, WR.bit() | RW.bit(), 1) {
        @Override
        int next(int state, int type) {
            return (state == 0) == (type == RW.ordinal()) ? 1 : DEAD;
        }
    },

    /** First an rw, then ww, wr and at least one rw more, with no two rw next to each other, nor last. */
    G_NONADJACENT(RW, WR.bit() | RW.bit(), 4) {
        @Override
        int next(int state, int type) {
            boolean rw = type == RW.ordinal();
            return switch (state) {
                case 0 -> rw ? 1 : DEAD;
                case 1 -> rw ? DEAD : 2;
                case 2 -> rw ? 3 : 2;
                case 3 -> rw ? DEAD : 4;
                default -> rw ? 3 : 4;
            };
        }
    },

    /** First two rw, then anything. */
    G2_ITEM(RW, WR.bit() | RW.bit(), 2) {
        @Override
        int next(int state, int type) {
            return state < 2 ? (type == RW.ordinal() ? state + 1 : DEAD) : 2;
        }
    };

    static final int DEAD = -1;

    /** No automaton has more. */
    static final int STATES = 5;

    final EdgeType first;

    /** The types of edges that may occur, beside the process's or real time's. */
    final int types;

    final int accepting;

    CycleKind(EdgeType first, int moreTypes, int accepting) {
        this.first = first;
        this.types = WW.bit() | moreTypes;
        this.accepting = accepting;
    }

    /** The state after an edge of an allowed type, or {@link #DEAD}. */
    abstract int next(int state, int type);

    /** Whether an rw has just been passed: a state of {@link #G_NONADJACENT}. */
    static boolean afterRw(int state) {
        return (state & 1) == 1;
    }
}
