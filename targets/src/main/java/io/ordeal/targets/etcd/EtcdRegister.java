package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.workload.register.CasRegisterClient;
import java.util.OptionalLong;

/** Registers as keys of etcd. */
final class EtcdRegister implements CasRegisterClient {
    private final EtcdConnection etcd;
    private final boolean readsThere;

    /** @param readsThere whether the process' own member answers reads by itself, as "serializable" ones */
    EtcdRegister(EtcdConnection etcd, boolean readsThere) {
        this.etcd = etcd;
        this.readsThere = readsThere;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        JsonNode found = (readsThere ? etcd.readThere(key) : etcd.read(key))
                .path("kvs")
                .path(0)
                .path("value");
        return found.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(EtcdJson.decode(found)));
    }

    @Override
    public void write(String key, long value) throws Exception {
        etcd.change(EtcdCall.PUT, EtcdJson.put(key, Long.toString(value)));
    }

    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        ObjectNode transaction = EtcdJson.object();
        transaction
                .putArray("compare")
                .add(EtcdJson.key(key)
                        .put("target", "VALUE")
                        .put("result", "EQUAL")
                        .put("value", EtcdJson.encode(Long.toString(expected))));
        transaction.putArray("success").add(EtcdJson.operation("requestPut", EtcdJson.put(key, Long.toString(value))));
        return etcd.change(EtcdCall.TXN, transaction).path("succeeded").asBoolean();
    }
}
