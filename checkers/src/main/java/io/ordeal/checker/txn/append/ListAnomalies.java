package io.ordeal.checker.txn.append;

import static io.ordeal.checker.txn.TransactionAnomaly.CYCLIC_VERSIONS;
import static io.ordeal.checker.txn.TransactionAnomaly.DIRTY_UPDATE;
import static io.ordeal.checker.txn.TransactionAnomaly.DUPLICATE_ELEMENTS;
import static io.ordeal.checker.txn.TransactionAnomaly.FUTURE_READ;
import static io.ordeal.checker.txn.TransactionAnomaly.G1A;
import static io.ordeal.checker.txn.TransactionAnomaly.G1B;
import static io.ordeal.checker.txn.TransactionAnomaly.GARBAGE_READ;
import static io.ordeal.checker.txn.TransactionAnomaly.INCOMPATIBLE_ORDER;
import static io.ordeal.checker.txn.TransactionAnomaly.INTERNAL;
import static io.ordeal.checker.txn.TransactionAnomaly.LOST_UPDATE;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.verdict.Findings;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The anomalies of lists that are no cycles. Linear in what was read: a read that is the beginning of its key's longest
 * is judged by the longest, element by element only otherwise.
 */
final class ListAnomalies {
    private final Transactions transactions;
    private final VersionOrders orders;
    private final Findings findings;
    private final CheckContext context;
    private final Values values;
    private final ListText text;

    /** Of each key the first element, by place, whose transaction failed, and the first that nobody appended. */
    private final int[] firstFailed;

    private final int[] firstGarbage;

    /** Of each version, by slot, a transaction that read it and appended to it. */
    private final int[] updaters;

    private boolean missesOwn;

    ListAnomalies(Transactions transactions, VersionOrders orders, Findings findings, CheckContext context) {
        this.transactions = transactions;
        this.orders = orders;
        this.findings = findings;
        this.context = context;
        this.values = transactions.values();
        text = new ListText(values);
        firstFailed = new int[transactions.keyCount()];
        firstGarbage = new int[transactions.keyCount()];
        updaters = new int[orders.versions()];
        Arrays.fill(updaters, -1);
    }

    void find() {
        for (int key = 0; key < transactions.keyCount(); key++) {
            if ((key & 0xfff) == 0) {
                context.checkpoint();
            }
            walkVersions(key);
            walkAppends(key);
        }
        for (int t = 0; t < transactions.size(); t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            if (transactions.isOk(t)) {
                for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                    if (transactions.isRead(m)) {
                        read(t, m);
                    } else if (!transactions.isFirstOfKey(m)) {
                        append(t, m);
                    }
                }
            }
        }
    }

    /** Along a key's order: what failed, what came of nothing, and what was appended to what failed. */
    private void walkVersions(int key) {
        firstFailed[key] = Integer.MAX_VALUE;
        firstGarbage[key] = Integer.MAX_VALUE;
        int dirty = -1;
        for (int i = 0; i < orders.length(key); i++) {
            int append = orders.append(key, i);
            if (append < 0) {
                firstGarbage[key] = Math.min(firstGarbage[key], i);
                continue;
            }
            int owner = transactions.owner(append);
            if (transactions.isFail(owner)) {
                firstFailed[key] = Math.min(firstFailed[key], i);
                dirty = append;
            } else if (transactions.isOk(owner)) {
                if (dirty >= 0) {
                    dirtyUpdate(key, dirty, append);
                }
                dirty = -1;
            }
        }
    }

    /**
     * Along a key's appends, those of a transaction next to each other: each comes after the one before it, so that a list
     * that has it has both, in their order. Dependencies don't tell, for a transaction has none on itself.
     */
    private void walkAppends(int key) {
        for (int i = transactions.writesBegin(key) + 1; i < transactions.writesEnd(key); i++) {
            int first = transactions.write(i - 1);
            int second = transactions.write(i);
            boolean ofOne = transactions.owner(first) == transactions.owner(second);
            boolean read = orders.place(second) != VersionOrders.NOWHERE;
            boolean before = orders.place(first) != VersionOrders.NOWHERE && orders.place(first) < orders.place(second);
            if (ofOne && read && !before) {
                outOfOrder(key, first, second);
            }
        }
    }

    private void outOfOrder(int key, int first, int second) {
        int reader = transactions.owner(orders.longestRead(key));
        findings.add(
                CYCLIC_VERSIONS,
                key,
                () -> findings.name(transactions.owner(first)) + " appended " + element(first) + " to key "
                        + keyName(key) + " and then " + element(second) + ", but the read at index "
                        + transactions.index(reader) + " has " + element(second) + " without " + element(first)
                        + " before it",
                transactions.owner(first),
                reader);
    }

    private void dirtyUpdate(int key, int aborted, int committed) {
        findings.add(
                DIRTY_UPDATE,
                key,
                () -> findings.name(transactions.owner(committed)) + " committed its append of " + element(committed)
                        + " to key " + keyName(key) + " after the append of " + element(aborted) + " by "
                        + findings.name(transactions.owner(aborted)) + ", which failed: the read at index "
                        + transactions.index(transactions.owner(orders.longestRead(key))) + " has both",
                transactions.owner(aborted),
                transactions.owner(committed),
                transactions.owner(orders.longestRead(key)));
    }

    private void read(int t, int m) {
        int key = transactions.key(m);
        if (orders.isPlain(m)) {
            int version = orders.version(m);
            if (version > firstFailed[key]) {
                aborted(t, m, orders.append(key, firstFailed[key]));
            }
            if (version > firstGarbage[key]) {
                garbage(t, m, firstGarbage[key]);
            }
        } else {
            readOddly(t, m);
        }
        int last = orders.lastAppend(m);
        if (last >= 0 && transactions.owner(last) != t && transactions.isOverwritten(last)) {
            findings.add(
                    G1B,
                    key,
                    () -> findings.name(t) + " read key " + keyName(key) + " up to " + element(last) + ", which "
                            + findings.name(transactions.owner(last)) + " appended, and then appended more to it",
                    transactions.owner(last),
                    t);
        }
        if (!transactions.isFirstOfKey(m)) {
            internal(t, m);
            missesOwn |= missesOwn(t, m);
        }
    }

    private void aborted(int t, int read, int append) {
        int key = transactions.key(read);
        findings.add(
                G1A,
                key,
                () -> findings.name(t) + " read " + element(append) + " in key " + keyName(key) + ", which "
                        + findings.name(transactions.owner(append)) + " appended" + Findings.RECORDED_AS_FAILED,
                transactions.owner(append),
                t);
    }

    private void garbage(int t, int read, int i) {
        int key = transactions.key(read);
        findings.add(
                GARBAGE_READ,
                key,
                () -> findings.name(t) + " read " + findings.value(values.element(transactions.value(read), i))
                        + " in key " + keyName(key) + ", which nobody appended to it",
                t);
    }

    /** Element by element. */
    private void readOddly(int t, int m) {
        int key = transactions.key(m);
        long list = transactions.value(m);
        Set<Long> elements = new HashSet<>();
        for (int i = 0; i < values.size(list); i++) {
            long element = values.element(list, i);
            int place = i;
            if (!elements.add(element)) {
                findings.add(
                        DUPLICATE_ELEMENTS,
                        key,
                        () -> findings.name(t) + " read " + findings.value(element) + " twice in key " + keyName(key)
                                + ": " + text.around(list, place),
                        t);
            }
            int append = transactions.writeOf(key, element);
            if (append < 0) {
                garbage(t, m, i);
            } else if (transactions.isFail(transactions.owner(append))) {
                aborted(t, m, append);
            }
        }
        if (!orders.isCompatible(m)) {
            int other = orders.longestRead(key);
            findings.add(
                    INCOMPATIBLE_ORDER,
                    key,
                    () -> {
                        long longest = transactions.value(other);
                        int differ = values.commonPrefix(list, longest);
                        return findings.name(t) + " read " + text.around(list, differ) + " in key " + keyName(key)
                                + " and "
                                + findings.name(transactions.owner(other)) + " read " + text.around(longest, differ)
                                + ": neither is the beginning of the other";
                    },
                    t,
                    transactions.owner(other));
        }
    }

    /** What the transaction itself had read or appended must be there (axiom INT), and nothing else. */
    private void internal(int t, int m) {
        int key = transactions.key(m);
        long list = transactions.value(m);
        int at = values.size(list);
        for (int j = m - 1; j >= transactions.begin(t); j--) {
            if (transactions.key(j) != key) {
                continue;
            }
            if (transactions.isWrite(j)) {
                at--;
                if (at < 0 || values.element(list, at) != transactions.value(j)) {
                    contradiction(t, m, j);
                    return;
                }
            } else {
                long before = transactions.value(j);
                if (values.size(before) != at || values.commonPrefix(before, list) != at) {
                    contradiction(t, m, j);
                }
                return;
            }
        }
    }

    /** Whether a read lacks what its own transaction had appended: no dependency tells. */
    private boolean missesOwn(int t, int m) {
        for (int j = m - 1; j >= transactions.begin(t); j--) {
            if (transactions.key(j) == transactions.key(m) && transactions.isWrite(j) && !contains(m, j)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether some read lacks what its own transaction had appended before. All other internal anomalies are reads of
     * several versions, with the dependencies of each.
     */
    boolean missesOwn() {
        return missesOwn;
    }

    private void contradiction(int t, int m, int before) {
        int key = transactions.key(m);
        findings.add(
                INTERNAL,
                key,
                () -> {
                    long list = transactions.value(m);
                    long earlier = transactions.value(before);
                    boolean appended = transactions.isWrite(before);
                    int differ = appended ? values.size(list) : values.commonPrefix(list, earlier);
                    return findings.name(t) + " read " + text.around(list, differ) + " in key " + keyName(key)
                            + ", though before that it had "
                            + (appended
                                    ? "appended " + findings.value(earlier)
                                    : "read " + text.around(earlier, differ));
                },
                t);
    }

    /** An append to a key that the transaction had read or appended to before. */
    private void append(int t, int m) {
        int key = transactions.key(m);
        int firstRead = -1;
        boolean appendedBefore = false;
        for (int j = m - 1; j >= transactions.begin(t); j--) {
            if (transactions.key(j) == key) {
                if (transactions.isRead(j)) {
                    firstRead = j;
                    if (contains(j, m)) {
                        futureRead(t, j, m);
                    }
                } else {
                    appendedBefore = true;
                }
            }
        }
        if (firstRead >= 0 && !appendedBefore) {
            update(t, firstRead);
        }
    }

    private boolean contains(int read, int append) {
        if (orders.isPlain(read)) {
            return orders.place(append) >= 0 && orders.place(append) < orders.version(read);
        }
        long list = transactions.value(read);
        for (int i = 0; i < values.size(list); i++) {
            if (values.element(list, i) == transactions.value(append)) {
                return true;
            }
        }
        return false;
    }

    private void futureRead(int t, int read, int append) {
        int key = transactions.key(read);
        findings.add(
                FUTURE_READ,
                key,
                () -> findings.name(t) + " read " + element(append) + " in key " + keyName(key)
                        + " before it appended it",
                t);
    }

    private void update(int t, int read) {
        int version = orders.version(read);
        if (version == VersionOrders.NOWHERE) {
            return;
        }
        int slot = orders.slot(transactions.key(read), version);
        int other = updaters[slot];
        if (other < 0) {
            updaters[slot] = t;
            return;
        }
        int key = transactions.key(read);
        findings.add(
                LOST_UPDATE,
                key,
                () -> findings.name(other) + " and " + findings.name(t) + " both read "
                        + text.around(transactions.value(read), version) + " in key " + keyName(key)
                        + " and both appended to it: one of them did not see the other's append",
                other,
                t);
    }

    private String element(int append) {
        return findings.value(transactions.value(append));
    }

    private String keyName(int key) {
        return EdnText.name(transactions.keyName(key));
    }
}
