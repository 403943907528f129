package io.ordeal.targets.redis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

/** What the harness asks of Redis servers and sentinels, round the proxies; a connection for each question. */
final class RedisAdmin {
    private static final int TIMEOUT_MILLIS = 500;
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .resp2()
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .build();

    private RedisAdmin() {}

    /**
     * Asks a server.
     *
     * @throws redis.clients.jedis.exceptions.JedisException it doesn't answer within 500 ms, or with an error
     */
    static <T> T ask(Cluster cluster, String node, Function<Jedis, T> question) {
        InetSocketAddress address = cluster.direct(node, RedisServer.PORT);
        try (Jedis jedis = new Jedis(new HostAndPort(address.getHostString(), address.getPort()), CONFIG)) {
            return question.apply(jedis);
        }
    }

    static boolean answersPing(Cluster cluster, String node) {
        return "PONG".equals(ask(cluster, node, Jedis::ping));
    }

    /** What a server takes for the time of day. */
    static Instant time(Cluster cluster, String node) {
        List<String> secondsAndMicros = ask(cluster, node, Jedis::time);
        return Instant.ofEpochSecond(
                Long.parseLong(secondsAndMicros.get(0)),
                TimeUnit.MICROSECONDS.toNanos(Long.parseLong(secondsAndMicros.get(1))));
    }

    /** The section {@code replication} of INFO. */
    static Map<String, String> replication(Cluster cluster, String node) {
        Map<String, String> fields = new TreeMap<>();
        ask(cluster, node, jedis -> jedis.info("replication"))
                .lines()
                .filter(line -> line.contains(":"))
                .forEach(line ->
                        fields.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
        return fields;
    }

    /**
     * Those that take themselves for master now. Who is killed or paused is not asked.
     *
     * @throws IOException none of the others answers
     */
    static Set<String> masters(Cluster cluster, List<String> nodes) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(
                nodes,
                cluster,
                node -> "master".equals(replication(cluster, node).get("role")) ? Optional.of(node) : Optional.empty());
    }
}
