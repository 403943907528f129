package io.ordeal.targets.cassandra;

import io.ordeal.workload.register.RegisterClient;
import java.util.OptionalLong;

/** Registers as rows, of which the last write wins: by the wall clock of the node that was asked for it. */
final class CassandraRegister implements RegisterClient {
    private final CassandraConnection cassandra;
    private final Consistency consistency;

    /** @param consistency of reads and writes */
    CassandraRegister(CassandraConnection cassandra, Consistency consistency) {
        this.cassandra = cassandra;
        this.consistency = consistency;
    }

    static String select(String key) {
        return "SELECT value FROM " + CassandraCluster.REGISTERS + " WHERE name = '" + key + "'";
    }

    static String update(String key, long value) {
        return "UPDATE " + CassandraCluster.REGISTERS + " SET value = " + value + " WHERE name = '" + key + "'";
    }

    static OptionalLong value(CqlRows rows) {
        return rows.number("value").map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return value(cassandra.read(select(key), consistency));
    }

    @Override
    public void write(String key, long value) throws Exception {
        cassandra.write(update(key, value), consistency);
    }

    @Override
    public void close() {
        cassandra.close();
    }
}
