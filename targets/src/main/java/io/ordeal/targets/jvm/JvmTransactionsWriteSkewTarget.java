package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant in which each transaction works on a snapshot. */
public final class JvmTransactionsWriteSkewTarget extends PlainTarget {
    public JvmTransactionsWriteSkewTarget() {
        super(
                "jvm-transactions-write-skew",
                "a mutant of jvm-transactions: snapshot isolation",
                ClusterDescription.none(),
                () -> JvmTransactions.clients(JvmTransactions.Flaw.WRITE_SKEW),
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, "G2-item", Mutant.SOON, Mutant.SOURCE),
                        Expectation.mayBreak(
                                "rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), Mutant.SOURCE),
                        Expectation.breaks("write-skew", Faults.NONE, "G2-item", Mutant.SOON, Mutant.SOURCE),
                        Expectation.mayBreak("bank", Faults.NONE, "wrong-total", Mutant.SOURCE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", Mutant.SOURCE)));
    }
}
