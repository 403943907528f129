package io.ordeal.targets.redis;

import io.ordeal.client.ClientContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;
import org.redisson.misc.RedisURI;

/** A process' Redisson, behind Sentinel, over its own links. */
final class RedissonSession implements AutoCloseable {
    private final RedissonClient redisson;
    private final Duration patience;

    private RedissonSession(RedissonClient redisson, Duration patience) {
        this.redisson = redisson;
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param checksReplicas whether a grant is given only when the replicas have it too, as by default
     * @throws RuntimeException no sentinel, or not the master, can be reached
     */
    static RedissonSession open(ClientContext context, boolean checksReplicas) {
        Config config = new Config()
                .setThreads(2)
                .setNettyThreads(2)
                // Renewed by Redisson's watchdog in the holder's process every third of it.
                .setLockWatchdogTimeout(Lease.TTL.toMillis())
                .setCheckLockSyncedSlaves(checksReplicas);
        SentinelServersConfig sentinels = config.useSentinelServers()
                .setMasterName(RedisSentinel.MASTER_NAME)
                .setCheckSentinelsList(false)
                .setSentinelsDiscovery(false)
                .setScanInterval(500)
                .setNatMapper(address -> own(context, address))
                .setReadMode(ReadMode.MASTER)
                .setSubscriptionMode(SubscriptionMode.MASTER)
                .setDnsMonitoringInterval(-1)
                .setConnectTimeout(500)
                .setTimeout(700)
                .setRetryAttempts(1)
                .setRetryDelay(new ConstantDelay(Duration.ofMillis(100)))
                .setReconnectionDelay(new ConstantDelay(Duration.ofMillis(200)))
                .setMasterConnectionMinimumIdleSize(1)
                .setMasterConnectionPoolSize(4)
                .setSlaveConnectionMinimumIdleSize(1)
                .setSlaveConnectionPoolSize(2)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(2);
        for (String node : RedisSentinelCluster.SENTINELS) {
            InetSocketAddress address = context.endpoint(node, RedisServer.PORT);
            sentinels.addSentinelAddress("redis://" + address.getHostString() + ":" + address.getPort());
        }
        return new RedissonSession(
                Redisson.create(config), context.operationTimeout().dividedBy(5));
    }

    /** What sentinels tell are the servers' own addresses; the way there is this process' link. */
    private static RedisURI own(ClientContext context, RedisURI address) {
        InetSocketAddress link =
                context.translate(InetSocketAddress.createUnresolved(address.getHost(), address.getPort()));
        return new RedisURI(address.getScheme(), link.getHostString(), link.getPort());
    }

    RedissonClient redisson() {
        return redisson;
    }

    /** How long to wait for a lock. */
    Duration patience() {
        return patience;
    }

    @Override
    public void close() {
        redisson.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
