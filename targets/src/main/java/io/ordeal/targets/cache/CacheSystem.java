package io.ordeal.targets.cache;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.targets.memcached.MemcachedConnection;
import io.ordeal.targets.memcached.MemcachedServer;
import io.ordeal.targets.redis.RedisConnection;
import io.ordeal.targets.redis.RedisServer;
import java.time.Duration;

/** The caches that are put before the database: each keeps nothing over a start, and evicts nothing. */
enum CacheSystem {
    REDIS("Redis", RedisServer.forgetful()) {
        @Override
        Cache open(ClientContext context, Duration timeout) {
            return new RedisCache(
                    RedisConnection.to(context.endpoint(CachedDatabase.CACHE, RedisServer.PORT), timeout));
        }
    },
    MEMCACHED("memcached", new MemcachedServer()) {
        @Override
        Cache open(ClientContext context, Duration timeout) {
            return new MemcachedCache(
                    new MemcachedConnection(context.endpoint(CachedDatabase.CACHE, MemcachedServer.PORT), timeout));
        }
    };

    final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a program without a state
    final ServerProgram server;

    CacheSystem(String title, ServerProgram server) {
        this.title = title;
        this.server = server;
    }

    /**
     * The cache over a client's own link.
     *
     * @param timeout for connecting, and for each answer
     */
    abstract Cache open(ClientContext context, Duration timeout);
}
