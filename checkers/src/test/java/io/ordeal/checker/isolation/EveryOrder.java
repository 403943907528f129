package io.ordeal.checker.isolation;

import io.ordeal.checker.isolation.SmallTransactions.Order;
import io.ordeal.checker.isolation.SmallTransactions.Txn;
import io.ordeal.history.OpType;
import java.util.List;

/**
 * Whether some order of a few transactions explains what they read: all orders are tried, each no further than to its first
 * wrong read; with each choice of those of unknown outcome. Knows of no dependencies.
 */
final class EveryOrder {
    private final SmallTransactions small;
    private final List<Txn> txns;

    /** Of each transaction those before it, as bits. */
    private final int[] before;

    private final long[][] snapshots;
    private boolean exclusive;
    private int chosen;

    EveryOrder(SmallTransactions small, Order order) {
        this.small = small;
        txns = small.txns;
        before = new int[txns.size()];
        snapshots = new long[txns.size()][];
        for (int t = 0; t < before.length; t++) {
            for (int other = 0; other < before.length; other++) {
                if (SmallTransactions.before(txns.get(other), txns.get(t), order)) {
                    before[t] |= 1 << other;
                }
            }
        }
    }

    /** Whether one after the other explains it. */
    boolean isSerializable() {
        return anyChoice(() -> serial(0, new long[small.keys]));
    }

    /** Whether snapshots and commits do, where none commits whose keys were written since its snapshot. */
    boolean isSnapshotIsolated() {
        exclusive = true;
        return anyChoice(() -> split(0, 0, -1, new long[small.keys]));
    }

    /**
     * Whether snapshots and commits do. A list that a transaction read with what it had appended itself is the beginning of
     * the lists that others read later, so that nobody's append came between.
     */
    boolean isPrefix() {
        exclusive = false;
        return anyChoice(() -> split(0, 0, -1, new long[small.keys]));
    }

    @FunctionalInterface
    private interface Search {
        boolean succeeds();
    }

    private boolean anyChoice(Search search) {
        int certain = 0;
        int possible = 0;
        for (int t = 0; t < txns.size(); t++) {
            certain |= txns.get(t).ok() ? 1 << t : 0;
            possible |= txns.get(t).outcome == OpType.INFO ? 1 << t : 0;
        }
        // Each subset of the possible, the largest first.
        for (int some = possible; ; some = (some - 1) & possible) {
            chosen = certain | some;
            if (search.succeeds()) {
                return true;
            }
            if (some == 0) {
                return false;
            }
        }
    }

    private boolean ready(int t, int over) {
        return (before[t] & chosen & ~over) == 0;
    }

    private boolean serial(int over, long[] state) {
        if (over == chosen) {
            return true;
        }
        for (int t = 0; t < before.length; t++) {
            if (((chosen & ~over) >> t & 1) == 1 && ready(t, over)) {
                long[] after = state.clone();
                if (run(txns.get(t), after) && serial(over | 1 << t, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param latest the transaction whose snapshot was taken last, −1 after a commit: of neighbours the order is all one */
    private boolean split(int begun, int over, int latest, long[] state) {
        if (over == chosen) {
            return true;
        }
        for (int t = 0; t < before.length; t++) {
            if ((chosen >> t & 1) == 0 || (over >> t & 1) == 1) {
                continue;
            }
            if ((begun >> t & 1) == 0) {
                if (t > latest && ready(t, over) && run(txns.get(t), state.clone())) {
                    snapshots[t] = state;
                    if (split(begun | 1 << t, over, t, state)) {
                        return true;
                    }
                }
            } else if (!overwritten(txns.get(t), snapshots[t], state)) {
                long[] after = state.clone();
                write(txns.get(t), after);
                if (split(begun, over | 1 << t, -1, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean overwritten(Txn txn, long[] snapshot, long[] state) {
        for (int i = 0; i < txn.length(); i++) {
            boolean matters = exclusive ? txn.writes[i] : small.lists && readsOwn(txn, i);
            if (matters && snapshot[txn.keys[i]] != state[txn.keys[i]]) {
                return true;
            }
        }
        return false;
    }

    private static boolean readsOwn(Txn txn, int read) {
        for (int i = 0; i < read && txn.ok() && !txn.writes[read]; i++) {
            if (txn.writes[i] && txn.keys[i] == txn.keys[read]) {
                return true;
            }
        }
        return false;
    }

    private boolean run(Txn txn, long[] state) {
        for (int i = 0; i < txn.length(); i++) {
            int key = txn.keys[i];
            if (txn.writes[i]) {
                state[key] = small.written(state[key], txn.contents[i]);
            } else if (txn.ok() && state[key] != txn.contents[i]) {
                return false;
            }
        }
        return true;
    }

    private void write(Txn txn, long[] state) {
        for (int i = 0; i < txn.length(); i++) {
            if (txn.writes[i]) {
                state[txn.keys[i]] = small.written(state[txn.keys[i]], txn.contents[i]);
            }
        }
    }
}
