package io.ordeal.checker.txn.register;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.verdict.Findings;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;

/** The anomalies of registers that are no cycles, beside those of {@code RegisterReads}. Linear. */
final class RegisterAnomalies {
    private final Transactions transactions;
    private final Versions versions;
    private final AssumedOrder assumed;
    private final Findings findings;
    private final CheckContext context;

    /** Of each version a transaction that read it and wrote its key, or −1. */
    private final int[] updaters;

    RegisterAnomalies(
            Transactions transactions,
            Versions versions,
            AssumedOrder assumed,
            Findings findings,
            CheckContext context) {
        this.transactions = transactions;
        this.versions = versions;
        this.assumed = assumed;
        this.findings = findings;
        this.context = context;
        updaters = new int[versions.count()];
        Arrays.fill(updaters, -1);
    }

    void find() {
        for (int t = 0; t < transactions.size(); t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            for (int m = transactions.begin(t); transactions.isOk(t) && m < transactions.end(t); m++) {
                if (transactions.isRead(m)) {
                    if (transactions.isFirstOfKey(m)) {
                        update(t, m);
                    } else {
                        readAgain(t, m);
                    }
                }
            }
        }
        for (int[] circle : assumed.circles()) {
            cyclic(circle);
        }
    }

    private void update(int t, int m) {
        int version = versions.external(m);
        int key = transactions.key(m);
        if (version == Versions.NONE || !versions.isInstalled(version) || versions.written(t, key) == Versions.NONE) {
            return;
        }
        int other = updaters[version];
        if (other < 0) {
            updaters[version] = t;
            return;
        }
        findings.add(
                TransactionAnomaly.LOST_UPDATE,
                key,
                () -> findings.name(other) + " and " + findings.name(t) + " both read "
                        + EdnText.name(transactions.keyName(key))
                        + " = " + findings.value(transactions.value(m))
                        + " and both overwrote it: one of them did not see the other's write",
                other,
                t);
    }

    /** A second read differs from the first, with no write between. */
    private void readAgain(int t, int m) {
        int key = transactions.key(m);
        for (int j = m - 1; j >= transactions.begin(t); j--) {
            if (transactions.key(j) == key) {
                if (transactions.isRead(j) && transactions.value(j) != transactions.value(m)) {
                    int before = j;
                    findings.add(
                            TransactionAnomaly.INTERNAL,
                            key,
                            () -> findings.name(t) + " read " + EdnText.name(transactions.keyName(key)) + " = "
                                    + findings.value(transactions.value(m)) + " after it had read "
                                    + findings.value(transactions.value(before)),
                            t);
                }
                return;
            }
        }
    }

    private void cyclic(int[] circle) {
        int[] some = Arrays.stream(circle)
                .filter(version -> !versions.isInitial(version))
                .limit(8)
                .toArray();
        int key = versions.key(circle[0]);
        findings.add(
                TransactionAnomaly.CYCLIC_VERSIONS,
                key,
                () -> "as "
                        + String.join(
                                ", ",
                                assumed.contradicted().stream()
                                        .map(Assumption::wire)
                                        .toList())
                        + " would have it, of " + circle.length + " versions of key "
                        + EdnText.name(transactions.keyName(key))
                        + " each is before the others: "
                        + String.join(
                                ", ",
                                Arrays.stream(some).mapToObj(versions::value).toList())
                        + (some.length < circle.length ? ", the initial value or more" : ""),
                Arrays.stream(some).map(transactions::owner).distinct().toArray());
    }
}
