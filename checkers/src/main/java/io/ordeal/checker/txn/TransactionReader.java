package io.ordeal.checker.txn;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.txn.Transactions.Workload;
import io.ordeal.history.History;
import io.ordeal.history.ScalarNumbers;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fills the columns of {@link Transactions}, and refuses what is not of their shape. */
final class TransactionReader {
    final History history;
    final Workload workload;
    final CheckContext context;
    final long initial;
    final ScalarNumbers keyNumbers = new ScalarNumbers();
    final ScalarNumbers sessionNumbers = new ScalarNumbers();
    int transactions;
    int microOperations;
    byte[] outcomes;
    int[] invocations;
    int[] sessions;
    int[] begins;
    byte[] flags = new byte[0];
    int[] keys = new int[0];
    long[] values = new long[0];
    int[] owners = new int[0];

    /** Of each key its last micro-operation, and its last write: those of the transaction at hand, if they are in it. */
    private int[] last = new int[64];

    private int[] lastWrite = new int[64];

    private final Values tape;
    private final int[] readNames;
    private final int[] writeNames;

    TransactionReader(History history, Workload workload, @Nullable Object initial, CheckContext context) {
        this.history = history;
        this.workload = workload;
        this.context = context;
        tape = history.values();
        Arrays.fill(last, -1);
        Arrays.fill(lastWrite, -1);
        // Of a value that the history never mentions there is no handle, and no read of it either.
        this.initial = initial == null ? Values.NIL : handleOf(initial);
        boolean lists = workload == Workload.LIST_APPEND;
        readNames = new int[] {tape.findText("r"), tape.findText("read")};
        writeNames = lists
                ? new int[] {tape.findText("append"), -1}
                : new int[] {tape.findText("w"), tape.findText("write")};
        int invoked = 0;
        for (int i = 0; i < history.size(); i++) {
            invoked += history.isClient(i) && history.isInvoke(i) ? 1 : 0;
        }
        outcomes = new byte[invoked];
        invocations = new int[invoked];
        sessions = new int[invoked];
        begins = new int[invoked + 1];
    }

    /** Adding to a published tape is not allowed, so that only what needs no tape has a handle here. */
    private static long handleOf(Object initial) {
        if (initial instanceof Long || initial instanceof Integer) {
            return ((Number) initial).longValue() << 4 | Kind.INT.ordinal();
        }
        if (initial instanceof Boolean flag) {
            return Values.ofBoolean(flag);
        }
        throw new IllegalArgumentException(
                "--initial of a transaction's registers is nil, an integer or a boolean, not "
                        + EdnText.brief(initial));
    }

    Transactions read() {
        int t = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                if ((t & 0xfff) == 0) {
                    context.checkpoint();
                }
                requireTxn(i);
                invocations[t] = i;
                outcomes[t] = Transactions.code(history.outcome(i));
                sessions[t] = sessionNumbers.of((long) history.process(i) << 4 | Kind.INT.ordinal());
                begins[t] = microOperations;
                transactions = t;
                transaction(i, outcomes[t] == Transactions.OK);
                t++;
            }
        }
        transactions = t;
        begins[t] = microOperations;
        return new Transactions(this);
    }

    private void requireTxn(int i) {
        if (!history.f(i).equals("txn")) {
            throw wrong(i, "its :f is :" + history.f(i), "an operation's :f is :txn, or missing");
        }
    }

    private void transaction(int invocation, boolean ok) {
        long asked = requireList(invocation);
        int size = tape.size(asked);
        int completion = ok ? history.partner(invocation) : invocation;
        long done = ok ? requireList(completion) : asked;
        if (tape.size(done) != size) {
            throw wrong(
                    completion,
                    "it has " + tape.size(done) + " micro-operations, its invocation " + size,
                    "a completion repeats its invocation, with the values read");
        }
        reserve(size);
        int begin = microOperations;
        for (int j = 0; j < size; j++) {
            long answer = tape.element(done, j);
            microOperation(completion, begin, answer, ok);
            long question = tape.element(asked, j);
            if (question != answer) {
                requireSame(invocation, question, answer);
            }
        }
    }

    private long requireList(int position) {
        long value = history.valueHandle(position);
        if (tape.kind(value) != Kind.LIST) {
            throw wrong(
                    position,
                    "its value is " + EdnText.brief(tape.toObject(value)),
                    "a transaction's value is a vector of micro-operations");
        }
        return value;
    }

    private void microOperation(int position, int begin, long microOperation, boolean ok) {
        if (tape.kind(microOperation) != Kind.LIST || tape.size(microOperation) != 3) {
            throw wrong(
                    position,
                    "it has " + EdnText.brief(tape.toObject(microOperation)),
                    "a micro-operation is [f key value]");
        }
        int f = Values.textNumber(tape.element(microOperation, 0));
        boolean write = f >= 0 && (f == writeNames[0] || f == writeNames[1]);
        if (!write && (f < 0 || (f != readNames[0] && f != readNames[1]))) {
            throw wrong(
                    position,
                    "it has " + EdnText.brief(tape.toObject(microOperation)),
                    workload == Workload.LIST_APPEND
                            ? "micro-operations of list-append are [:append k v] and [:r k nil]"
                            : "micro-operations of rw-register are [:w k v] and [:r k nil]");
        }
        long value = tape.element(microOperation, 2);
        if (write) {
            requireWritable(position, microOperation, value);
        } else if (ok) {
            requireReadable(position, microOperation, value);
        }
        add(begin, key(position, microOperation), write, write || ok ? value : Values.NIL);
    }

    private void requireWritable(int position, long microOperation, long value) {
        if (value == Values.NIL || isCollection(value)) {
            throw wrong(
                    position,
                    "it has " + EdnText.brief(tape.toObject(microOperation)),
                    "what is written is neither nil nor a collection");
        }
        if (value == initial) {
            throw wrong(
                    position,
                    "it has " + EdnText.brief(tape.toObject(microOperation)),
                    "what is written is never the initial value, --initial: a read of it could be of either");
        }
    }

    private void requireReadable(int position, long microOperation, long value) {
        Kind kind = tape.kind(value);
        boolean fits = workload == Workload.LIST_APPEND ? kind == Kind.NIL || kind == Kind.LIST : !isCollection(value);
        if (!fits) {
            throw wrong(
                    position,
                    "it has " + EdnText.brief(tape.toObject(microOperation)),
                    workload == Workload.LIST_APPEND
                            ? "a read of a list answers a vector, or nil"
                            : "a read of a register answers no collection; lists are judged by --checker list-append");
        }
    }

    private int key(int position, long microOperation) {
        long key = tape.element(microOperation, 1);
        if (isCollection(key)) {
            throw wrong(position, "it has " + EdnText.brief(tape.toObject(microOperation)), "a key is no collection");
        }
        int number = keyNumbers.of(key);
        if (number == last.length) {
            last = grown(last);
            lastWrite = grown(lastWrite);
        }
        return number;
    }

    private static int[] grown(int[] column) {
        int[] longer = Arrays.copyOf(column, 2 * column.length);
        Arrays.fill(longer, column.length, longer.length, -1);
        return longer;
    }

    private void add(int begin, int key, boolean write, long value) {
        int m = microOperations++;
        byte flag = write ? Transactions.WRITE : 0;
        if (last[key] >= begin) {
            flag |= Transactions.AGAIN;
        }
        last[key] = m;
        if (write) {
            if (lastWrite[key] >= begin) {
                flags[lastWrite[key]] |= Transactions.OVERWRITTEN;
            }
            lastWrite[key] = m;
        }
        flags[m] = flag;
        keys[m] = key;
        values[m] = value;
        owners[m] = transactions;
    }

    /** A completion has the micro-operations of its invocation: only what was read is news. */
    private void requireSame(int invocation, long question, long answer) {
        boolean same = tape.kind(question) == Kind.LIST
                && tape.size(question) == 3
                && Values.textNumber(tape.element(question, 0)) == Values.textNumber(tape.element(answer, 0))
                && tape.element(question, 1) == tape.element(answer, 1)
                && ((flags[microOperations - 1] & Transactions.WRITE) == 0
                        || tape.element(question, 2) == tape.element(answer, 2));
        if (!same) {
            throw wrong(
                    history.partner(invocation),
                    "it has " + EdnText.brief(tape.toObject(answer)) + " where its invocation has "
                            + EdnText.brief(tape.toObject(question)),
                    "a completion repeats its invocation, with the values read");
        }
    }

    private void reserve(int more) {
        int needed = Math.addExact(microOperations, more);
        if (needed > flags.length) {
            int capacity = (int) Math.min(
                    Integer.MAX_VALUE - 8, Math.max(needed, Math.max(64L, flags.length + (flags.length >> 1))));
            flags = Arrays.copyOf(flags, capacity);
            keys = Arrays.copyOf(keys, capacity);
            values = Arrays.copyOf(values, capacity);
            owners = Arrays.copyOf(owners, capacity);
        }
    }

    private boolean isCollection(long value) {
        Kind kind = tape.kind(value);
        return kind == Kind.LIST || kind == Kind.MAP || kind == Kind.SET;
    }

    private UnjudgeableHistoryException wrong(int position, String what, String rule) {
        return new UnjudgeableHistoryException(
                "the transaction at index " + history.index(position) + " can't be judged: " + what + "; " + rule);
    }
}
