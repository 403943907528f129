package io.ordeal.workload.txn;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.workload.txn.TransactionClient.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Transactions of micro-operations, whatever an operation is called. */
public final class TransactionOperations implements Client {
    private final TransactionClient store;
    private final Function<String, Object> reading;

    private TransactionOperations(TransactionClient store, Function<String, Object> reading) {
        this.store = store;
        this.reading = reading;
    }

    /** On lists of numbers. */
    static TransactionOperations onLists(TransactionClient store) {
        return new TransactionOperations(
                store,
                text -> Arrays.stream(text.split(Transaction.SEPARATOR, -1))
                        .map(Long::valueOf)
                        .toList());
    }

    /** On registers of numbers. */
    public static TransactionOperations onRegisters(TransactionClient store) {
        return new TransactionOperations(store, Long::valueOf);
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        List<MicroOperation> transaction = MicroOperation.parse(invocation.value());
        Access access = transaction.stream().allMatch(MicroOperation::isRead) ? Access.READ_ONLY : Access.READ_WRITE;
        List<MicroOperation> done = store.transact(access, open -> run(transaction, open));
        return Completion.ok(MicroOperation.toValue(done));
    }

    private List<MicroOperation> run(List<MicroOperation> transaction, Transaction open) throws Exception {
        List<MicroOperation> done = new ArrayList<>();
        for (MicroOperation step : transaction) {
            String key = step.storeKey();
            switch (step.kind()) {
                case READ -> {
                    Object read = open.read(key).map(reading).orElse(null);
                    done.add(new MicroOperation(step.kind(), step.key(), read));
                }
                case WRITE -> {
                    open.write(key, String.valueOf(step.value()));
                    done.add(step);
                }
                case APPEND -> {
                    open.append(key, String.valueOf(step.value()));
                    done.add(step);
                }
            }
        }
        return done;
    }

    @Override
    public void close() throws Exception {
        store.close();
    }
}
