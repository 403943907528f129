package io.ordeal.checker.txn.search;

import io.ordeal.checker.txn.weak.ReadsFrom;
import java.util.Arrays;

/**
 * A certificate: the events of all transactions in an order that explains a history. To be made it has to be replayed,
 * from the history and the definition of the level alone.
 */
public final class CommitOrder {
    private final int[] transactions;

    /** @param events by the numbers of a {@link CertainOrder}; barriers are passed over */
    static CommitOrder replayed(ReadsFrom history, StrongLevel level, int[] events) {
        Replay replay = new Replay(history, level);
        int[] commits = new int[history.count()];
        int committed = 0;
        for (int event : events) {
            int t = level.split ? event >> 1 : event;
            boolean barrier = t >= history.count();
            if (!barrier && (!level.split || (event & 1) == 0)) {
                replay.begin(t);
            }
            if (!barrier && (!level.split || (event & 1) == 1)) {
                replay.commit(t);
                commits[committed++] = t;
            }
        }
        return new CommitOrder(all(history, commits, committed));
    }

    private static int[] all(ReadsFrom history, int[] commits, int committed) {
        if (committed != history.count()) {
            throw new IllegalStateException(committed + " of " + history.count() + " transactions are in the order");
        }
        return commits;
    }

    private CommitOrder(int[] transactions) {
        this.transactions = transactions;
    }

    /** The transactions' numbers in the {@link ReadsFrom}, in the order in which they commit. */
    public int[] transactions() {
        return transactions.clone();
    }

    /** The state of a database that goes through the order; whatever it should not do is an exception. */
    private static final class Replay {
        private final ReadsFrom history;
        private final StrongLevel level;
        private final int[] current;
        private final int[] lastWriteTimes;
        private final int[] beginTimes;
        private final boolean[] committed;
        /** The latest invocation of those that have begun. */
        private int latestInvocation = -1;

        private int time;

        Replay(ReadsFrom history, StrongLevel level) {
            this.history = history;
            this.level = level;
            current = new int[history.keyCount()];
            for (int k = 0; k < current.length; k++) {
                current[k] = -1 - k;
            }
            lastWriteTimes = new int[history.keyCount()];
            beginTimes = new int[history.count()];
            Arrays.fill(beginTimes, -1);
            committed = new boolean[history.count()];
        }

        void begin(int t) {
            require(beginTimes[t] < 0, t, "begins twice");
            beginTimes[t] = ++time;
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                require(current[history.readKey(r)] == history.readVersion(r), t, "reads another version");
            }
            int previous = history.previous(t);
            require(
                    level.order == StrongLevel.Order.NONE || previous < 0 || committed[previous],
                    t,
                    "begins before its session's last has committed");
            latestInvocation = Math.max(latestInvocation, history.invoked(t));
        }

        void commit(int t) {
            require(beginTimes[t] > 0 && !committed[t], t, "commits without having begun");
            // Whoever has begun was not to wait for this one: it was not acknowledged when they were invoked.
            require(
                    level.order != StrongLevel.Order.REAL_TIME || latestInvocation < history.completed(t),
                    t,
                    "commits after one has begun that was invoked after its acknowledgement");
            committed[t] = true;
            int now = ++time;
            require(level.split || beginTimes[t] == now - 1, t, "commits while others run");
            for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
                int key = history.versionKey(v);
                require(!level.exclusive || lastWriteTimes[key] < beginTimes[t], t, "overwrites what it has not seen");
                lastWriteTimes[key] = now;
                current[key] = v;
            }
        }

        private static void require(boolean holds, int transaction, String what) {
            if (!holds) {
                throw new IllegalStateException(
                        "the order that was found is none: transaction " + transaction + " " + what);
            }
        }
    }
}
