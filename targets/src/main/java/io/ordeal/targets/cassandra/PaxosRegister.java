package io.ordeal.targets.cassandra;

import io.ordeal.workload.register.CasRegisterClient;
import java.util.OptionalLong;

/**
 * Registers as rows that are changed by lightweight transactions alone: a write that has no condition would go round Paxos, so
 * each has one, if only that the row is there.
 */
final class PaxosRegister implements CasRegisterClient {
    private final CassandraConnection cassandra;

    PaxosRegister(CassandraConnection cassandra) {
        this.cassandra = cassandra;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return CassandraRegister.value(cassandra.read(CassandraRegister.select(key), Consistency.SERIAL));
    }

    /** Rows are never deleted: what is not there before the second step was written by another, and is there in the third. */
    @Override
    public void write(String key, long value) throws Exception {
        String overwrite = CassandraRegister.update(key, value) + " IF EXISTS";
        String insert = "INSERT INTO " + CassandraCluster.REGISTERS + " (name, value) VALUES ('" + key + "', " + value
                + ") IF NOT EXISTS";
        if (!cassandra.writeIf(overwrite).isApplied()
                && !cassandra.writeIf(insert).isApplied()
                && !cassandra.writeIf(overwrite).isApplied()) {
            throw new IllegalStateException("a row that is there and is not");
        }
    }

    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        return cassandra
                .writeIf(CassandraRegister.update(key, value) + " IF value = " + expected)
                .isApplied();
    }

    @Override
    public void close() {
        cassandra.close();
    }
}
