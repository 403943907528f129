package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
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
