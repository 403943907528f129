package io.ordeal.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A system that the harness has not started, and that one run after the other uses. */
class UsedSystemTest {
    @TempDir
    private Path folder;

    private TrialOutcome run(String target, String workload, InetSocketAddress redis) throws Exception {
        RunOptions options = RunOptions.DEFAULT
                .withTime(Duration.ofSeconds(2))
                .withConcurrency(4)
                .withEndpoints(List.of(redis.getHostString() + ":" + redis.getPort()));
        return new Trial(
                        new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), options, 1, Map.of()),
                        Catalog.onClassPath(),
                        folder.resolve("results"),
                        new TrialListener() {})
                .run();
    }

    /** What the first wrote is nothing that the second may read. */
    @Test
    void aRunReadsNothingOfTheRunBeforeIt() throws Exception {
        ClusterSettings settings = new ClusterSettings(folder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1));
        try (ProcessCluster cluster = ProcessCluster.start(IndependentRedis.alone(), settings)) {
            InetSocketAddress redis = cluster.direct("n1", RedisServer.PORT);
            for (int i = 0; i < 2; i++) {
                TrialOutcome outcome = run("redis-register", "register", redis);
                assertThat(outcome.report().result().verdict()).isInstanceOf(Verdict.Valid.class);
                assertThat(String.valueOf(outcome.history().value(0))).matches("\\[r[0-9]+, .*");
            }
            try (Jedis jedis = new Jedis(redis.getHostString(), redis.getPort())) {
                assertThat(jedis.keys("*r0_*")).hasSize(2);
            }
        }
    }

    /** Nor are elements, though the second run adds the same numbers; what nobody's run has put there is left out of its sight. */
    @Test
    void aRunSeesNoElementsOfTheRunBeforeIt() throws Exception {
        ClusterSettings settings = new ClusterSettings(folder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1));
        try (ProcessCluster cluster = ProcessCluster.start(IndependentRedis.alone(), settings)) {
            InetSocketAddress redis = cluster.direct("n1", RedisServer.PORT);
            try (Jedis jedis = new Jedis(redis.getHostString(), redis.getPort())) {
                jedis.sadd("set", "3", "4");
                // more than are passed over in one operation
                for (int left = 0; left < 300; left++) {
                    jedis.lpush(RedisQueue.QUEUE, Integer.toString(left));
                }
                long others = 2;
                for (int i = 0; i < 2; i++) {
                    TrialOutcome sets = run("redis-set", "set", redis);
                    assertThat(sets.report().result().verdict())
                            .as("%s", sets.folder())
                            .isInstanceOf(Verdict.Valid.class);
                    long mine = jedis.scard("set") - others;
                    others += mine;
                    Object last = sets.history().value(sets.history().size() - 1);
                    assertThat((List<?>) last).hasSize((int) mine).allMatch(element -> (Long) element < 1_000_000);
                    assertThat(run("redis-queue", "queue-once", redis)
                                    .report()
                                    .result()
                                    .verdict())
                            .isInstanceOf(Verdict.Valid.class);
                    assertThat(jedis.llen(RedisQueue.QUEUE)).isZero();
                    jedis.lpush(RedisQueue.QUEUE, "7");
                }
            }
        }
    }

    /** That others' elements are passed over hides no loss. */
    @Test
    void whatIsLostIsSeenAmongElementsOfOthers() throws Exception {
        ClusterSettings settings = new ClusterSettings(folder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1));
        try (ProcessCluster cluster = ProcessCluster.start(IndependentRedis.alone(), settings)) {
            InetSocketAddress redis = cluster.direct("n1", RedisServer.PORT);
            Thread thief = new Thread(() -> {
                try (Jedis jedis = new Jedis(redis.getHostString(), redis.getPort())) {
                    while (jedis.scard("set") < 50) {
                        Thread.onSpinWait();
                    }
                    jedis.spop("set", 10);
                }
            });
            thief.start();
            TrialOutcome outcome = run("redis-set", "set", redis);
            thief.join();
            assertThat(outcome.report().result().verdict().anomaliesOrNone())
                    .extracting(Anomaly::type)
                    .contains("lost");
        }
    }

    @Test
    void aCounterIsRefusedWithTheReason() {
        assertThatThrownBy(() -> run("redis-set", "counter", InetSocketAddress.createUnresolved("127.0.0.1", 1)))
                .isInstanceOf(RefusedRunException.class)
                .hasMessageContaining("a counter has one sum for all");
    }

    @Test
    void aWorkloadThatCantBeKeptApartIsRefused() {
        assertThatThrownBy(() -> run("jvm-transactions", "bank", InetSocketAddress.createUnresolved("127.0.0.1", 1)))
                .isInstanceOf(RefusedRunException.class)
                .hasMessageContaining("bank")
                .hasMessageContaining("--endpoint");
    }
}
