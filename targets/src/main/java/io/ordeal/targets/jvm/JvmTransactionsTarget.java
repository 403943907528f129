package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** Transactions that are right. */
public final class JvmTransactionsTarget extends PlainTarget {
    public JvmTransactionsTarget() {
        super(
                "jvm-transactions",
                "transactions inside this JVM, one after the other",
                ClusterDescription.none(),
                () -> JvmTransactions.clients(JvmTransactions.Flaw.NONE),
                List.of(
                        Expectation.holds("list-append", Faults.CLIENT_PAUSE, "one transaction after the other"),
                        Expectation.holds("rw-register", Faults.CLIENT_PAUSE, "one transaction after the other"),
                        Expectation.holds("write-skew", Faults.CLIENT_PAUSE, "one transaction after the other"),
                        Expectation.holds("bank", Faults.CLIENT_PAUSE, "one transaction after the other"),
                        Expectation.holds("long-fork", Faults.CLIENT_PAUSE, "one transaction after the other")));
    }
}
