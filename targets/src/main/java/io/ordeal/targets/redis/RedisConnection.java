package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection of one process, opened when it is needed and dropped when it failed.
 *
 * <p>A connection that can't be opened is a {@link DefiniteFailure}, as the command was not sent; one that breaks, or
 * does not answer in time, tells nothing of the command.
 */
public final class RedisConnection implements AutoCloseable {
    private final Locator locator;
    private final JedisClientConfig config;
    private final boolean toMaster;
    private volatile @Nullable Jedis open;
    private volatile boolean closed;

    private RedisConnection(Locator locator, Duration timeout, boolean toMaster) {
        this.locator = locator;
        this.config = config(timeout);
        this.toMaster = toMaster;
    }

    /**
     * To one server.
     *
     * @param timeout for connecting, and for each answer
     */
    public static RedisConnection to(InetSocketAddress address, Duration timeout) {
        return new RedisConnection(() -> address, timeout, false);
    }

    /** To whatever is the master when the connection is opened; refused by what says that it is none. */
    static RedisConnection toMaster(Locator locator, Duration timeout) {
        return new RedisConnection(locator, timeout, true);
    }

    static JedisClientConfig config(Duration timeout) {
        int millis = (int) timeout.toMillis();
        return DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws DefiniteFailure it was not sent, or refused
     * @throws Exception nobody knows whether it was executed
     */
    public <T> T call(Command<T> command) throws Exception {
        Jedis jedis = connected();
        try {
            return command.run(jedis);
        } catch (JedisDataException answer) {
            if (RedisError.of(answer) == RedisError.READONLY) {
                drop();
            }
            throw RedisError.exception(answer);
        } catch (JedisException broken) {
            drop();
            throw broken;
        }
    }

    private Jedis connected() throws Exception {
        Jedis before = open;
        if (before != null) {
            return before;
        }
        if (closed) {
            // by an operation that was given up, on a thread that was left behind
            throw new DefiniteFailure("the client is closed, nothing was sent");
        }
        InetSocketAddress address = locator.locate();
        Jedis jedis = null;
        try {
            jedis = new Jedis(new HostAndPort(address.getHostString(), address.getPort()), config);
            // A connection that nobody has accepted yet looks open: only an answer shows that there is a server.
            if (toMaster) {
                refuseReplica(jedis.role());
            } else {
                jedis.ping();
            }
            open = jedis;
            if (closed) {
                drop();
                throw new DefiniteFailure("the client was closed, nothing was sent");
            }
            return jedis;
        } catch (JedisException | DefiniteFailure unreachable) {
            closeQuietly(jedis);
            throw unreachable instanceof DefiniteFailure definite
                    ? definite
                    : new DefiniteFailure("no connection to " + address + ", nothing was sent", unreachable);
        }
    }

    private static void refuseReplica(List<Object> role) throws DefiniteFailure {
        if (!"master".equals(role.get(0))) {
            throw new DefiniteFailure("the server is a " + role.get(0) + ", nothing was sent");
        }
    }

    private static void closeQuietly(@Nullable Jedis jedis) {
        if (jedis != null) {
            try {
                jedis.close();
            } catch (JedisException alreadyBroken) {
                // it is given up in any case
            }
        }
    }

    private void drop() {
        Jedis jedis = open;
        open = null;
        closeQuietly(jedis);
    }

    /** Closes it for good. */
    @Override
    public void close() {
        closed = true;
        drop();
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    public interface Command<T> {
        T run(Jedis jedis);
    }

    /** Finds the server to connect to. */
    @FunctionalInterface
    interface Locator {
        /** @throws DefiniteFailure there is none to be found */
        InetSocketAddress locate() throws Exception;
    }
}
