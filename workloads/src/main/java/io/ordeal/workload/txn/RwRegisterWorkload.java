package io.ordeal.workload.txn;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.PlainRun;

/** Random transactions that write registers and read them, judged by who read whose write. */
public final class RwRegisterWorkload implements Workload<TransactionClient> {
    @Override
    public String name() {
        return "rw-register";
    }

    @Override
    public String promise() {
        return "Transactions on registers take effect one at a time, in the order in which clients saw things happen.";
    }

    @Override
    public Class<TransactionClient> clientType() {
        return TransactionClient.class;
    }

    @Override
    public WorkloadRun<TransactionClient> start(WorkloadOptions options) {
        LastReads lastReads = new LastReads();
        return new PlainRun<>(
                new TransactionGenerator(MicroOperation.Kind.WRITE, options.keys(), options.operationsPerKey()),
                lastReads.generator("txn"),
                (client, context) -> TransactionOperations.onRegisters(client, lastReads::used));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("rw-register", CheckerOptions.DEFAULT),
                Requirement.okOperations("txn", 50),
                new CompetingTransactions());
    }
}
