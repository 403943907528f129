package io.ordeal.checker.txn.append;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The order of the versions of each list, from its longest read: version {@code i} of a key is the list of its first
 * {@code i} elements. Elements that a read has twice count once. About 12 bytes a micro-operation.
 */
final class VersionOrders {
    /** Instead of a place: the append was never read, or the read has no place in the order. */
    static final int NOWHERE = -1;

    private final Transactions transactions;
    private final Values values;
    private final CheckContext context;

    /** Of each key a longest read, or −1. */
    private final int[] longest;

    private final int[] begins;

    /** The elements' appends in order, or {@link Transactions#NOBODY}. */
    private final int[] order;

    /** Of an append its place in the order, of a read its version. */
    private final int[] places;

    /** Keys whose longest read has an element twice, so that lengths are no versions. */
    private final BitSet repeating = new BitSet();

    /** Reads that are not the beginning of their key's longest. */
    private final BitSet incompatible = new BitSet();

    private final BitSet contested = new BitSet();

    private final BitSet observedInfos = new BitSet();

    VersionOrders(Transactions transactions, CheckContext context) {
        this.transactions = transactions;
        this.values = transactions.values();
        this.context = context;
        longest = findLongest();
        begins = new int[transactions.keyCount() + 1];
        places = new int[transactions.microOperations()];
        Arrays.fill(places, NOWHERE);
        order = orderAppends();
        placeReads();
    }

    private int[] findLongest() {
        int[] reads = new int[transactions.keyCount()];
        int[] sizes = new int[transactions.keyCount()];
        Arrays.fill(reads, -1);
        for (int t = 0; t < transactions.size(); t++) {
            tick(t);
            if (transactions.isOk(t)) {
                for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                    int key = transactions.key(m);
                    if (transactions.isRead(m) && values.size(transactions.value(m)) > sizes[key]) {
                        sizes[key] = values.size(transactions.value(m));
                        reads[key] = m;
                    }
                }
            }
        }
        return reads;
    }

    private int[] orderAppends() {
        int[] all = new int[Math.max(16, transactions.writeCount())];
        int size = 0;
        for (int key = 0; key < longest.length; key++) {
            tick(key);
            begins[key] = size;
            if (longest[key] < 0) {
                continue;
            }
            long list = transactions.value(longest[key]);
            int length = values.size(list);
            if (size + length > all.length) {
                all = Arrays.copyOf(all, Math.max(size + length, all.length + (all.length >> 1)));
            }
            for (int i = 0; i < length; i++) {
                int write = transactions.writeOf(key, values.element(list, i));
                if (write >= 0 && places[write] != NOWHERE) {
                    repeating.set(key);
                    continue;
                }
                if (write >= 0) {
                    places[write] = size - begins[key];
                    observe(write);
                }
                all[size++] = write;
            }
        }
        begins[longest.length] = size;
        return Arrays.copyOf(all, size);
    }

    private void placeReads() {
        for (int t = 0; t < transactions.size(); t++) {
            tick(t);
            if (transactions.isOk(t)) {
                for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                    if (transactions.isRead(m)) {
                        places[m] = placeRead(m);
                    }
                }
            }
        }
    }

    private int placeRead(int read) {
        long list = transactions.value(read);
        int size = values.size(list);
        if (size == 0) {
            return 0;
        }
        int key = transactions.key(read);
        boolean fits = values.commonPrefix(list, transactions.value(longest[key])) == size;
        if (fits && !repeating.get(key)) {
            return size;
        }
        if (!fits) {
            incompatible.set(read);
            contested.set(key);
        }
        int last = NOWHERE;
        for (int i = 0; i < size; i++) {
            int append = transactions.writeOf(key, values.element(list, i));
            observe(append);
            last = append < 0 ? last : Math.max(last, places[append]);
        }
        // What contradicts the order has no place in it: it may have elements that come later, and lack earlier ones.
        return fits ? last + 1 : NOWHERE;
    }

    /** A transaction of unknown outcome whose append was read did take effect. */
    private void observe(int write) {
        if (write >= 0 && transactions.isInfo(transactions.owner(write))) {
            observedInfos.set(transactions.owner(write));
        }
    }

    private void tick(int i) {
        if ((i & 0xfff) == 0) {
            context.checkpoint();
        }
    }

    /** Whether a transaction is known to have taken effect. */
    boolean counts(int transaction) {
        return transactions.isOk(transaction) || (transactions.isInfo(transaction) && observedInfos.get(transaction));
    }

    /** A longest read of a key, or −1 if there is none but of the empty list. */
    int longestRead(int key) {
        return longest[key];
    }

    /** How many elements a key is known to have had. */
    int length(int key) {
        return begins[key + 1] - begins[key];
    }

    /** The append of a key's i-th element, or {@link Transactions#NOBODY}. */
    int append(int key, int i) {
        return order[begins[key] + i];
    }

    /** A number for a key's version, different from those of all others: from 0 to {@link #versions}. */
    int slot(int key, int version) {
        return begins[key] + key + version;
    }

    int versions() {
        return order.length + longest.length;
    }

    /** An append's place among the elements of its key, or {@link #NOWHERE}. */
    int place(int append) {
        return places[append];
    }

    /** The version that a read of an ok transaction saw, or {@link #NOWHERE}. */
    int version(int read) {
        return places[read];
    }

    /** Whether two reads of a key contradict each other, so that what the longest lacks need not come after it. */
    boolean isContested(int key) {
        return contested.get(key);
    }

    /** Whether a read is the beginning of its key's longest, element by element. */
    boolean isCompatible(int read) {
        return !incompatible.get(read);
    }

    /** Whether a read's version is its size. */
    boolean isPlain(int read) {
        return !incompatible.get(read) && !repeating.get(transactions.key(read));
    }

    /** Keys of which a longest read has an element twice. */
    BitSet repeating() {
        return repeating;
    }

    /** The append of a read's last element, or {@link Transactions#NOBODY}; {@link Transactions#INITIAL} if it is empty. */
    int lastAppend(int read) {
        int version = places[read];
        if (version == 0) {
            return Transactions.INITIAL;
        }
        if (version > 0) {
            return append(transactions.key(read), version - 1);
        }
        long list = transactions.value(read);
        return transactions.writeOf(transactions.key(read), values.element(list, values.size(list) - 1));
    }
}
