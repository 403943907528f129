package io.ordeal.targets.etcd;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.PlainHttp;
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

    /** Clients of a kind, each of which is made of a connection of its own. */
    static <C extends AutoCloseable> ClientFactory<C> opening(Function<EtcdConnection, C> kind) {
        HttpClient http = PlainHttp.newClient(CONNECT_LIMIT);
        return context -> kind.apply(new EtcdConnection(http, context));
    }

    /** @param readThere whether reads are left to the process' own member */
    static ClientFactories registers(boolean readThere) {
        ClientFactory<CasRegisterClient> opener = opening(etcd -> new EtcdRegister(etcd, readThere));
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }

    static ClientFactories transactions() {
        return ClientFactories.of(
                TransactionClient.class, opening(etcd -> new EtcdTransactions(new GatewayStore(etcd))));
    }

    /** By a version of jetcd. */
    static ClientFactories transactionsByJetcd(String version) {
        JetcdSoftware jetcd = new JetcdSoftware(version);
        return ClientFactories.of(
                TransactionClient.class, context -> new EtcdTransactions(JetcdGuardedStore.open(jetcd, context)));
    }

    static ClientFactories locks() {
        return ClientFactories.of(LockClient.class, opening(EtcdLock::new)).withLease(EtcdPlace.LONGEST_SILENCE);
    }

    static ClientFactories fencedLocks() {
        ClientFactory<FencedLockClient> opener = opening(EtcdFencedLock::new);
        return ClientFactories.of(LockClient.class, opener)
                .and(FencedLockClient.class, opener)
                .withLease(EtcdPlace.LONGEST_SILENCE);
    }

    static ClientFactories elections() {
        return Elections.termed(opening(EtcdElection::new)).withLease(EtcdPlace.LONGEST_SILENCE);
    }
}
