package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.register.RegisterClient;
import java.util.OptionalLong;

/**
 * Registers as keys of etcd, each of whose writes is a transaction that also reads what the key was when this process last
 * wrote any. Now and then a process has etcd forget all that was before its own last write, so that another's transaction asks
 * for a revision that is gone, and is refused.
 */
final class EtcdPastReadingRegister implements RegisterClient {
    /** Often enough that many transactions are refused, and few enough that most are not. */
    private static final int WRITES_A_COMPACTION = 8;

    private final EtcdConnection etcd;
    private final EtcdRegister registers;
    private long revision;
    private int writes;

    EtcdPastReadingRegister(EtcdConnection etcd) {
        this.etcd = etcd;
        registers = new EtcdRegister(etcd, false);
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return registers.read(key);
    }

    @Override
    public void write(String key, long value) throws Exception {
        if (++writes % WRITES_A_COMPACTION == 0) {
            compact();
        }
        ObjectNode put = EtcdJson.put(key, Long.toString(value));
        JsonNode answer;
        if (revision == 0) {
            answer = etcd.change(EtcdCall.PUT, put);
        } else {
            ObjectNode transaction = EtcdJson.object();
            transaction
                    .putArray("success")
                    .add(EtcdJson.operation("requestPut", put))
                    .add(EtcdJson.operation(
                            "requestRange", EtcdJson.key(key).put("revision", Long.toString(revision))));
            answer = etcd.change(EtcdCall.TXN, transaction);
        }
        revision = answer.path("header").path("revision").asLong();
    }

    private void compact() throws DefiniteFailure, InterruptedException {
        try {
            etcd.change(EtcdCall.COMPACT, EtcdJson.object().put("revision", Long.toString(revision)));
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            // of the compaction; the write itself was not begun
            throw new DefiniteFailure("nothing was written, as there was no compaction: " + failed, failed);
        }
    }
}
