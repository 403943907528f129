package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cgroup.Controller;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.Terrain;
import io.ordeal.targets.FaultsByHand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis that hardly has more memory than it uses; where this machine can't limit it, that this is said. */
@Timeout(180)
class LittleMemoryTest {
    private static final FaultSpec MEMORY = FaultSpec.parse("memory:n1");
    private static final int BIG = 8 << 20;

    @Test
    void whoNeedsMoreIsKilledAndHasItWhenTheFaultIsHealed(@TempDir Path run) throws Exception {
        Terrain terrain = Terrain.of(IndependentRedis.alone(), ClusterKind.PROCESS, 1, Optional.empty(), Set.of());
        Optional<String> refusal = FaultKinds.named("memory").refusal(MEMORY, terrain);
        assertThat(refusal).isEqualTo(Controller.MEMORY.lacking().map(why -> "memory:n1 " + why));
        if (refusal.isPresent()) {
            return;
        }
        ClusterSettings settings = new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1))
                .withGroups(Set.of(Controller.MEMORY));
        try (ProcessCluster cluster = ProcessCluster.start(IndependentRedis.alone(AppendFsync.ALWAYS), settings)) {
            set(cluster, "key", "value");
            Fault memory = FaultKinds.named("memory").create(MEMORY, FaultsByHand.environment(cluster));
            assertThat(memory.inject(new SplittableRandom(7)))
                    .containsEntry("nodes", List.of("n1"))
                    .extractingByKey("memory")
                    .asString()
                    .contains("bytes-allowed");
            String big = "x".repeat(BIG);
            assertThatThrownBy(() -> set(cluster, "big", big)).isInstanceOf(JedisException.class);
            eventually("the kernel has killed it", () -> cluster.state("n1") == Cluster.State.ENDED);
            Healed healed = memory.heal();
            assertThat(healed.evidence().orElseThrow().measure()).isEqualTo("memory-shortages");
            assertThat(healed.evidence().orElseThrow().amount().orElseThrow()).isPositive();
            assertThat(healed.told()).containsEntry("ended", List.of("n1")).containsEntry("back", List.of("n1"));
            assertThat(healed.told()).extractingByKey("memory").asString().contains("processes-killed=1");
            assertThat(RedisAdmin.<String>ask(cluster, "n1", jedis -> jedis.get("key")))
                    .isEqualTo("value");
            eventually("it has what it needs", () -> {
                set(cluster, "big", big);
                return true;
            });
            assertThat(memory.heal()).isEqualTo(Healed.NOTHING);

            // nobody needed more: it shows nothing
            Fault unmet = FaultKinds.named("memory").create(MEMORY, FaultsByHand.environment(cluster));
            cluster.pause("n1");
            unmet.inject(new SplittableRandom(7));
            assertThat(unmet.heal().evidence().orElseThrow().amount().orElseThrow())
                    .isZero();
            cluster.resume("n1");
        }
    }

    private static void set(Cluster cluster, String key, String value) {
        String answer = RedisAdmin.ask(cluster, "n1", jedis -> jedis.set(key, value));
        assertThat(answer).isEqualTo("OK");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROCESS", "NAMESPACE"})
    void inContainersAndOnForeignSystemsItIsRefused(ClusterKind where) {
        Terrain terrain = Terrain.of(IndependentRedis.alone(), where, 1, Optional.empty(), Set.of());
        assertThat(FaultKinds.named("memory").refusal(MEMORY, terrain).orElseThrow())
                .startsWith("memory:n1 needs processes of the harness' own")
                .contains("ask for");
    }
}
