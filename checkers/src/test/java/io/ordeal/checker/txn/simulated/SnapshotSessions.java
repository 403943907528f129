package io.ordeal.checker.txn.simulated;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of an {@link Application} against a database of registers that keeps snapshot isolation, recorded with nothing
 * but the order of each session: as in the histories by which checkers of snapshot isolation are compared, the first
 * transactions of all sessions stand first, then the second ones, whenever they ran.
 *
 * @param bug how the level is broken now and then, null for not at all: {@link Bug#LOST_UPDATE}, {@link Bug#LONG_FORK} or
 *     {@link Bug#CAUSAL_VIOLATION}
 */
public record SnapshotSessions(
        Application application,
        int sessions,
        int transactions,
        @Nullable Bug bug,
        long seed) {
    /** About so many transactions in a hundred are broken, if they can be. */
    private static final int BUGGY_OF_HUNDRED = 25;

    /** Commits by which a broken read is late. */
    private static final int LATE = 200;

    private record Version(int commit, long value) {}

    /** A transaction; {@code values} are what was read, or is written. */
    private static final class Txn implements Application.Client {
        final List<Boolean> writes = new ArrayList<>();
        final List<Integer> keys = new ArrayList<>();
        final List<Long> values = new ArrayList<>();
        int snapshot;
        boolean buggy;

        @Override
        public void read(int key) {
            writes.add(false);
            keys.add(key);
        }

        @Override
        public void write(int key) {
            writes.add(true);
            keys.add(key);
        }
    }

    /** @return a history of {@code sessions} × {@code transactions} that all committed */
    public History run() {
        Random random = new Random(seed);
        Map<Integer, List<Version>> store = new HashMap<>();
        List<List<Txn>> done = new ArrayList<>();
        List<@Nullable Txn> open = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            done.add(new ArrayList<>());
            open.add(null);
        }
        int commits = 0;
        int committed = 0;
        while (committed < sessions * transactions) {
            int session = random.nextInt(sessions);
            Txn t = open.get(session);
            if (t == null && done.get(session).size() < transactions) {
                t = new Txn();
                application.draw(random, committed, t);
                t.snapshot = commits;
                t.buggy = bug != null && random.nextInt(100) < BUGGY_OF_HUNDRED;
                read(t, store, random);
                open.set(session, t);
            } else if (t != null) {
                // Refused, it is as if it had never been: the session draws another.
                if (commit(t, commits + 1, store)) {
                    commits++;
                    committed++;
                    done.get(session).add(t);
                }
                open.set(session, null);
            }
        }
        return record(done);
    }

    private void read(Txn t, Map<Integer, List<Version>> store, Random random) {
        int late = Math.max(0, t.snapshot - 1 - random.nextInt(LATE));
        int parity = random.nextInt(2);
        for (int i = 0; i < t.keys.size(); i++) {
            int key = t.keys.get(i);
            boolean old = t.buggy
                    && (bug == Bug.CAUSAL_VIOLATION || (bug == Bug.LONG_FORK && Integer.bitCount(key) % 2 == parity));
            long value = 0;
            for (Version version : store.getOrDefault(key, List.of())) {
                value = version.commit() <= (old ? late : t.snapshot) ? version.value() : value;
            }
            for (int j = 0; j < i; j++) {
                value = t.keys.get(j) == key && t.writes.get(j) ? t.values.get(j) : value;
            }
            t.values.add(t.writes.get(i) ? random.nextLong() >>> 1 | 1 : value);
        }
    }

    private boolean commit(Txn t, int commit, Map<Integer, List<Version>> store) {
        for (int i = 0; i < t.keys.size(); i++) {
            List<Version> versions = store.getOrDefault(t.keys.get(i), List.of());
            boolean overwritten =
                    !versions.isEmpty() && versions.get(versions.size() - 1).commit() > t.snapshot;
            if (t.writes.get(i) && overwritten && !(t.buggy && bug == Bug.LOST_UPDATE)) {
                return false;
            }
        }
        for (int i = 0; i < t.keys.size(); i++) {
            if (t.writes.get(i)) {
                store.computeIfAbsent(t.keys.get(i), unused -> new ArrayList<>())
                        .add(new Version(commit, t.values.get(i)));
            }
        }
        return true;
    }

    private History record(List<List<Txn>> done) {
        HistoryBuilder builder = new HistoryBuilder();
        short txn = builder.fNumber("txn");
        for (int i = 0; i < transactions; i++) {
            for (OpType type : List.of(OpType.INVOKE, OpType.OK)) {
                for (int session = 0; session < sessions; session++) {
                    long value = value(builder.values(), done.get(session).get(i), type == OpType.OK);
                    builder.add(-1, -1, session, type, txn, value, Values.NIL, Values.NIL);
                }
            }
        }
        return builder.build();
    }

    private static long value(Values values, Txn t, boolean ok) {
        long[] operations = new long[t.keys.size()];
        for (int i = 0; i < operations.length; i++) {
            boolean write = t.writes.get(i);
            long value = t.values.get(i);
            long[] operation = {
                values.ofKeyword(write ? "w" : "r"),
                values.ofLong(t.keys.get(i)),
                (write || ok) && value != 0 ? values.ofLong(value) : Values.NIL
            };
            operations[i] = values.ofCollection(Values.Kind.LIST, operation, 0, 3);
        }
        return values.ofCollection(Values.Kind.LIST, operations, 0, operations.length);
    }
}
