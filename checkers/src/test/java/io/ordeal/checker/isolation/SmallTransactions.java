package io.ordeal.checker.isolation;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A few transactions over two keys, and every way to explain them. What they read is what a database would answer that
 * now and then takes another moment's state.
 */
final class SmallTransactions {
    /** One transaction. {@code mops} are {@code {write?, key, value}}; {@code read} what was read, or null. */
    static final class Txn {
        final int process;
        final List<int[]> mops = new ArrayList<>();
        final List<@Nullable List<Integer>> reads = new ArrayList<>();
        OpType outcome = OpType.OK;
        int invoked;
        int completed = Integer.MAX_VALUE;

        Txn(int process) {
            this.process = process;
        }

        boolean writes(int key) {
            return mops.stream().anyMatch(mop -> mop[0] == 1 && mop[1] == key);
        }
    }

    /** What orders transactions beside what they read. */
    enum Order {
        NONE,
        SESSIONS,
        REAL_TIME
    }

    private static final int KEYS = 2;

    final boolean lists;
    final List<Txn> txns = new ArrayList<>();
    final History history;

    SmallTransactions(long seed, boolean lists) {
        this.lists = lists;
        Random random = new Random(seed * 0x9e3779b97f4a7c15L);
        int count = 2 + random.nextInt(3);
        int processes = 1 + random.nextInt(3);
        int value = 0;
        for (int i = 0; i < count; i++) {
            Txn txn = new Txn(random.nextInt(processes));
            int length = 1 + random.nextInt(3);
            for (int j = 0; j < length; j++) {
                boolean write = random.nextBoolean();
                txn.mops.add(new int[] {write ? 1 : 0, random.nextInt(KEYS), write ? ++value : 0});
            }
            int outcome = random.nextInt(12);
            txn.outcome = outcome == 0 ? OpType.FAIL : outcome == 1 ? OpType.INFO : OpType.OK;
            txns.add(txn);
        }
        answer(random);
        history = weave(random);
    }

    /** Runs them in turn; a read may be of an earlier state, and in lists of another beginning of the last. */
    private void answer(Random random) {
        List<Map<Integer, List<Integer>>> states = new ArrayList<>(List.of(Map.of()));
        int oddity = random.nextInt(4);
        for (Txn txn : txns) {
            Map<Integer, List<Integer>> state = new HashMap<>(states.get(
                    oddity > 0 && random.nextInt(3) == 0 ? random.nextInt(states.size()) : states.size() - 1));
            Map<Integer, List<Integer>> last = new HashMap<>(states.get(states.size() - 1));
            for (int[] mop : txn.mops) {
                if (mop[0] == 1) {
                    state.put(mop[1], written(state, mop));
                    last.put(mop[1], written(last, mop));
                    txn.reads.add(null);
                } else {
                    List<Integer> seen = state.getOrDefault(mop[1], List.of());
                    if (oddity == 3 && random.nextInt(4) == 0) {
                        seen = last.getOrDefault(mop[1], List.of());
                    }
                    txn.reads.add(seen);
                }
            }
            if (txn.outcome == OpType.OK || random.nextInt(txn.outcome == OpType.INFO ? 2 : 20) == 0) {
                states.add(last);
            }
        }
    }

    private List<Integer> written(Map<Integer, List<Integer>> state, int[] mop) {
        List<Integer> after = new ArrayList<>(lists ? state.getOrDefault(mop[1], List.of()) : List.of());
        after.add(mop[2]);
        return after;
    }

    /** Their events in an order that a run could have, each process' transactions one after the other. */
    private History weave(Random random) {
        HistoryBuilder builder = new HistoryBuilder();
        @Nullable Txn[] open = new Txn[3];
        List<Txn> waiting = new ArrayList<>(txns);
        while (!waiting.isEmpty() || Arrays.stream(open).anyMatch(txn -> txn != null)) {
            int process = random.nextInt(3);
            Txn txn = open[process];
            if (txn != null) {
                if (txn.outcome == OpType.OK) {
                    txn.completed = builder.size();
                }
                builder.add(txn.outcome, process, "txn", value(txn, txn.outcome == OpType.OK));
                open[process] = null;
                continue;
            }
            for (Txn next : waiting) {
                if (next.process == process) {
                    next.invoked = builder.size();
                    builder.add(OpType.INVOKE, process, "txn", value(next, false));
                    open[process] = next;
                    waiting.remove(next);
                    break;
                }
            }
        }
        return builder.build();
    }

    private List<?> value(Txn txn, boolean answered) {
        List<List<?>> value = new ArrayList<>();
        for (int i = 0; i < txn.mops.size(); i++) {
            int[] mop = txn.mops.get(i);
            List<Integer> read = txn.reads.get(i);
            @Nullable
            Object seen = read == null || !answered || read.isEmpty() ? null : lists ? read : read.get(read.size() - 1);
            value.add(Arrays.asList(
                    Keyword.of(mop[0] == 0 ? "r" : lists ? "append" : "w"), mop[1], mop[0] == 1 ? mop[2] : seen));
        }
        return value;
    }

    // ---- every way to explain them

    /** Whether some order of the transactions, with those of unknown outcome or without, explains all reads. */
    boolean isSerializable(Order order) {
        return anySubset(some -> serial(some, new ArrayList<>(), order));
    }

    /** Whether there are snapshots and commits that do, of two writers of a key the one after the other. */
    boolean isSnapshotIsolated(Order order) {
        return anySubset(some -> snapshots(some, new ArrayList<>(), order));
    }

    private boolean anySubset(Predicate<List<Txn>> explained) {
        List<Txn> unknown =
                txns.stream().filter(txn -> txn.outcome == OpType.INFO).toList();
        for (int subset = 0; subset < 1 << unknown.size(); subset++) {
            int chosen = subset;
            List<Txn> some = txns.stream()
                    .filter(txn -> txn.outcome == OpType.OK
                            || (txn.outcome == OpType.INFO && (chosen >> unknown.indexOf(txn) & 1) == 1))
                    .toList();
            if (explained.test(some)) {
                return true;
            }
        }
        return false;
    }

    private boolean serial(List<Txn> all, List<Txn> done, Order order) {
        if (done.size() == all.size()) {
            Map<Integer, List<Integer>> state = new HashMap<>();
            return done.stream().allMatch(txn -> run(txn, state));
        }
        for (Txn next : all) {
            if (!done.contains(next)
                    && all.stream().noneMatch(other -> !done.contains(other) && before(other, next, order))) {
                done.add(next);
                if (serial(all, done, order)) {
                    return true;
                }
                done.remove(done.size() - 1);
            }
        }
        return false;
    }

    /** Each transaction is in the list twice: first its snapshot, then its commit. */
    private boolean snapshots(List<Txn> all, List<Txn> events, Order order) {
        if (events.size() == 2 * all.size()) {
            return replaySnapshots(events);
        }
        for (Txn next : all) {
            long times = events.stream().filter(txn -> txn == next).count();
            boolean ready = times == 1
                    || (times == 0
                            && all.stream()
                                    .noneMatch(other -> before(other, next, order)
                                            && events.stream()
                                                            .filter(txn -> txn == other)
                                                            .count()
                                                    < 2));
            if (ready) {
                events.add(next);
                if (snapshots(all, events, order)) {
                    return true;
                }
                events.remove(events.size() - 1);
            }
        }
        return false;
    }

    private boolean replaySnapshots(List<Txn> events) {
        Map<Integer, List<Integer>> state = new HashMap<>();
        Map<Txn, Map<Integer, List<Integer>>> snapshots = new HashMap<>();
        for (Txn txn : events) {
            Map<Integer, List<Integer>> snapshot = snapshots.get(txn);
            if (snapshot == null) {
                snapshots.put(txn, new HashMap<>(state));
                continue;
            }
            for (int key = 0; key < KEYS; key++) {
                if (txn.writes(key)
                        && !snapshot.getOrDefault(key, List.of()).equals(state.getOrDefault(key, List.of()))) {
                    return false;
                }
            }
            Map<Integer, List<Integer>> mine = new HashMap<>(snapshot);
            if (!run(txn, mine)) {
                return false;
            }
            for (int key = 0; key < KEYS; key++) {
                if (txn.writes(key)) {
                    state.put(key, mine.getOrDefault(key, List.of()));
                }
            }
        }
        return true;
    }

    private boolean run(Txn txn, Map<Integer, List<Integer>> state) {
        for (int i = 0; i < txn.mops.size(); i++) {
            int[] mop = txn.mops.get(i);
            if (mop[0] == 1) {
                state.put(mop[1], written(state, mop));
            } else if (txn.outcome == OpType.OK
                    && !state.getOrDefault(mop[1], List.of()).equals(txn.reads.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean before(Txn first, Txn second, Order order) {
        return first != second
                && first.outcome == OpType.OK
                && switch (order) {
                    case NONE -> false;
                    case SESSIONS -> first.process == second.process && first.invoked < second.invoked;
                    case REAL_TIME -> first.completed < second.invoked;
                };
    }
}
