package io.ordeal.target.redis;

import io.ordeal.client.ClientContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
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
    private final String name;
    private final Duration patience;

    private RedissonSession(RedissonClient redisson, String name, Duration patience) {
        this.redisson = redisson;
        this.name = name;
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param sentinelNodes the nodes that run a sentinel
     * @throws Exception no sentinel, or not the master, can be reached
     */
    static RedissonSession open(ClientContext context, List<String> sentinelNodes) {
        Config config = new Config()
                .setThreads(2)
                .setNettyThreads(2)
                // Renewed by Redisson's watchdog in the holder's process every third of it.
                .setLockWatchdogTimeout(Lease.TTL.toMillis());
        SentinelServersConfig sentinels = config.useSentinelServers()
                .setMasterName(RedisSentinels.MASTER_NAME)
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
        for (String node : sentinelNodes) {
            InetSocketAddress address = context.endpoint(node, RedisSentinels.SENTINEL_PORT);
            sentinels.addSentinelAddress("redis://" + address.getHostString() + ":" + address.getPort());
        }
        return new RedissonSession(
                Redisson.create(config),
                "p" + context.process(),
                context.operationTimeout().dividedBy(5));
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

    /** Gives threads and connections back, in the background. */
    @Override
    public void close() {
        Thread closing = new Thread(() -> redisson.shutdown(0, 1, TimeUnit.SECONDS), "redisson-close-" + name);
        closing.setDaemon(true);
        closing.start();
    }
}
