package io.ordeal.targets.etcd;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import io.ordeal.workload.txn.TransactionClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

/** The clients of one run, which have one HTTP client between them, and connections of their own. */
final class EtcdClients {
    /** For a connect to a member on the same machine, which is at once where it is not prevented. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private EtcdClients() {}

    /** @param readThere whether reads are left to the process' own member */
    static ClientFactories registers(boolean readThere) {
        Function<ClientContext, EtcdConnection> connections = connections();
        ClientFactory<CasRegisterClient> opener = context -> new EtcdRegister(connections.apply(context), readThere);
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }

    static ClientFactories transactions() {
        Function<ClientContext, EtcdConnection> connections = connections();
        return ClientFactories.of(TransactionClient.class, context -> new EtcdTransactions(connections.apply(context)));
    }

    static ClientFactories locks() {
        Function<ClientContext, EtcdConnection> connections = connections();
        return ClientFactories.of(LockClient.class, context -> new EtcdLock(connections.apply(context)))
                .withLease(EtcdLock.LONGEST_SILENCE);
    }

    static ClientFactories fencedLocks() {
        Function<ClientContext, EtcdConnection> connections = connections();
        ClientFactory<FencedLockClient> opener = context -> new EtcdFencedLock(connections.apply(context));
        return ClientFactories.of(LockClient.class, opener)
                .and(FencedLockClient.class, opener)
                .withLease(EtcdLock.LONGEST_SILENCE);
    }

    private static Function<ClientContext, EtcdConnection> connections() {
        HttpClient http = EtcdGateway.newHttp(CONNECT_LIMIT);
        return context -> new EtcdConnection(http, context);
    }
}
