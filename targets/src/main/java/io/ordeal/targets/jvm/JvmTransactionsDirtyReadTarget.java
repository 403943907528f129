package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.util.List;

/** A mutant that shows what is not committed. */
public final class JvmTransactionsDirtyReadTarget extends PlainTarget {
    public JvmTransactionsDirtyReadTarget() {
        super(
                "jvm-transactions-dirty-read",
                "a mutant of jvm-transactions: what is written is seen at once, and some of it is taken back",
                ClusterDescription.none(),
                () -> JvmTransactions.clients(JvmTransactions.Flaw.DIRTY_READ),
                List.of(
                        Expectation.breaks(
                                "list-append", Faults.NONE, List.of("G1a", "G0"), Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks("bank", Faults.NONE, Symptoms.MONEY_LOST, Mutant.SOON, Mutant.SOURCE),
                        Expectation.mayBreak("rw-register", Faults.NONE, "G1a", Mutant.SOURCE),
                        Expectation.mayBreak("write-skew", Faults.NONE, "G1a", Mutant.SOURCE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", Mutant.SOURCE)));
    }
}
