package io.ordeal.checker.txn;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a history in columns. Transactions are numbered by their invocations, from 0; their
 * micro-operations follow each other in one row of columns, those of transaction {@code t} from {@link #begin begin(t)}
 * to {@link #end end(t)}; keys have the numbers 0 to {@link #keyCount}. A micro-operation is a read or a write: of a list,
 * a write is an append.
 *
 * <pre>{@code
 * for (int m = transactions.begin(t); m < transactions.end(t); m++) {
 *     if (transactions.isExternalRead(m)) {
 *         int write = transactions.writeRead(m);       // registers; INITIAL if nobody's
 *         int writer = transactions.owner(write);
 *     }
 * }
 * }</pre>
 *
 * <p>What a transaction of failed or unknown outcome read is unknown; what it was to write is told by its invocation.
 * Every pair of key and value is written at most once, else the history is refused.
 *
 * <p>All accessors take constant time; {@link #writeOf} expected constant time. Some 30 bytes a micro-operation.
 */
public final class Transactions {
    /** What micro-operations there are. */
    public enum Workload {
        /** {@code [:append k v]} and {@code [:r k [v ...]]}. */
        LIST_APPEND,
        /** {@code [:w k v]} and {@code [:r k v]}. */
        RW_REGISTER
    }

    /** Instead of a write: the read was of the state before all writes. */
    public static final int INITIAL = -1;

    /** Instead of a write: nobody wrote what was read. */
    public static final int NOBODY = -2;

    /** Instead of a write: it is not known what was read, if anything. */
    public static final int UNKNOWN = -3;

    /** Of a micro-operation, as bits. */
    static final byte WRITE = 1;

    static final byte AGAIN = 2;
    static final byte OVERWRITTEN = 4;

    static final byte OK = 0;
    static final byte FAIL = 1;
    static final byte INFO = 2;

    private final History history;
    private final Workload workload;
    private final int size;
    private final int microOperations;
    private final byte[] outcomes;
    private final int[] invocations;
    private final int[] sessions;
    private final int[] begins;
    private final byte[] flags;
    private final int[] keys;
    private final long[] values;
    private final int[] owners;
    private final int[] reads;
    private final long[] keyHandles;
    private final int keyCount;
    private final int sessionCount;
    private final WriteIndex writes;

    Transactions(TransactionReader from) {
        history = from.history;
        workload = from.workload;
        size = from.transactions;
        microOperations = from.microOperations;
        outcomes = from.outcomes;
        invocations = from.invocations;
        sessions = from.sessions;
        begins = from.begins;
        flags = from.flags;
        keys = from.keys;
        values = from.values;
        owners = from.owners;
        keyHandles = from.keyNumbers.handles();
        keyCount = from.keyNumbers.size();
        sessionCount = from.sessionNumbers.size();
        writes = new WriteIndex(this);
        reads = workload == Workload.RW_REGISTER ? findWrites(from.initial, from.context) : new int[0];
    }

    /**
     * Whether a completion has a read in it, {@code [:r k v]} or {@code [:read k v]}: what was written alone contradicts
     * nothing. Of a value that is no transaction it is false.
     */
    public static boolean hasRead(History history, int completion) {
        Values tape = history.values();
        long transaction = history.valueHandle(completion);
        if (tape.kind(transaction) != Values.Kind.LIST) {
            return false;
        }
        for (int j = 0; j < tape.size(transaction); j++) {
            long step = tape.element(transaction, j);
            if (tape.kind(step) == Values.Kind.LIST && tape.size(step) > 0) {
                Object f = tape.toObject(tape.element(step, 0));
                String name = f instanceof Keyword keyword ? keyword.name() : String.valueOf(f);
                if (name.equals("r") || name.equals("read")) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Reads the transactions of a history's clients. Linear.
     *
     * @param initial the handle-able value of each register before it is written; null is nil
     * @throws UnjudgeableHistoryException if one is of the wrong shape, or a value is written twice to a key; it is told
     *     by its index
     */
    public static Transactions of(History history, Workload workload, @Nullable Object initial, CheckContext context) {
        return new TransactionReader(history, workload, initial, context).read();
    }

    public History history() {
        return history;
    }

    public Workload workload() {
        return workload;
    }

    /** How many transactions there are, with those that failed. */
    public int size() {
        return size;
    }

    /** How many micro-operations there are. */
    public int microOperations() {
        return microOperations;
    }

    public boolean isOk(int transaction) {
        return outcomes[transaction] == OK;
    }

    public boolean isFail(int transaction) {
        return outcomes[transaction] == FAIL;
    }

    /** Whether it is unknown if the transaction took effect. */
    public boolean isInfo(int transaction) {
        return outcomes[transaction] == INFO;
    }

    /** The position of the transaction's invocation in the history. */
    public int invocation(int transaction) {
        return invocations[transaction];
    }

    /** The position of the transaction's completion, or −1 if it has none. That of an info transaction orders nothing. */
    public int completion(int transaction) {
        return history.partner(invocations[transaction]);
    }

    /** The number that the file gives the transaction: its completion's, if it has one. */
    public int index(int transaction) {
        int completion = completion(transaction);
        return history.index(completion < 0 ? invocations[transaction] : completion);
    }

    public int process(int transaction) {
        return history.process(invocations[transaction]);
    }

    /** The number of the transaction's process among those of the history, from 0. */
    public int session(int transaction) {
        return sessions[transaction];
    }

    public int sessionCount() {
        return sessionCount;
    }

    /** The transaction's first micro-operation. */
    public int begin(int transaction) {
        return begins[transaction];
    }

    /** The end of the transaction's micro-operations. */
    public int end(int transaction) {
        return begins[transaction + 1];
    }

    /** The transaction of a micro-operation. */
    public int owner(int microOperation) {
        return owners[microOperation];
    }

    public int key(int microOperation) {
        return keys[microOperation];
    }

    public boolean isWrite(int microOperation) {
        return (flags[microOperation] & WRITE) != 0;
    }

    public boolean isRead(int microOperation) {
        return (flags[microOperation] & WRITE) == 0;
    }

    /** Whether the transaction did nothing with the key before. */
    public boolean isFirstOfKey(int microOperation) {
        return (flags[microOperation] & AGAIN) == 0;
    }

    /** Whether it is a read, of an ok transaction, of a key that the transaction had not touched before. */
    public boolean isExternalRead(int microOperation) {
        return (flags[microOperation] & (WRITE | AGAIN)) == 0 && isOk(owners[microOperation]);
    }

    /** Whether it is the transaction's last write to the key: what others may see. */
    public boolean isFinalWrite(int microOperation) {
        return (flags[microOperation] & (WRITE | OVERWRITTEN)) == WRITE;
    }

    /** Whether the transaction writes the key again later. */
    public boolean isOverwritten(int microOperation) {
        return (flags[microOperation] & OVERWRITTEN) != 0;
    }

    /**
     * The handle of what is written, or of what was read: a register's value, a list, or nil. Nil for the reads of
     * transactions that are not ok.
     */
    public long value(int microOperation) {
        return values[microOperation];
    }

    /** Where the handles are from. */
    public Values values() {
        return history.values();
    }

    /** Of a read of a register: the write whose value it is, or {@link #INITIAL}, {@link #NOBODY}, {@link #UNKNOWN}. */
    public int writeRead(int microOperation) {
        return reads[microOperation];
    }

    /** The write of a value to a key, whoever's, or {@link #NOBODY}. */
    public int writeOf(int key, long value) {
        return writes.find(key, value);
    }

    public int keyCount() {
        return keyCount;
    }

    /** The handle of a key. */
    public long keyHandle(int key) {
        return keyHandles[key];
    }

    /** The key as the history names it. */
    public @Nullable Object keyName(int key) {
        return values().toObject(keyHandles[key]);
    }

    /** The writes to a key, in the order of their invocations, are {@code write(i)} from here to {@link #writesEnd}. */
    public int writesBegin(int key) {
        return writes.begin(key);
    }

    public int writesEnd(int key) {
        return writes.begin(key + 1);
    }

    /** The i-th write of all keys', sorted by key. */
    public int write(int i) {
        return writes.write(i);
    }

    /** How many writes there are. */
    public int writeCount() {
        return writes.begin(keyCount);
    }

    private int[] findWrites(long initial, CheckContext context) {
        int[] found = new int[microOperations];
        for (int t = 0; t < size; t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            for (int m = begins[t]; m < begins[t + 1]; m++) {
                if (isWrite(m) || !isOk(t)) {
                    found[m] = UNKNOWN;
                } else {
                    int write = writes.find(keys[m], values[m]);
                    found[m] = write == NOBODY && values[m] == initial ? INITIAL : write;
                }
            }
        }
        return found;
    }

    /** How outcomes are encoded. */
    static byte code(OpType outcome) {
        return outcome == OpType.OK ? OK : outcome == OpType.FAIL ? FAIL : INFO;
    }
}
