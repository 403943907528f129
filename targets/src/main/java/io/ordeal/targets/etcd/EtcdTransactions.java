package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final EtcdConnection etcd;

    EtcdTransactions(EtcdConnection etcd) {
        this.etcd = etcd;
    }

    @Override
    public <T> T transact(Access access, Work<T> work) throws Exception {
        Steps steps = new Steps();
        T result = work.run(steps);
        steps.commit();
        return result;
    }

    /** A transaction that is under way. */
    private final class Steps implements Transaction {
        private final Map<String, Found> reads = new LinkedHashMap<>();
        private final Map<String, String> writes = new LinkedHashMap<>();

        @Override
        public Optional<String> read(String key) throws DefiniteFailure, InterruptedException {
            String mine = writes.get(key);
            if (mine != null) {
                return Optional.of(mine);
            }
            Found found = reads.get(key);
            if (found == null) {
                found = Found.in(etcd.read(key));
                reads.put(key, found);
            }
            return found.value;
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
            ObjectNode transaction = EtcdJson.object();
            ArrayNode conditions = transaction.putArray("compare");
            reads.forEach((key, found) -> conditions.add(EtcdJson.key(key)
                    .put("target", "MOD")
                    .put("result", "EQUAL")
                    .put("mod_revision", Long.toString(found.revision))));
            ArrayNode operations = transaction.putArray("success");
            writes.forEach((key, value) -> operations.add(EtcdJson.operation("requestPut", EtcdJson.put(key, value))));
            if (writes.isEmpty()) {
                // one without any operation that asks for the leader is answered by the member alone, and may be out of
                // date
                reads.keySet().forEach(key -> operations.add(EtcdJson.operation("requestRange", EtcdJson.key(key))));
            }
            if (!etcd.change(EtcdCall.TXN, transaction).path("succeeded").asBoolean()) {
                throw new DefiniteFailure("what was read has changed meanwhile, nothing was written");
            }
        }
    }

    /**
     * What a key was read to have.
     *
     * @param revision of its last write; 0 if there was none
     */
    private record Found(Optional<String> value, long revision) {
        static Found in(JsonNode answer) {
            JsonNode pair = answer.path("kvs").path(0);
            return pair.isMissingNode()
                    ? new Found(Optional.empty(), 0)
                    : new Found(
                            Optional.of(EtcdJson.decode(pair.path("value"))),
                            pair.path("mod_revision").asLong());
        }
    }
}
