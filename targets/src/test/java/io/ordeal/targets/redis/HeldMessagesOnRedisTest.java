package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.toxiproxy.MessageRule;
import io.ordeal.toxiproxy.MessageRule.Act;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** What is done to the messages of a client shows in what a real Redis has in the end. */
@Timeout(120)
class HeldMessagesOnRedisTest {
    private static final Set<Way> TO_REDIS = Set.of(new Way("c0", "n1"));
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                IndependentRedis.alone(),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Jedis connect(String client) {
        InetSocketAddress entrance = cluster.mesh().entrance(new Link(client, "n1"), RedisServer.PORT);
        return new Jedis(
                new HostAndPort(entrance.getHostString(), entrance.getPort()),
                DefaultJedisClientConfig.builder()
                        .socketTimeoutMillis(PATIENCE_MILLIS)
                        .build());
    }

    private Mesh.Break put(Act act, long from, String containing) throws Exception {
        return cluster.mesh()
                .breakWays(
                        TO_REDIS, new Breakage.Messages(new MessageRule(act, from, Optional.of(containing), false, 1)));
    }

    private String value(String key) {
        return RedisAdmin.ask(cluster, "n1", jedis -> jedis.get(key));
    }

    @Test
    void aHeldCommandArrivesAfterALaterOneOfAnotherConnection() throws Exception {
        try (Jedis first = connect("c0");
                Jedis second = connect("c1")) {
            Mesh.Break hold = put(Act.HOLD, 1, "early");
            assertThat(first.set("other", "passes")).isEqualTo("OK");
            CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> first.set("key", "early"));
            eventually("it is held", () -> hold.effect().orElseThrow() > 0);
            assertThat(second.set("key", "late")).isEqualTo("OK");
            assertThat(value("key")).isEqualTo("late");
            assertThat(held).isNotDone();
            assertThat(hold.heal()).containsEntry("messages-held", 1L).doesNotContainKey("connections-not-understood");
            assertThat(held.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("OK");
            assertThat(value("key")).isEqualTo("early");
        }
    }

    @Test
    void aRepeatedIncrCountsTwice() throws Exception {
        try (Jedis jedis = connect("c0")) {
            Mesh.Break repeat = put(Act.REPEAT, 2, "INCR");
            Pipeline three = jedis.pipelined();
            three.incr("count");
            three.incr("count");
            three.incr("count");
            three.sync();
            eventually("the third is counted", () -> "4".equals(value("count")));
            assertThat(repeat.effect()).hasValue(1);
            assertThat(repeat.heal().toString()).contains("2: *2..$4..INCR..$5..count..");
        }
    }

    @Test
    void theFirstOfTwoCommandsTakesEffectLast() throws Exception {
        try (Jedis jedis = connect("c0")) {
            Mesh.Break reorder = put(Act.REORDER, 1, "SET");
            Pipeline two = jedis.pipelined();
            two.set("key", "first");
            two.set("key", "second");
            two.sync();
            assertThat(value("key")).isEqualTo("first");
            assertThat(reorder.effect()).hasValue(1);
            reorder.heal();
        }
    }

    @Test
    void aConnectionThatItsClientClosesIsOpenToTheServerUntilItIsHealed() throws Exception {
        Mesh.Break hold;
        try (Jedis jedis = connect("c0")) {
            jedis.set("key", "before");
            hold = cluster.mesh().breakWays(TO_REDIS, new Breakage.Messages(MessageRule.HOLD_ALL));
            Pipeline unanswered = jedis.pipelined();
            unanswered.set("key", "last words");
            jedis.getConnection().disconnect();
        }
        eventually("what it said is held", () -> hold.effect().orElseThrow() > 0);
        assertThat(value("key")).isEqualTo("before");
        hold.heal();
        eventually("it arrives", () -> "last words".equals(value("key")));
    }
}
