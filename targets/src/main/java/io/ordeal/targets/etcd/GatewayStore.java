package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.client.DefiniteFailure;
import java.util.Map;
import java.util.Optional;

/** By the gateway: each call is sent once. */
record GatewayStore(EtcdConnection etcd) implements GuardedStore {
    @Override
    public Found read(String key) throws DefiniteFailure, InterruptedException {
        JsonNode pair = etcd.read(key).path("kvs").path(0);
        return pair.isMissingNode()
                ? Found.NOTHING
                : new Found(
                        Optional.of(EtcdJson.decode(pair.path("value"))),
                        pair.path("mod_revision").asLong());
    }

    @Override
    public boolean commit(Map<String, Long> revisions, Map<String, String> writes) throws Exception {
        ObjectNode transaction = EtcdJson.object();
        ArrayNode conditions = transaction.putArray("compare");
        revisions.forEach((key, revision) -> conditions.add(EtcdJson.key(key)
                .put("target", "MOD")
                .put("result", "EQUAL")
                .put("mod_revision", Long.toString(revision))));
        ArrayNode operations = transaction.putArray("success");
        writes.forEach((key, value) -> operations.add(EtcdJson.operation("requestPut", EtcdJson.put(key, value))));
        if (writes.isEmpty()) {
            // one without any operation that asks for the leader is answered by the member alone, and may be out of
            // date
            revisions.keySet().forEach(key -> operations.add(EtcdJson.operation("requestRange", EtcdJson.key(key))));
        }
        return etcd.change(EtcdCall.TXN, transaction).path("succeeded").asBoolean();
    }
}
