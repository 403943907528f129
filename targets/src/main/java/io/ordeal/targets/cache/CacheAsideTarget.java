package io.ordeal.targets.cache;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.redis.RedisConnection;
import io.ordeal.targets.redis.RedisServer;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;

/** Registers in PostgreSQL, with a Redis before it. */
abstract class CacheAsideTarget extends PlainTarget {
    static final String WORKLOAD = "register";
    static final String STALE = "nonlinearizable";

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    CacheAsideTarget(String name, String summary, Opener opener, List<Expectation> expectations) {
        super(
                name,
                summary,
                new CachedDatabase(RedisServer.forgetful()),
                () -> ClientFactories.of(
                        RegisterClient.class, context -> opener.open(CachedDatabase.table(context), redis(context))),
                expectations);
    }

    private static Cache redis(ClientContext context) {
        return new RedisCache(RedisConnection.to(context.endpoint(CachedDatabase.CACHE, RedisServer.PORT), TIMEOUT));
    }

    /** Makes an application of what it works on. */
    @FunctionalInterface
    interface Opener {
        RegisterClient open(RegisterTable database, Cache cache);
    }
}
