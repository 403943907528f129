package io.ordeal.checker.txn.weak;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The levels of isolation by their axioms, over all commit orders, and over all choices of which transactions of unknown
 * outcome took effect. It shares nothing with the checkers, not even how a transaction is read, and is for histories of a
 * few transactions. Biswas &amp; Enea, OOPSLA 2019, figures 2 and 3.
 */
public final class CommitOrders {
    /** A level: what is visible to a transaction, and what comes before what in any case. */
    public enum Level {
        READ_COMMITTED,
        READ_ATOMIC,
        CAUSAL,
        PREFIX,
        SNAPSHOT,
        SNAPSHOT_SESSION,
        SNAPSHOT_REAL_TIME,
        SERIALIZABLE,
        SERIALIZABLE_SESSION,
        SERIALIZABLE_REAL_TIME;

        private boolean sessions() {
            return this != SNAPSHOT && this != SERIALIZABLE;
        }

        private boolean realTime() {
            return this == SNAPSHOT_REAL_TIME || this == SERIALIZABLE_REAL_TIME;
        }
    }

    private record Read(String key, @Nullable Txn writer) {}

    private static final class Txn {
        final int process;
        final int invoked;
        final int completed;
        final OpType outcome;
        final List<?> operations;
        final List<Read> reads = new ArrayList<>();
        final Set<String> writes = new HashSet<>();
        int place;

        Txn(History history, int invocation) {
            process = history.process(invocation);
            invoked = invocation;
            outcome = history.outcome(invocation);
            boolean ok = outcome == OpType.OK;
            completed = ok ? history.partner(invocation) : Integer.MAX_VALUE;
            operations = (List<?>) Objects.requireNonNull(history.value(ok ? completed : invocation));
        }
    }

    private final List<Txn> all = new ArrayList<>();
    private boolean senseless;
    private final Set<Level> open;
    private final Set<Level> kept = EnumSet.noneOf(Level.class);

    private CommitOrders(History history, Set<Level> asked) {
        open = EnumSet.copyOf(asked);
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                all.add(new Txn(history, i));
            }
        }
    }

    /** Which of the levels a history keeps. */
    public static Set<Level> kept(History history, Set<Level> asked) {
        CommitOrders orders = new CommitOrders(history, asked);
        orders.read();
        if (!orders.senseless) {
            orders.choose(0, new ArrayList<>());
        }
        return orders.kept;
    }

    private void read() {
        Map<String, Txn> writers = new HashMap<>();
        Map<String, Txn> overwritten = new HashMap<>();
        for (Txn t : all) {
            Map<String, String> last = new HashMap<>();
            for (Object operation : t.operations) {
                List<?> op = (List<?>) operation;
                if (isWrite(op)) {
                    String before = last.put(key(op), version(op));
                    writers.put(version(op), t);
                    t.writes.add(key(op));
                    if (before != null) {
                        overwritten.put(before, t);
                    }
                }
            }
        }
        for (Txn t : all) {
            if (t.outcome != OpType.OK) {
                continue;
            }
            Map<String, String> own = new HashMap<>();
            for (Object operation : t.operations) {
                List<?> op = (List<?>) operation;
                String mine = own.get(key(op));
                if (isWrite(op)) {
                    own.put(key(op), version(op));
                } else if (mine != null) {
                    senseless |= !mine.equals(version(op));
                } else if (op.get(2) == null) {
                    t.reads.add(new Read(key(op), null));
                } else {
                    Txn writer = writers.get(version(op));
                    senseless |= writer == null
                            || writer == t
                            || writer.outcome == OpType.FAIL
                            || overwritten.containsKey(version(op));
                    t.reads.add(new Read(key(op), writer));
                }
            }
        }
    }

    private static boolean isWrite(List<?> op) {
        return String.valueOf(op.get(0)).equals(":w");
    }

    private static String key(List<?> op) {
        return String.valueOf(op.get(1));
    }

    private static String version(List<?> op) {
        return op.get(1) + "=" + op.get(2);
    }

    private void choose(int next, List<Txn> chosen) {
        if (open.isEmpty()) {
            return;
        }
        if (next == all.size()) {
            boolean closed = chosen.stream()
                    .flatMap(t -> t.reads.stream())
                    .allMatch(read -> read.writer() == null || chosen.contains(read.writer()));
            if (closed) {
                order(new ArrayList<>(chosen), new ArrayList<>());
            }
            return;
        }
        Txn t = all.get(next);
        if (t.outcome != OpType.FAIL) {
            chosen.add(t);
            choose(next + 1, chosen);
            chosen.remove(t);
        }
        if (t.outcome != OpType.OK) {
            choose(next + 1, chosen);
        }
    }

    private void order(List<Txn> left, List<Txn> order) {
        if (open.isEmpty()) {
            return;
        }
        if (left.isEmpty()) {
            for (Level level : List.copyOf(open)) {
                if (explains(order, level)) {
                    kept.add(level);
                    open.remove(level);
                }
            }
            return;
        }
        for (Txn next : List.copyOf(left)) {
            if (next.reads.stream().anyMatch(read -> read.writer() != null && left.contains(read.writer()))) {
                continue;
            }
            left.remove(next);
            next.place = order.size();
            order.add(next);
            order(left, order);
            order.remove(next);
            left.add(next);
        }
    }

    /** Whether the first is before the second in the order that the level keeps in any case. */
    private static boolean first(Txn a, Txn b, Level level) {
        if (level.realTime()) {
            return a.completed < b.invoked;
        }
        return level.sessions() && a.process == b.process && a.completed < b.invoked;
    }

    private static boolean readsOf(Txn reader, Txn writer) {
        return reader.reads.stream().anyMatch(read -> read.writer() == writer);
    }

    private static boolean explains(List<Txn> order, Level level) {
        for (Txn a : order) {
            for (Txn b : order) {
                if (b.place < a.place && first(a, b, level)) {
                    return false;
                }
            }
        }
        for (Txn t3 : order) {
            for (int r = 0; r < t3.reads.size(); r++) {
                Read read = t3.reads.get(r);
                Txn t1 = read.writer();
                for (Txn t2 : order) {
                    boolean before = t1 != null && t2.place < t1.place;
                    if (t2 != t1
                            && t2 != t3
                            && t2.writes.contains(read.key())
                            && !before
                            && visible(t2, t3, r, order, level)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean visible(Txn t2, Txn t3, int read, List<Txn> order, Level level) {
        return switch (level) {
            case READ_COMMITTED -> t3.reads.subList(0, read).stream().anyMatch(r -> r.writer() == t2);
            case READ_ATOMIC -> direct(t2, t3, level);
            case CAUSAL -> past(t2, t3, order, level);
            case PREFIX -> prefix(t2, t3, order, level);
            case SNAPSHOT, SNAPSHOT_SESSION, SNAPSHOT_REAL_TIME ->
                prefix(t2, t3, order, level) || conflict(t2, t3, order);
            case SERIALIZABLE, SERIALIZABLE_SESSION, SERIALIZABLE_REAL_TIME -> t2.place < t3.place;
        };
    }

    private static boolean direct(Txn a, Txn b, Level level) {
        return readsOf(b, a) || first(a, b, level);
    }

    private static boolean past(Txn a, Txn b, List<Txn> order, Level level) {
        return direct(a, b, level)
                || order.stream().anyMatch(m -> m.place < b.place && direct(m, b, level) && past(a, m, order, level));
    }

    private static boolean prefix(Txn t2, Txn t3, List<Txn> order, Level level) {
        return order.stream().anyMatch(m -> t2.place <= m.place && direct(m, t3, level));
    }

    private static boolean conflict(Txn t2, Txn t3, List<Txn> order) {
        return order.stream()
                .anyMatch(t4 -> t2.place <= t4.place
                        && t4.place < t3.place
                        && t4.writes.stream().anyMatch(t3.writes::contains));
    }
}
