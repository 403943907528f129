package io.ordeal.targets.redis;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Elections;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** How this package's clients are connected. */
final class RedisClients {
    /** For each answer: well within a {@link Lease}, so that a late grant still has most of its time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private RedisClients() {}

    static ClientFactories locks(Function<ClientContext, LockClient> opener) {
        return ClientFactories.of(LockClient.class, opener::apply).withLease(Lease.TTL);
    }

    static ClientFactories registers(Function<ClientContext, CasRegisterClient> opener) {
        return ClientFactories.of(RegisterClient.class, opener::apply).and(CasRegisterClient.class, opener::apply);
    }

    static ClientFactories elections(Function<ClientContext, RedisConnection> way) {
        return Elections.untermed(context ->
                        new ExpiringOffice(way.apply(context), new Waiting(context), new OwnerNames(context)))
                .withLease(Lease.TTL);
    }

    /** To the only server. */
    static RedisConnection toOne(ClientContext context) {
        return RedisConnection.to(context.endpoint(context.nodes().get(0), RedisServer.PORT), TIMEOUT);
    }

    /** To each of several servers, in the order of their description. */
    static List<RedisConnection> toEach(ClientContext context, Duration timeout) {
        return context.nodes().stream()
                .map(node -> RedisConnection.to(context.endpoint(node, RedisServer.PORT), timeout))
                .toList();
    }

    /** To whatever the sentinels say is the master. */
    static RedisConnection toMaster(ClientContext context) {
        return RedisConnection.toMaster(new SentinelLocator(context), TIMEOUT);
    }

    static TokenLock tokenLock(RedisConnection redis, ClientContext context) {
        return new TokenLock(redis, new Waiting(context), new OwnerNames(context));
    }
}
