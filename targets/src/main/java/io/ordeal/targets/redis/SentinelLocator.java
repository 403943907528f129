package io.ordeal.targets.redis;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks the sentinels, in an order of the process' own, who is the master, as Redis' guidelines for clients have it
 * ("Guidelines for Redis clients with support for Redis Sentinel"): the first that answers is believed.
 */
final class SentinelLocator implements RedisConnection.Locator {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final ClientContext context;
    private final List<InetSocketAddress> sentinels = new ArrayList<>();

    SentinelLocator(ClientContext context) {
        this.context = context;
        RedisSentinelCluster.SENTINELS.forEach(node -> sentinels.add(context.endpoint(node, RedisServer.PORT)));
        Collections.shuffle(sentinels, new Random(context.seed()));
    }

    @Override
    public InetSocketAddress locate() throws DefiniteFailure {
        JedisException last = null;
        for (InetSocketAddress sentinel : List.copyOf(sentinels)) {
            try (Jedis jedis = new Jedis(
                    new HostAndPort(sentinel.getHostString(), sentinel.getPort()), RedisConnection.config(TIMEOUT))) {
                @Nullable List<String> master = jedis.sentinelGetMasterAddrByName(RedisSentinel.MASTER_NAME);
                if (master != null) {
                    // the next time, the one that answered is asked first
                    Collections.swap(sentinels, 0, sentinels.indexOf(sentinel));
                    return context.translate(
                            InetSocketAddress.createUnresolved(master.get(0), Integer.parseInt(master.get(1))));
                }
            } catch (JedisException unreachable) {
                last = unreachable;
            }
        }
        throw last == null
                ? new DefiniteFailure("no sentinel knows a master named " + RedisSentinel.MASTER_NAME)
                : new DefiniteFailure("no sentinel answers", last);
    }
}
