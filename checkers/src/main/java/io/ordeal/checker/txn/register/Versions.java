package io.ordeal.checker.txn.register;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The versions of registers: a version is the micro-operation that wrote it, or the initial one of its key. Who installed
 * it, and who read it. A transaction counts if it is ok, or of unknown outcome and read of by another that is ok.
 */
final class Versions {
    /** There is none, or it is not known. */
    static final int NONE = -1;

    private final Transactions transactions;
    private final BitSet seen = new BitSet();

    /** By version: the ok transactions that read it first of its key, ascending, in compressed rows. */
    private final int[] readerBegins;

    private final int[] readers;

    Versions(Transactions transactions, CheckContext context) {
        this.transactions = transactions;
        readerBegins = new int[count() + 1];
        for (int t = 0; t < transactions.size(); t++) {
            tick(t, context);
            for (int m = transactions.begin(t); transactions.isOk(t) && m < transactions.end(t); m++) {
                int version = external(m);
                if (version != NONE) {
                    readerBegins[version + 1]++;
                }
                int write = transactions.isRead(m) ? transactions.writeRead(m) : Transactions.UNKNOWN;
                if (write >= 0 && transactions.isInfo(transactions.owner(write))) {
                    seen.set(transactions.owner(write));
                }
            }
        }
        for (int v = 0; v < count(); v++) {
            readerBegins[v + 1] += readerBegins[v];
        }
        readers = new int[readerBegins[count()]];
        int[] next = Arrays.copyOf(readerBegins, count());
        for (int t = 0; t < transactions.size(); t++) {
            tick(t, context);
            for (int m = transactions.begin(t); transactions.isOk(t) && m < transactions.end(t); m++) {
                int version = external(m);
                if (version != NONE) {
                    readers[next[version]++] = t;
                }
            }
        }
    }

    private static void tick(int t, CheckContext context) {
        if ((t & 0xfff) == 0) {
            context.checkpoint();
        }
    }

    /** Versions have the numbers from 0 to this; not each number is one. */
    int count() {
        return transactions.microOperations() + transactions.keyCount();
    }

    int initial(int key) {
        return transactions.microOperations() + key;
    }

    boolean isInitial(int version) {
        return version >= transactions.microOperations();
    }

    int key(int version) {
        return isInitial(version) ? version - transactions.microOperations() : transactions.key(version);
    }

    /** Whether a transaction is known to have taken effect. */
    boolean counts(int transaction) {
        return transactions.isOk(transaction) || seen.get(transaction);
    }

    /** The version that an external read saw, {@link #NONE} for all other micro-operations and for what nobody wrote. */
    int external(int m) {
        if (!transactions.isExternalRead(m)) {
            return NONE;
        }
        int write = transactions.writeRead(m);
        return write >= 0 ? write : write == Transactions.INITIAL ? initial(transactions.key(m)) : NONE;
    }

    /** Whether others may see the version: it is initial, or the last that a transaction wrote that counts. */
    boolean isInstalled(int version) {
        return isInitial(version) || (transactions.isFinalWrite(version) && counts(transactions.owner(version)));
    }

    /** The transactions that read a version of another's first, ascending. */
    int[] readers(int version) {
        return Arrays.copyOfRange(readers, readerBegins[version], readerBegins[version + 1]);
    }

    boolean isRead(int version) {
        return readerBegins[version] < readerBegins[version + 1];
    }

    /** A transaction's last write to a key, or {@link #NONE}. */
    int written(int transaction, int key) {
        for (int m = transactions.end(transaction) - 1; m >= transactions.begin(transaction); m--) {
            if (transactions.isWrite(m) && transactions.key(m) == key) {
                return m;
            }
        }
        return NONE;
    }

    /** The version of a key that a transaction read first, before it wrote it, or {@link #NONE}. */
    int read(int transaction, int key) {
        for (int m = transactions.begin(transaction); m < transactions.end(transaction); m++) {
            if (transactions.key(m) == key) {
                return external(m);
            }
        }
        return NONE;
    }

    /** As sentences print it. */
    String value(int version) {
        if (isInitial(version)) {
            return "the initial value";
        }
        return EdnText.brief(transactions.values().toObject(transactions.value(version)));
    }
}
