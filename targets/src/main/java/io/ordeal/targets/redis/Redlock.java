package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The Redlock algorithm of Redis' documentation ("Distributed Locks with Redis", section "The Redlock Algorithm"): the
 * {@link Lease} on a majority of independent servers, granted only if it was had in less time than it lasts, leaving
 * room for clocks that drift; given back everywhere.
 */
final class Redlock implements LockClient {
    /** Each server is given up after this: short beside the lease, or one that is down eats its validity. */
    static final Duration NODE_TIMEOUT = Duration.ofMillis(150);

    private static final double CLOCK_DRIFT = 0.01;
    private static final long EXPIRY_PRECISION_NANOS = Duration.ofMillis(2).toNanos();

    private final List<RedisConnection> nodes;
    private final Waiting waiting;
    private final OwnerNames names;
    private String owner = "";

    Redlock(List<RedisConnection> nodes, Waiting waiting, OwnerNames names) {
        this.nodes = nodes;
        this.waiting = waiting;
        this.names = names;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        boolean granted = waiting.until(() -> {
            owner = names.next();
            long start = System.nanoTime();
            int grants = 0;
            for (RedisConnection node : nodes) {
                grants += took(node, lock) ? 1 : 0;
            }
            long ttlNanos = Lease.TTL.toNanos();
            long validNanos =
                    ttlNanos - (System.nanoTime() - start) - (long) (ttlNanos * CLOCK_DRIFT) - EXPIRY_PRECISION_NANOS;
            if (grants > nodes.size() / 2 && validNanos > 0) {
                return true;
            }
            // Whatever comes of it: without a majority in time there is no hold.
            giveBackEverywhere(lock);
            return false;
        });
        return granted ? Optional.of(Grant.plain()) : Optional.empty();
    }

    /** A server that does not answer counts as one that refused; what it may have granted is given back or expires. */
    private boolean took(RedisConnection node, String lock) throws Exception {
        try {
            return node.call(jedis -> Lease.take(jedis, lock, owner));
        } catch (DefiniteFailure | JedisException refusedOrUnknown) {
            return false;
        }
    }

    @Override
    public void release(String lock) throws Exception {
        GivenBack result = giveBackEverywhere(lock);
        if (result.servers == 0) {
            throw result.unknown == null ? new DefiniteFailure("not the holder on any server") : result.unknown;
        }
    }

    private GivenBack giveBackEverywhere(String lock) throws Exception {
        int servers = 0;
        JedisException unknown = null;
        for (RedisConnection node : nodes) {
            try {
                servers += node.call(jedis -> Lease.giveBack(jedis, lock, owner)) ? 1 : 0;
            } catch (DefiniteFailure refused) {
                // It is not given back there, and expires.
            } catch (JedisException noAnswer) {
                unknown = noAnswer;
            }
        }
        return new GivenBack(servers, unknown);
    }

    /**
     * What came of giving back.
     *
     * @param servers on which the lease was given back
     * @param unknown a server did not answer; null if all did
     */
    private record GivenBack(int servers, @Nullable JedisException unknown) {}

    @Override
    public void close() {
        nodes.forEach(RedisConnection::close);
    }
}
