package io.ordeal.checker.txn.weak;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.verdict.Findings;
import io.ordeal.history.Op;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who read what of whom in a history of registers, and the reads that are wrong by themselves: of a value that nobody wrote
 * (garbage-read), that failed (G1a), that its writer overwrote itself (G1b), that the reader was still to write
 * (future-read), or of another value than the reader's own last (internal).
 *
 * <p>A second read of a key that differs from the first, with no write of the transaction's own between, is none of
 * these: read committed allows it, read atomic does not.
 *
 * <p>Of these, internal alone is allowed by read committed, as Elle has it; and as no order explains such a read, nothing
 * proves read committed there either. The reads named here are left out of the {@link ReadsFrom}, so that what else is
 * found there is so without them.
 * Linear.
 */
public final class RegisterReads {
    private static final int NONE = -1;

    private final Transactions transactions;
    private final Map<TransactionAnomaly, Anomaly> anomalies = new LinkedHashMap<>();
    /** Of each transaction its number in the result; −1 if it is not there. */
    private final int[] numbers;
    /** Of each key the transaction's last write before the micro-operation at hand, if its owner is the one at hand. */
    private final int[] ownWrites;

    private final ReadsFrom readsFrom;

    private RegisterReads(Transactions transactions, CheckContext context) {
        this.transactions = transactions;
        numbers = new int[transactions.size()];
        ownWrites = new int[transactions.keyCount()];
        Arrays.fill(ownWrites, NONE);
        number(context);
        readsFrom = build(context);
    }

    public static RegisterReads of(Transactions transactions, CheckContext context) {
        return new RegisterReads(transactions, context);
    }

    public ReadsFrom readsFrom() {
        return readsFrom;
    }

    /** One of each kind: the first. */
    public List<Anomaly> anomalies() {
        return List.copyOf(anomalies.values());
    }

    private void number(CheckContext context) {
        boolean[] seen = new boolean[transactions.size()];
        for (int t = 0; t < transactions.size(); t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            seen[t] |= transactions.isOk(t);
            for (int m = transactions.begin(t); transactions.isOk(t) && m < transactions.end(t); m++) {
                int write = transactions.isRead(m) ? transactions.writeRead(m) : Transactions.UNKNOWN;
                if (write >= 0 && transactions.isInfo(transactions.owner(write))) {
                    seen[transactions.owner(write)] = true;
                }
            }
        }
        int count = 0;
        for (int t = 0; t < transactions.size(); t++) {
            numbers[t] = seen[t] ? count++ : NONE;
        }
    }

    private ReadsFrom build(CheckContext context) {
        long[] keys = new long[transactions.keyCount()];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = transactions.keyHandle(k);
        }
        ReadsFrom.Builder builder = new ReadsFrom.Builder(transactions.history(), keys);
        int[] lastOfSession = new int[transactions.sessionCount()];
        Arrays.fill(lastOfSession, NONE);
        for (int t = 0; t < transactions.size(); t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            if (numbers[t] == NONE) {
                continue;
            }
            int session = transactions.session(t);
            builder.transaction(transactions.invocation(t), lastOfSession[session]);
            if (transactions.isOk(t)) {
                lastOfSession[session] = numbers[t];
            }
            for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                if (transactions.isWrite(m)) {
                    ownWrites[transactions.key(m)] = m;
                } else if (transactions.isOk(t)) {
                    read(builder, t, m);
                }
            }
            for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                if (transactions.isFinalWrite(m)) {
                    builder.write(transactions.key(m));
                }
                ownWrites[transactions.key(m)] = NONE;
            }
        }
        return builder.build();
    }

    private void read(ReadsFrom.Builder builder, int t, int m) {
        int key = transactions.key(m);
        int own = ownWrites[key];
        int write = transactions.writeRead(m);
        int writer = write >= 0 ? transactions.owner(write) : NONE;
        boolean others = own == NONE;
        if (!others && write != own && (writer != t || write < m)) {
            tell(
                    TransactionAnomaly.INTERNAL,
                    m,
                    write >= 0 ? write : own,
                    "though it had written " + text(own) + " before");
        }
        if (write == Transactions.NOBODY) {
            tell(TransactionAnomaly.GARBAGE_READ, m, NONE, "which nobody wrote");
        } else if (writer == t) {
            if (write > m) {
                tell(TransactionAnomaly.FUTURE_READ, m, write, "which it wrote only afterwards");
            }
        } else if (write == Transactions.INITIAL) {
            if (others) {
                builder.read(key, ReadsFrom.INITIAL, transactions.value(m));
            }
        } else if (transactions.isFail(writer)) {
            tell(TransactionAnomaly.G1A, m, write, "which a transaction wrote that failed");
        } else if (transactions.isOverwritten(write)) {
            tell(TransactionAnomaly.G1B, m, write, "which its writer overwrote itself");
        } else if (others) {
            builder.read(key, numbers[writer], transactions.value(m));
        }
    }

    private void tell(TransactionAnomaly type, int read, int write, String what) {
        if (anomalies.containsKey(type)) {
            return;
        }
        int reader = transactions.owner(read);
        @Nullable Object key = transactions.keyName(transactions.key(read));
        String words = "the transaction of process " + transactions.process(reader) + " at index "
                + transactions.index(reader) + " read " + EdnText.name(key) + " = " + text(read) + ", " + what;
        List<Op> witness = new ArrayList<>();
        int writer = write == NONE ? reader : transactions.owner(write);
        if (writer != reader) {
            words += "; the transaction of process " + transactions.process(writer) + " at index "
                    + transactions.index(writer) + " wrote what it read"
                    + (transactions.isFail(writer) ? Findings.RECORDED_AS_FAILED : "");
            events(writer, witness);
        }
        events(reader, witness);
        witness.sort((a, b) -> Integer.compare(a.index(), b.index()));
        anomalies.put(type, new Anomaly(type.wire(), key, words, witness, Map.of()));
    }

    private String text(int microOperation) {
        return EdnText.brief(transactions.values().toObject(transactions.value(microOperation)));
    }

    private void events(int transaction, List<Op> into) {
        into.add(transactions.history().op(transactions.invocation(transaction)));
        if (transactions.completion(transaction) >= 0) {
            into.add(transactions.history().op(transactions.completion(transaction)));
        }
    }
}
