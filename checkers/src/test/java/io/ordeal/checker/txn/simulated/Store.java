package io.ordeal.checker.txn.simulated;

import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.Random;

/** The versions of all keys, and which of them a transaction sees, by its isolation and its bug. */
final class Store {
    private final Plan plan;
    private final Isolation isolation;
    private final Values values;
    private final Random random;
    /** Commits of each site; all are of the first where there is one. */
    private final int[] clocks = new int[2];
    /** How many commits of the other site each site has heard of. */
    private final int[] heard = new int[2];
    /** What each client must see at least: its last snapshot, and its last commit. */
    private final int[] floors;

    private long[] buffer = new long[8];

    Store(Plan plan, Values values, Random random) {
        this.plan = plan;
        this.isolation = plan.isolation();
        this.values = values;
        this.random = random;
        this.floors = new int[plan.processes()];
    }

    private boolean has(Bug bug) {
        return plan.bug() == bug;
    }

    private boolean strikes(Bug bug) {
        return plan.bug() == bug && random.nextDouble() < plan.bugRate();
    }

    void begin(StoredTxn t, int client) {
        t.buggy = plan.bug() != null && random.nextDouble() < plan.bugRate();
        t.stepped = !isolation.atOnce() || (t.buggy && has(Bug.WRITE_SKEW));
        t.site = isolation.twoSites() ? client & 1 : has(Bug.LONG_FORK) ? random.nextInt(2) : 0;
        if (!isolation.twoSites()) {
            boolean past = isolation == Isolation.PREFIX || (isolation == Isolation.SERIALIZABLE && t.readOnly());
            int snapshot = past ? between(floors[client], clocks[0]) : clocks[0];
            if (t.buggy && has(Bug.STALE_READ) && t.readOnly()) {
                snapshot = Math.max(0, clocks[0] - 1 - random.nextInt(50));
            }
            t.snapshot0 = snapshot;
            t.snapshot1 = snapshot;
            if (t.buggy && has(Bug.LONG_FORK) && t.readOnly()) {
                int late = Math.max(0, clocks[0] - 1 - random.nextInt(10));
                t.snapshot0 = random.nextBoolean() ? late : snapshot;
                t.snapshot1 = t.snapshot0 == late ? snapshot : late;
            }
            return;
        }
        int other = 1 - t.site;
        if (random.nextInt(8) == 0) {
            heard[t.site] = between(heard[t.site], clocks[other]);
        }
        t.snapshot0 = t.site == 0 ? clocks[0] : heard[1];
        t.snapshot1 = t.site == 1 ? clocks[1] : heard[0];
        if (t.buggy && has(Bug.CAUSAL_VIOLATION)) {
            t.snapshot0 = Math.max(0, t.snapshot0 - random.nextInt(20));
            t.snapshot1 = Math.max(0, t.snapshot1 - random.nextInt(20));
        }
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Performs the next micro-operation. Returns false if the key is locked, and the transaction must be given up. */
    boolean step(StoredTxn t) {
        int i = t.next++;
        StoredKey key = t.keys[i];
        if (!t.writes[i]) {
            t.contents[i] = isolation == Isolation.READ_UNCOMMITTED ? content(key, key.size - 1) : read(t, i);
            return true;
        }
        key.writer = t;
        if (isolation == Isolation.READ_UNCOMMITTED) {
            if (key.lock != null && key.lock != t && !has(Bug.DIRTY_WRITE)) {
                return false;
            }
            if (key.lock == null) {
                key.lock = t;
                key.sizeBeforeLock = key.size;
            }
            install(t, i, ++clocks[0]);
        }
        return true;
    }

    private long read(StoredTxn t, int i) {
        StoredKey key = t.keys[i];
        if (isolation == Isolation.READ_COMMITTED) {
            t.snapshot0 = clocks[0];
            t.snapshot1 = clocks[0];
        }
        if (i > 0 && t.buggy && has(Bug.FRACTURED_READ) && random.nextBoolean()) {
            t.snapshot0 = clocks[0];
            t.snapshot1 = clocks[0];
        }
        int version = key.visible(t.snapshot0, t.snapshot1);
        if (strikes(Bug.NON_MONOTONIC_READ)) {
            version = Math.max(-1, version - 1 - random.nextInt(3));
        }
        int own = t.lastWrite(key, i);
        if (own >= 0) {
            return strikes(Bug.INTERNAL) ? content(key, version) : withWrites(t, i, key, content(key, version));
        }
        if (key.aborted != 0 && strikes(Bug.ABORTED_READ)) {
            return wrong(key, version, key.aborted);
        }
        if (key.intermediate != 0 && strikes(Bug.INTERMEDIATE_READ)) {
            return key.intermediate;
        }
        StoredTxn writer = key.writer;
        if (writer != null && writer != t && !writer.done && strikes(Bug.DIRTY_READ)) {
            return withWrites(writer, writer.next, key, content(key, version));
        }
        return content(key, version);
    }

    private long wrong(StoredKey key, int version, long element) {
        return plan.kind() == Kind.RW_REGISTER ? element : with(content(key, version), element);
    }

    private long content(StoredKey key, int version) {
        return plan.kind() == Kind.RW_REGISTER ? key.register(version) : key.list(version, values);
    }

    /** A content as a transaction sees it that has written to the key before a micro-operation of its own. */
    private long withWrites(StoredTxn t, int end, StoredKey key, long content) {
        long seen = content;
        for (int i = 0; i < end; i++) {
            if (t.writes[i] && t.keys[i] == key) {
                seen = plan.kind() == Kind.RW_REGISTER ? t.contents[i] : with(seen, t.contents[i]);
            }
        }
        return seen;
    }

    private long with(long list, long element) {
        int size = values.size(list);
        if (size >= buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * size + 1);
        }
        for (int i = 0; i < size; i++) {
            buffer[i] = values.element(list, i);
        }
        buffer[size] = element;
        return values.ofCollection(Values.Kind.LIST, buffer, 0, size + 1);
    }

    /** Makes the writes visible, unless somebody else's came first. Returns whether it did. */
    boolean commit(StoredTxn t, int client) {
        t.done = true;
        boolean checked = (isolation.firstCommitterWins() && !(t.buggy && has(Bug.LOST_UPDATE)))
                || (isolation.atOnce() && t.stepped);
        if (isolation == Isolation.READ_UNCOMMITTED) {
            unlock(t);
            return true;
        }
        if (checked && overwritten(t)) {
            return false;
        }
        if (!t.readOnly()) {
            if (!(t.buggy && has(Bug.LOST_WRITE))) {
                installAll(t);
            }
            floors[client] = clocks[0];
        }
        floors[client] = Math.max(floors[client], t.snapshot0);
        return true;
    }

    private boolean overwritten(StoredTxn t) {
        for (int i = 0; i < t.length; i++) {
            if (t.writes[i] && t.keys[i].visible(t.snapshot0, t.snapshot1) != t.keys[i].size - 1) {
                return true;
            }
        }
        return false;
    }

    private void installAll(StoredTxn t) {
        int site = isolation.twoSites() ? t.site : 0;
        int stamp = ++clocks[site];
        for (int i = 0; i < t.length; i++) {
            StoredKey key = t.keys[i];
            if (!t.writes[i] || t.lastWrite(key, i) >= 0) {
                continue;
            }
            // The first write of the transaction to this key: do all of them.
            int first = key.size;
            int last = t.lastWrite(key, t.length);
            for (int j = i; j <= last; j++) {
                if (t.writes[j] && t.keys[j] == key) {
                    install(t, j, stamp);
                    if (j < last && has(Bug.INTERMEDIATE_READ)) {
                        key.intermediate = content(key, key.size - 1);
                    }
                }
            }
            key.joinFrom(first);
        }
    }

    private void install(StoredTxn t, int i, int stamp) {
        if (plan.kind() == Kind.RW_REGISTER) {
            t.keys[i].add(t.site, stamp, t.contents[i]);
        } else {
            t.keys[i].append(t.site, stamp, t.contents[i]);
        }
    }

    void abort(StoredTxn t) {
        t.done = true;
        for (int i = 0; i < t.next; i++) {
            StoredKey key = t.keys[i];
            if (t.writes[i]) {
                key.aborted = t.fate == StoredTxn.Fate.FAIL ? t.contents[i] : key.aborted;
                if (key.lock == t) {
                    key.dropFrom(key.sizeBeforeLock);
                }
            }
        }
        unlock(t);
    }

    private static void unlock(StoredTxn t) {
        for (int i = 0; i < t.length; i++) {
            if (t.keys[i].lock == t) {
                t.keys[i].lock = null;
            }
        }
    }

    /** Whether what the client is told to have failed takes effect all the same. */
    boolean keepsFailed(StoredTxn t) {
        return t.buggy && has(Bug.FAILED_COMMIT);
    }
}
