package io.ordeal.checker.txn.verdict;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.history.Op;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The anomalies of a history: of each kind the first that was found, and how often it was. */
public final class Findings {
    /** What is said of a transaction whose writes were seen though it failed: either the database lied, or its client. */
    public static final String RECORDED_AS_FAILED = " and is recorded as failed; if it only timed out, it is :info";

    private record Found(Anomaly first, int count) {}

    private final Transactions transactions;
    private final Map<TransactionAnomaly, Found> found = new EnumMap<>(TransactionAnomaly.class);

    public Findings(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds one; it is put into words only if it is the first of its kind. */
    public void add(TransactionAnomaly kind, Supplier<Anomaly> words) {
        Found known = found.get(kind);
        found.put(kind, known == null ? new Found(words.get(), 1) : new Found(known.first(), known.count() + 1));
    }

    /** Adds one that is in words already; a kind that no level proscribes by name is left to the verdict. */
    public void add(Anomaly anomaly) {
        TransactionAnomaly.named(anomaly.type()).ifPresent(kind -> add(kind, () -> anomaly));
    }

    /** Adds one of a key. */
    public void add(TransactionAnomaly kind, int key, Supplier<String> sentence, int... witnesses) {
        add(
                kind,
                () -> new Anomaly(
                        kind.wire(), transactions.keyName(key), sentence.get(), witness(witnesses), Map.of()));
    }

    public Set<TransactionAnomaly> kinds() {
        return found.keySet();
    }

    /** The anomalies, the weaker a level that a kind breaks, the later; each with the number of times it was found. */
    public List<Anomaly> of(Collection<TransactionAnomaly> kinds) {
        List<Anomaly> all = new ArrayList<>();
        found.forEach((kind, anomaly) -> {
            if (kinds.contains(kind)) {
                all.add(counted(anomaly));
            }
        });
        Collections.reverse(all);
        return all;
    }

    private static Anomaly counted(Found found) {
        return found.count() == 1 ? found.first() : found.first().withDetail("count", found.count());
    }

    /** How a sentence names a transaction. */
    public String name(int transaction) {
        return "the transaction of process " + transactions.process(transaction) + " at index "
                + transactions.index(transaction);
    }

    /** The invocations and completions of some transactions, in order. */
    public List<Op> witness(int... some) {
        return witness(transactions, some);
    }

    static List<Op> witness(Transactions transactions, int... some) {
        TreeSet<Integer> positions = new TreeSet<>();
        for (int transaction : some) {
            positions.add(transactions.invocation(transaction));
            if (transactions.completion(transaction) >= 0) {
                positions.add(transactions.completion(transaction));
            }
        }
        return positions.stream().map(transactions.history()::op).toList();
    }

    /** A handle's value as sentences print it: as EDN, what is long cut in its middle. */
    public String value(long handle) {
        return EdnText.brief(transactions.values().toObject(handle));
    }

    /** As {@link #value}, but of a long list, what is round the first element in which it differs from another. */
    public String differing(long handle, long other) {
        return EdnText.differing(
                transactions.values().toObject(handle), transactions.values().toObject(other));
    }
}
