package io.ordeal.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void aWorkloadThatCantBeKeptApartIsRefused() {
        assertThatThrownBy(() -> run("jvm-transactions", "bank", InetSocketAddress.createUnresolved("127.0.0.1", 1)))
                .isInstanceOf(RefusedRunException.class)
                .hasMessageContaining("bank")
                .hasMessageContaining("--endpoint");
    }
}
