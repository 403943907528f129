package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.util.List;

/** A mutant of two copies. */
public final class JvmTransactionsLongForkTarget extends PlainTarget {
    public JvmTransactionsLongForkTarget() {
        super(
                "jvm-transactions-long-fork",
                "a mutant of jvm-transactions: two copies that take each other's writes a little later",
                ClusterDescription.none(),
                () -> JvmTransactions.clients(JvmTransactions.Flaw.LONG_FORK),
                List.of(
                        Expectation.breaks("long-fork", Faults.NONE, "long-fork", Mutant.SOON, Mutant.SOURCE),
                        Expectation.mayBreak("list-append", Faults.NONE, "incompatible-order", Mutant.SOURCE),
                        Expectation.mayBreak("rw-register", Faults.NONE, "lost-update", Mutant.SOURCE),
                        Expectation.mayBreak("write-skew", Faults.NONE, "lost-update", Mutant.SOURCE),
                        Expectation.mayBreak("bank", Faults.NONE, Symptoms.MONEY_LOST, Mutant.SOURCE)));
    }
}
