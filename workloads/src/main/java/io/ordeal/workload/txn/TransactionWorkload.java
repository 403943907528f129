package io.ordeal.workload.txn;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.client.Client;
import io.ordeal.generator.Generator;
import io.ordeal.history.Keyword;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.PlainRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Transactions on lists or on registers, judged by what they read. At the end every key is read that was used, until that
 * is ok: a run is Valid only if 50 transactions were ok, two of them competed for a key, and every key that was written was
 * read after its last write and after the last fault was healed.
 */
abstract class TransactionWorkload implements Workload<TransactionClient> {
    private final MicroOperation.Kind writes;
    private final CheckerOptions assumptions;

    /**
     * @param writes APPEND for lists, WRITE for registers
     * @param assumptions of the checker
     */
    TransactionWorkload(MicroOperation.Kind writes, CheckerOptions assumptions) {
        this.writes = writes;
        this.assumptions = assumptions;
    }

    /** The main phase's. */
    Generator transactions(WorkloadOptions options) {
        return new TransactionGenerator(writes, options.keys(), options.operationsPerKey());
    }

    private boolean onLists() {
        return writes == MicroOperation.Kind.APPEND;
    }

    @Override
    public final Class<TransactionClient> clientType() {
        return TransactionClient.class;
    }

    @Override
    public final List<ServedOperation> operations() {
        Keyword read = Keyword.of("r");
        Keyword write = Keyword.of(onLists() ? "append" : "w");
        return List.of(new ServedOperation(
                "txn",
                List.of(List.of(write, 0L, 5L), Arrays.asList(read, 0L, null), Arrays.asList(read, 1L, null)),
                List.of(
                        List.of(write, 0L, 5L),
                        List.of(read, 0L, onLists() ? List.of(5L) : 5L),
                        Arrays.asList(read, 1L, null)),
                onLists()
                        ? "appends to lists and reads them whole, in one transaction; fails if it is rolled back"
                        : "writes and reads registers in one transaction; fails if it is rolled back"));
    }

    @Override
    public final WorkloadRun<TransactionClient> start(WorkloadOptions options) {
        LastReads lastReads = new LastReads();
        return new PlainRun<TransactionClient>(
                        lastReads.noting(transactions(options)),
                        lastReads.generator("txn"),
                        (client, context) -> onLists()
                                ? TransactionOperations.onLists(client)
                                : TransactionOperations.onRegisters(client))
                .withReplaying(Replaying.noting(lastReads::noting, LastReads::rounds));
    }

    @Override
    public final Checker checker(WorkloadOptions options) {
        return checker(assumptions);
    }

    @Override
    public final List<ConsistencyModel> levels() {
        return List.of(ConsistencyModel.values());
    }

    @Override
    public final Checker checker(WorkloadOptions options, ConsistencyModel level) {
        return checker(assumptions.withModel(level.wire()));
    }

    private Checker checker(CheckerOptions options) {
        return EvidenceRequired.of(
                Checkers.named(onLists() ? "list-append" : "rw-register", options),
                Requirement.okOperations("txn", 50),
                new CompetingTransactions(),
                LastReads.ofAllKeys());
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> TransactionsApart.of(client, run));
    }
}
