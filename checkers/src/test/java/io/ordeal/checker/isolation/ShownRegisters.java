package io.ordeal.checker.isolation;

import io.ordeal.checker.isolation.Shown.Txn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows, at a level, from the transactions over registers that an anomaly shows: the levels' definitions, applied to
 * all transactions until nothing new follows. A transaction's reads are one event and its writes another, which are the
 * same where the level has them together. The initial values are of a transaction that is before all.
 */
final class ShownRegisters {
    private final Shown shown;
    private final String level;
    private final boolean split;
    private final boolean exclusive;
    private final int count;
    private final boolean[][] before;
    private final boolean[][] happened;

    ShownRegisters(Shown shown, String level) {
        this.shown = shown;
        this.level = level;
        exclusive = level.endsWith("snapshot-isolation");
        split = exclusive || level.equals("prefix");
        count = shown.txns.size() + 1;
        before = new boolean[2 * count][2 * count];
        happened = new boolean[count][count];
        facts();
        while (rules()) {
            close(before);
        }
    }

    private int begin(int t) {
        return split ? 2 * t : 2 * t + 1;
    }

    private static int end(int t) {
        return 2 * t + 1;
    }

    private @Nullable Txn txn(int t) {
        return t == 0 ? null : shown.txns.get(t - 1);
    }

    private boolean writes(int t, @Nullable Object key) {
        Txn txn = txn(t);
        return txn == null || (shown.tookEffect(txn) && txn.writes(key));
    }

    /** The number of the transaction whose value a read has; −1 if it is not shown. */
    private int writer(List<?> read) {
        for (int t = 1; t < count && read.get(2) != null; t++) {
            if (writes(t, read.get(1)) && Objects.equals(shown.txns.get(t - 1).last(read.get(1)), read.get(2))) {
                return t;
            }
        }
        return read.get(2) == null ? 0 : -1;
    }

    private List<List<?>> reads(int t) {
        Txn txn = txn(t);
        return txn == null ? List.of() : txn.reads();
    }

    private void facts() {
        boolean sessions = !List.of("snapshot-isolation", "serializable").contains(level);
        boolean realTime =
                List.of("strict-serializable", "strong-snapshot-isolation").contains(level);
        for (int t = 0; t < count; t++) {
            before[begin(t)][end(t)] = split;
            for (int other = 1; other < count; other++) {
                Txn one = txn(t);
                Txn two = shown.txns.get(other - 1);
                boolean inTime = one != null && one.completed() < two.invoked();
                boolean inSession = one != null && inTime && sessions && one.process() == two.process();
                if (t != other && (one == null || inSession || (inTime && realTime))) {
                    before[end(t)][begin(other)] = true;
                }
                happened[t][other] = t != other && (one == null || inSession);
            }
        }
        for (int t = 1; t < count; t++) {
            for (List<?> read : reads(t)) {
                int writer = writer(read);
                if (writer >= 0 && writer != t) {
                    before[end(writer)][begin(t)] = true;
                    happened[writer][t] = true;
                }
            }
        }
        close(happened);
        close(before);
    }

    private static void close(boolean[][] edges) {
        for (int over = 0; over < edges.length; over++) {
            for (int from = 0; from < edges.length; from++) {
                for (int to = 0; edges[from][over] && to < edges.length; to++) {
                    edges[from][to] |= edges[over][to];
                }
            }
        }
    }

    private boolean rules() {
        boolean news = false;
        for (int t3 = 1; t3 < count; t3++) {
            List<List<?>> reads = reads(t3);
            for (int r = 0; r < reads.size(); r++) {
                int t1 = writer(reads.get(r));
                for (int t2 = 0; t1 >= 0 && t1 != t3 && t2 < count; t2++) {
                    if (t2 != t1 && t2 != t3 && writes(t2, reads.get(r).get(1))) {
                        news |= rules(t1, t2, t3, r);
                    }
                }
            }
        }
        for (int one = 1; exclusive && one < count; one++) {
            for (int other = 1; other < count; other++) {
                int first = one;
                boolean both = one != other
                        && shown.txns.get(other - 1).writes().stream().anyMatch(write -> writes(first, write.get(1)));
                if (both && before[begin(one)][end(other)]) {
                    news |= put(end(one), begin(other));
                }
            }
        }
        return news;
    }

    /** Of three of which the third read of the first what the second wrote, too. */
    private boolean rules(int t1, int t2, int t3, int read) {
        int first = exclusive ? begin(t1) : end(t1);
        boolean news = false;
        boolean sees = switch (level) {
            case "read-committed" -> reads(t3).subList(0, read).stream().anyMatch(r -> writer(r) == t2);
            case "read-atomic" ->
                reads(t3).stream().anyMatch(r -> writer(r) == t2)
                        || (t2 > 0
                                && shown.txns.get(t2 - 1).process()
                                        == shown.txns.get(t3 - 1).process()
                                && shown.txns.get(t2 - 1).completed()
                                        < shown.txns.get(t3 - 1).invoked());
            case "causal" -> happened[t2][t3];
            default -> before[end(t2)][begin(t3)];
        };
        if (sees) {
            news |= put(end(t2), first);
        }
        boolean strong = !List.of("read-committed", "read-atomic", "causal").contains(level);
        if (strong && before[first][end(t2)]) {
            news |= put(begin(t3), end(t2));
        }
        return news;
    }

    private boolean put(int from, int to) {
        boolean news = !before[from][to];
        before[from][to] = true;
        return news;
    }

    /** Whether the shown transactions contradict each other at the level. */
    boolean isCircular() {
        for (int event = 0; event < before.length; event++) {
            if (before[event][event]) {
                return true;
            }
        }
        return false;
    }
}
