package io.ordeal.checker.isolation;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A few transactions over few keys, run by a database that takes snapshots, forgets conflicts at will, and now and then
 * answers with what it should not.
 *
 * <p>The content of a key is a long: of a list its elements, five bits each, the last lowest; of a register its value.
 * 0 is empty.
 */
final class SmallTransactions {
    /** One transaction. What a read saw is in {@code contents}, as is what a write writes. */
    static final class Txn {
        final boolean[] writes;
        final int[] keys;
        final long[] contents;
        OpType outcome = OpType.OK;
        int process;
        int invoked;
        int completed = Integer.MAX_VALUE;

        Txn(int length) {
            writes = new boolean[length];
            keys = new int[length];
            contents = new long[length];
        }

        int length() {
            return keys.length;
        }

        boolean ok() {
            return outcome == OpType.OK;
        }
    }

    /** What orders transactions beside what they read. */
    enum Order {
        NONE,
        SESSIONS,
        REAL_TIME
    }

    static final int BITS = 5;
    static final int DIGIT = (1 << BITS) - 1;
    private static final int MOST_WRITES = 12;
    private static final int GARBAGE = DIGIT;

    final boolean lists;
    final int keys;
    final List<Txn> txns = new ArrayList<>();
    final History history;
    private final Random random;

    /** Of each key all that it ever held, and what it holds now. */
    private final List<List<Long>> past = new ArrayList<>();

    private final long[] state;

    SmallTransactions(long seed, boolean lists) {
        this.lists = lists;
        random = new Random(seed * 0x9e3779b97f4a7c15L);
        keys = 1 + random.nextInt(3);
        state = new long[keys];
        for (int key = 0; key < keys; key++) {
            past.add(new ArrayList<>(List.of(0L)));
        }
        plan(2 + random.nextInt(4));
        if (random.nextInt(3) == 0) {
            txns.add(readerOfAll());
        }
        int[] moments = run();
        history = weave(moments);
    }

    private void plan(int count) {
        int length = 1 + random.nextInt(5);
        boolean equal = random.nextBoolean();
        int writesOfTen = 2 + random.nextInt(6);
        int failsOfTwenty = random.nextInt(4);
        int infosOfTwenty = random.nextInt(6);
        int value = 0;
        for (int i = 0; i < count; i++) {
            Txn txn = new Txn(equal ? length : 1 + random.nextInt(length));
            for (int j = 0; j < txn.length(); j++) {
                txn.keys[j] = random.nextInt(keys);
                txn.writes[j] = value < MOST_WRITES && random.nextInt(10) < writesOfTen;
                txn.contents[j] = txn.writes[j] ? ++value : 0;
            }
            int outcome = random.nextInt(20);
            txn.outcome = outcome < failsOfTwenty
                    ? OpType.FAIL
                    : outcome < failsOfTwenty + infosOfTwenty ? OpType.INFO : OpType.OK;
            txns.add(txn);
        }
    }

    private Txn readerOfAll() {
        Txn reader = new Txn(keys);
        for (int key = 0; key < keys; key++) {
            reader.keys[key] = key;
        }
        return reader;
    }

    // ---- the database

    /** Answers all reads. Returns the order of snapshots and commits: each transaction is there twice. */
    private int[] run() {
        int[] moments = new int[2 * txns.size()];
        int oddReadsOfTwelve = Math.max(0, random.nextInt(8) - 2);
        boolean checked = random.nextInt(3) == 0;
        int together = random.nextInt(4);
        List<Integer> open = new ArrayList<>();
        long[][] snapshots = new long[txns.size()][];
        int begun = 0;
        for (int at = 0; at < moments.length; at++) {
            boolean begin = open.isEmpty() || (begun < txns.size() && random.nextInt(4) < together);
            if (begin) {
                snapshots[begun] = state.clone();
                moments[at] = begun;
                open.add(begun++);
                continue;
            }
            int t = open.remove(random.nextInt(open.size()));
            moments[at] = t;
            Txn txn = txns.get(t);
            if (checked && txn.ok() && overwritten(txn, snapshots[t])) {
                txn.outcome = OpType.FAIL;
            }
            answer(txn, snapshots[t], oddReadsOfTwelve);
            boolean keeps = txn.outcome == OpType.INFO ? random.nextBoolean() : random.nextInt(20) == 0;
            if (txn.ok() || keeps) {
                commit(txn);
            }
        }
        return moments;
    }

    private boolean overwritten(Txn txn, long[] snapshot) {
        for (int i = 0; i < txn.length(); i++) {
            if (txn.writes[i] && snapshot[txn.keys[i]] != state[txn.keys[i]]) {
                return true;
            }
        }
        return false;
    }

    private void answer(Txn txn, long[] snapshot, int oddReadsOfTwelve) {
        long[] mine = snapshot.clone();
        for (int i = 0; i < txn.length(); i++) {
            int key = txn.keys[i];
            if (txn.writes[i]) {
                mine[key] = written(mine[key], txn.contents[i]);
            } else {
                boolean odd = random.nextInt(12) < oddReadsOfTwelve;
                txn.contents[i] = odd ? odd(txn, key, snapshot[key], mine[key]) : mine[key];
            }
        }
    }

    private long odd(Txn txn, int key, long snapshot, long right) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> state[key];
            case 4, 5, 6, 7, 8 -> past.get(key).get(random.nextInt(past.get(key).size()));
            case 9 -> snapshot;
            case 10, 11 -> withWritesOf(txns.get(random.nextInt(txns.size())), key, right);
            case 12 -> withWritesOf(txn, key, right);
            case 13 -> lists ? right >>> BITS : right;
            case 14 -> written(right, lists && random.nextBoolean() ? right & DIGIT : GARBAGE);
            default -> turned(right);
        };
    }

    /** With the first of a transaction's writes to a key, or all. */
    private long withWritesOf(Txn txn, int key, long content) {
        long with = content;
        for (int i = 0; i < txn.length(); i++) {
            if (txn.writes[i] && txn.keys[i] == key) {
                with = written(with, txn.contents[i]);
                if (random.nextInt(3) == 0) {
                    break;
                }
            }
        }
        return with;
    }

    /** With its last two elements in the other order. */
    private long turned(long content) {
        return lists && content > DIGIT
                ? ((content >>> (2 * BITS)) << (2 * BITS)) | ((content & DIGIT) << BITS) | ((content >>> BITS) & DIGIT)
                : content;
    }

    private void commit(Txn txn) {
        for (int i = 0; i < txn.length(); i++) {
            int key = txn.keys[i];
            if (txn.writes[i]) {
                state[key] = written(state[key], txn.contents[i]);
                past.get(key).add(state[key]);
            }
        }
    }

    /** A content after a write; no longer than a long can have it. */
    long written(long content, long value) {
        return lists && (content >>> (11 * BITS)) == 0 ? (content << BITS) | value : value;
    }

    // ---- the history

    private record Event(double time, int txn, boolean completes) {}

    /** Clients that call shortly or long before the snapshot, and hear shortly or long after the commit. */
    private History weave(int[] moments) {
        double delay = new double[] {0.9, 3, 100}[random.nextInt(3)];
        List<Event> events = new ArrayList<>();
        boolean[] begun = new boolean[txns.size()];
        for (int at = 0; at < moments.length; at++) {
            double apart = delay * random.nextDouble();
            events.add(new Event(begun[moments[at]] ? at + apart : at - apart, moments[at], begun[moments[at]]));
            begun[moments[at]] = true;
        }
        events.sort(Comparator.comparingDouble(Event::time));
        int processes = 1 + random.nextInt(3);
        List<Integer> free = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            free.add(process);
        }
        HistoryBuilder builder = new HistoryBuilder();
        for (Event event : events) {
            Txn txn = txns.get(event.txn());
            if (!event.completes()) {
                txn.process = free.isEmpty() ? processes++ : free.remove(random.nextInt(free.size()));
                txn.invoked = builder.size();
                builder.add(OpType.INVOKE, txn.process, "txn", value(txn, false));
                continue;
            }
            if (txn.ok()) {
                txn.completed = builder.size();
            } else if (txn.outcome == OpType.INFO && random.nextInt(4) == 0) {
                continue;
            }
            builder.add(txn.outcome, txn.process, "txn", value(txn, txn.ok()));
            free.add(txn.process);
        }
        return builder.build();
    }

    private List<?> value(Txn txn, boolean answered) {
        List<List<?>> value = new ArrayList<>();
        for (int i = 0; i < txn.length(); i++) {
            String f = txn.writes[i] ? lists ? "append" : "w" : "r";
            @Nullable
            Object content = txn.writes[i] || answered ? said(txn.contents[i], lists && !txn.writes[i]) : null;
            value.add(Arrays.asList(Keyword.of(f), txn.keys[i], content));
        }
        return value;
    }

    private static @Nullable Object said(long content, boolean list) {
        if (content == 0) {
            return null;
        }
        if (!list) {
            return content;
        }
        List<Long> elements = new ArrayList<>();
        for (long rest = content; rest != 0; rest >>>= BITS) {
            elements.add(0, rest & DIGIT);
        }
        return elements;
    }

    /** Whether the first is before the second in an order. */
    static boolean before(Txn first, Txn second, Order order) {
        return first != second
                && first.ok()
                && switch (order) {
                    case NONE -> false;
                    case SESSIONS -> first.process == second.process && first.invoked < second.invoked;
                    case REAL_TIME -> first.completed < second.invoked;
                };
    }
}
