package io.ordeal.targets.cassandra;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;

/** The clients of one run, each with a connection of its own. */
final class CassandraClients {
    private CassandraClients() {}

    static ClientFactories registers(Consistency consistency) {
        return ClientFactories.of(
                RegisterClient.class, context -> new CassandraRegister(new CassandraConnection(context), consistency));
    }

    static ClientFactories paxosRegisters() {
        ClientFactory<CasRegisterClient> opener = context -> new PaxosRegister(new CassandraConnection(context));
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }

    static ClientFactories paxosLocks() {
        return ClientFactories.of(
                        LockClient.class,
                        context -> new PaxosLock(new CassandraConnection(context), context.process(), context.seed()))
                .withLease(PaxosLock.LONGEST);
    }
}
