package io.ordeal.targets.nats;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;

/** The clients of one run. */
final class NatsClients {
    private NatsClients() {}

    static ClientFactories logs() {
        return ClientFactories.of(LogClient.class, context -> new NatsLog(new NatsClient(context)));
    }

    /** @param direct whether whichever replica is nearest answers reads */
    static ClientFactories registers(boolean direct) {
        ClientFactory<CasRegisterClient> opener = context -> new NatsRegister(new NatsClient(context), direct);
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }

    static ClientFactories locks() {
        return ClientFactories.of(LockClient.class, context -> lock(context, false))
                .withLease(NatsLock.LONGEST_SILENCE);
    }

    static ClientFactories fencedLocks() {
        return ClientFactories.of(LockClient.class, context -> lock(context, true))
                .and(FencedLockClient.class, context -> lock(context, true))
                .withLease(NatsLock.LONGEST_SILENCE);
    }

    private static NatsLock lock(ClientContext context, boolean fenced) {
        return new NatsLock(new NatsClient(context), fenced);
    }
}
