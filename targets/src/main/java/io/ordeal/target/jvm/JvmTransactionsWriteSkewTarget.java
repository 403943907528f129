package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A mutant in which each transaction works on a snapshot. */
public final class JvmTransactionsWriteSkewTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String MUTANT = "a mutant: the flaw is built in";

    public JvmTransactionsWriteSkewTarget() {
        super(
                "jvm-transactions-write-skew",
                "a mutant of jvm-transactions: snapshot isolation",
                ClusterDescription.none(),
                () -> JvmTransactions.clients(JvmTransactions.Flaw.WRITE_SKEW),
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, "G2-item", SOON, MUTANT),
                        Expectation.mayBreak("rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), MUTANT),
                        Expectation.breaks("write-skew", Faults.NONE, "G2-item", SOON, MUTANT),
                        Expectation.mayBreak("bank", Faults.NONE, "wrong-total", MUTANT),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", MUTANT)));
    }
}
