package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.clock.ClockShift;
import io.ordeal.clock.ProcessClock;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.targets.FaultsByHand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.params.SetParams;

/** Redis, a static program: its clock is made wrong, read back by itself, and its keys expire by it. */
class RedisClockTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(7);

    private ProcessCluster cluster;
    private FaultEnvironment environment;

    @BeforeEach
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                IndependentRedis.of(3),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
        environment = FaultsByHand.environment(cluster);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void keyExpiresWhenTheClockJumpsBeyondItsLifeAndNotBefore() throws Exception {
        RedisAdmin.ask(
                cluster,
                "n1",
                jedis -> jedis.set("k", "v", SetParams.setParams().ex(100)));
        RedisAdmin.ask(
                cluster,
                "n2",
                jedis -> jedis.set("k", "v", SetParams.setParams().ex(100)));
        environment.clocks().shift(this, Map.of("n1", ClockShift.jump(Duration.ofSeconds(200))));
        assertThat(RedisAdmin.<String>ask(cluster, "n1", jedis -> jedis.get("k")))
                .isNull();
        assertThat(RedisAdmin.<String>ask(cluster, "n2", jedis -> jedis.get("k")))
                .isEqualTo("v");
        assertWrongBy("n1", Duration.ofSeconds(200));
        assertWrongBy("n2", Duration.ZERO);

        environment.clocks().release(this);
        assertWrongBy("n1", Duration.ZERO);
        assertUntouched("n1");
    }

    private void assertWrongBy(String node, Duration error) {
        Instant before = Instant.now();
        Instant told = RedisAdmin.time(cluster, node);
        Instant after = Instant.now();
        // Redis tells whole microseconds
        assertThat(told.minus(error)).isBetween(before.minusNanos(1_000), after);
    }

    private void assertUntouched(String node) throws Exception {
        for (long pid : cluster.pids(node)) {
            try (ProcessClock clock = ProcessClock.of(pid)) {
                assertThat(clock.isUntouched()).isTrue();
            }
        }
    }

    @Test
    void whatSeveralFaultsDoAddsUpUntilTheLastIsHealed() throws Exception {
        Object other = new Object();
        environment.clocks().shift(this, Map.of("n1", ClockShift.jump(Duration.ofSeconds(200))));
        environment.clocks().shift(other, Map.of("n1", ClockShift.jump(Duration.ofSeconds(-50))));
        assertWrongBy("n1", Duration.ofSeconds(150));
        environment.clocks().release(this);
        assertWrongBy("n1", Duration.ofSeconds(-50));
        environment.clocks().releaseAll();
        assertWrongBy("n1", Duration.ZERO);
        assertUntouched("n1");
    }

    @Test
    void nodeThatIsStartedAnewIsWrongAgain() throws Exception {
        environment.clocks().shift(this, Map.of("n1", ClockShift.jump(Duration.ofMinutes(-5))));
        cluster.kill("n1");
        cluster.start("n1");
        eventually(
                "the clock is wrong again",
                () -> Duration.between(RedisAdmin.time(cluster, "n1"), Instant.now())
                                .compareTo(Duration.ofSeconds(290))
                        > 0);
        environment.healAll();
        assertWrongBy("n1", Duration.ZERO);
        assertUntouched("n1");
    }

    @Test
    void clockOfAPausedNodeIsShiftedAndTheNodeStaysPaused() throws Exception {
        cluster.pause("n1");
        environment.clocks().shift(this, Map.of("n1", ClockShift.jump(Duration.ofSeconds(30))));
        assertThat(cluster.state("n1")).isEqualTo(Cluster.State.PAUSED);
        cluster.resume("n1");
        assertWrongBy("n1", Duration.ofSeconds(30));
        environment.clocks().release(this);
    }

    private Fault fault(String text) {
        FaultSpec spec = FaultSpec.parse(text);
        assertThat(FaultKinds.named(spec.kind()).refusal(spec, environment.terrain()))
                .isEmpty();
        return FaultKinds.named(spec.kind()).create(spec, environment);
    }

    @Test
    void jumpIsToldReadBackAndTakenBack() throws Exception {
        Fault jump = fault("clock-jump:majority:forth");
        Map<String, Object> told = jump.inject(RANDOM.split());
        assertThat(told).containsEntry("whom", "majority");
        List<?> nodes = (List<?>) requireNonNull(told.get("nodes"));
        assertThat(nodes).hasSize(2);
        Duration ahead = Duration.ofMillis(((Number) requireNonNull(told.get("jump-millis"))).longValue());
        assertThat(ahead).isBetween(Duration.ofMillis(100), Duration.ofMinutes(5));
        for (String node : List.of("n1", "n2", "n3")) {
            assertWrongBy(node, nodes.contains(node) ? ahead : Duration.ZERO);
        }
        assertThat((Map<?, ?>) told.get("clocks")).hasSize(2);
        ((Map<?, ?>) requireNonNull(told.get("clocks")))
                .values()
                .forEach(reading -> assertThat(((Map<?, ?>) reading).get("by")).isEqualTo("server"));
        Healed healed = jump.heal();
        assertThat(healed.evidence()).contains(Evidence.counted("clocks-shifted", 2));
        for (String node : List.of("n1", "n2", "n3")) {
            assertWrongBy(node, Duration.ZERO);
            assertUntouched(node);
        }
        assertThat(jump.heal()).isEqualTo(Healed.NOTHING);
    }

    @Test
    void skewGrowsAndStrobeTurns() throws Exception {
        Fault skew = fault("clock-skew:n1:fast");
        Map<String, Object> told = skew.inject(RANDOM.split());
        assertThat(((Map<?, ?>) requireNonNull(told.get("paces"))).get("n1")).isInstanceOf(Double.class);
        eventually(
                "the clock is ahead by more than asking takes",
                () -> RedisAdmin.time(cluster, "n1").isAfter(Instant.now().plusMillis(20)));
        Healed healed = skew.heal();
        assertThat(healed.evidence()).contains(Evidence.counted("clocks-shifted", 1));
        assertWrongBy("n1", Duration.ZERO);

        Fault strobe = fault("clock-strobe:n2");
        Duration by = Duration.ofMillis(
                ((Number) requireNonNull(strobe.inject(RANDOM.split()).get("jump-millis"))).longValue());
        boolean[] seen = new boolean[2];
        eventually("both times are seen", () -> {
            Duration error = Duration.between(Instant.now(), RedisAdmin.time(cluster, "n2"));
            seen[error.abs().compareTo(by.abs().dividedBy(2)) > 0 ? 1 : 0] = true;
            return seen[0] && seen[1];
        });
        Evidence turns = strobe.heal().evidence().orElseThrow();
        assertThat(turns.measure()).isEqualTo("clock-turns");
        assertThat(turns.amount().orElseThrow()).isPositive();
        assertWrongBy("n2", Duration.ZERO);
        assertUntouched("n2");
    }
}
