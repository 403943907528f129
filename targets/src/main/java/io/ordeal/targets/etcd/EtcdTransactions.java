package io.ordeal.targets.etcd;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.txn.Transaction;
import io.ordeal.workload.txn.TransactionClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Transactions of several steps, made of etcd's, which are one call each: reads are done as they come, writes are kept back,
 * and the call that commits does them all if every key that was read is as it was, by its revision. So all that was read was
 * there at once when it commits.
 */
final class EtcdTransactions implements TransactionClient {
    private final GuardedStore store;

    EtcdTransactions(GuardedStore store) {
        this.store = store;
    }

    @Override
    public <T> T transact(Access access, Work<T> work) throws Exception {
        Steps steps = new Steps();
        T result = work.run(steps);
        steps.commit();
        return result;
    }

    @Override
    public void close() throws Exception {
        store.close();
    }

    /** A transaction that is under way. */
    private final class Steps implements Transaction {
        private final Map<String, GuardedStore.Found> reads = new LinkedHashMap<>();
        private final Map<String, String> writes = new LinkedHashMap<>();

        @Override
        public Optional<String> read(String key) throws DefiniteFailure, InterruptedException {
            String mine = writes.get(key);
            if (mine != null) {
                return Optional.of(mine);
            }
            GuardedStore.Found found = reads.get(key);
            if (found == null) {
                found = store.read(key);
                reads.put(key, found);
            }
            return found.value();
        }

        @Override
        public void write(String key, String value) {
            writes.put(key, value);
        }

        void commit() throws Exception {
            if (writes.isEmpty() && reads.size() <= 1) {
                // a read alone is whole by itself
                return;
            }
            Map<String, Long> revisions = new LinkedHashMap<>();
            reads.forEach((key, found) -> revisions.put(key, found.revision()));
            if (!store.commit(revisions, writes)) {
                throw new DefiniteFailure("what was read has changed meanwhile, nothing was written");
            }
        }
    }
}
