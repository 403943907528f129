package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.util.List;

/** A mutant in which transactions undo each other. */
public final class JvmTransactionsLostUpdateTarget extends PlainTarget {
    public JvmTransactionsLostUpdateTarget() {
        super(
                "jvm-transactions-lost-update",
                "a mutant of jvm-transactions: whoever ends last writes over the others",
                ClusterDescription.none(),
                () -> JvmTransactions.clients(JvmTransactions.Flaw.LOST_UPDATE),
                List.of(
                        Expectation.breaks("bank", Faults.NONE, Symptoms.MONEY_LOST, Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks(
                                "list-append",
                                Faults.NONE,
                                // an append that is gone and that nobody has read is taken for one after all that was
                                // read
                                List.of("lost-update", "incompatible-order", "G0", "G0-realtime"),
                                Mutant.SOON,
                                Mutant.SOURCE),
                        Expectation.mayBreak("rw-register", Faults.NONE, "lost-update", Mutant.SOURCE),
                        Expectation.mayBreak("write-skew", Faults.NONE, "lost-update", Mutant.SOURCE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", Mutant.SOURCE)));
    }
}
