package io.ordeal.targets.consul;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.PlainHttp;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

/** The clients of one run, which have one HTTP client between them, and connections of their own. */
final class ConsulClients {
    /** For a connect to a server on the same machine, which is at once where it is not prevented. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private ConsulClients() {}

    private static <C extends AutoCloseable> ClientFactory<C> opening(Function<ConsulConnection, C> kind) {
        HttpClient http = PlainHttp.newClient(CONNECT_LIMIT);
        return context -> kind.apply(new ConsulConnection(http, context));
    }

    static ClientFactories registers(ReadMode mode) {
        ClientFactory<CasRegisterClient> opener = opening(consul -> new ConsulRegister(consul, mode));
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }

    static ClientFactories locks() {
        return ClientFactories.of(LockClient.class, opening(ConsulLock::new)).withLease(ConsulSession.LONGEST_SILENCE);
    }

    static ClientFactories fencedLocks() {
        ClientFactory<FencedLockClient> opener = opening(ConsulFencedLock::new);
        return ClientFactories.of(LockClient.class, opener)
                .and(FencedLockClient.class, opener)
                .withLease(ConsulSession.LONGEST_SILENCE);
    }

    static ClientFactories elections() {
        return Elections.termed(opening(ConsulElection::new)).withLease(ConsulSession.LONGEST_SILENCE);
    }
}
