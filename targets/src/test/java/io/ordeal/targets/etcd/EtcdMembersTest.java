package io.ordeal.targets.etcd;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.FaultsByHand;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.PlainHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members are added as learners, promoted, removed and replaced, while the others serve. */
@Tag("systems")
class EtcdMembersTest {
    private static final int WORKERS = 4;

    @TempDir
    Path run;

    private ProcessCluster cluster;
    private FaultEnvironment environment;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new EtcdCluster().changing().orElseThrow(),
                new ClusterSettings(run, ClusterSettings.userCache(), WORKERS, MeshFactory.embedded(1)));
        environment = FaultsByHand.environment(cluster, WORKERS);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Fault fault(String text) {
        FaultSpec spec = FaultSpec.parse(text);
        assertThat(FaultKinds.named(spec.kind()).refusal(spec, environment.terrain()))
                .isEmpty();
        return FaultKinds.named(spec.kind()).create(spec, environment);
    }

    private EtcdRegister registers(MortalWorker worker) {
        return new EtcdRegister(new EtcdConnection(PlainHttp.newClient(Duration.ofSeconds(5)), worker), false);
    }

    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        assertThat(EstablishedConnections.of(cluster))
                .isNotEmpty()
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                        || each.peer().equals(each.node()));
    }

    @Test
    void aMemberJoinsServesTheClientsThatLearnOfItAndLeavesAgain() throws Exception {
        MortalWorker fourth = MortalWorker.of(cluster, WORKERS - 1);
        assertThat(fourth.homeNode()).isEqualTo("n1");
        EtcdRegister registers = registers(fourth);
        registers.write("kept", 42);
        Fault join = fault("join");
        assertThat(join.inject(new SplittableRandom(1))).containsEntry("nodes", List.of("n4"));
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3", "n4");
        assertThat(fourth.homeNode()).isEqualTo("n4");
        eventually("n4 serves", () -> registers.read("kept").equals(OptionalLong.of(42)));
        assertThatNothingGoesRoundTheProxies();
        Healed healed = join.heal();
        assertThat(healed.told()).containsEntry("served", List.of("c3"));
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        assertThat(cluster.state("n4")).isEqualTo(Cluster.State.KILLED);
        assertThat(fourth.homeNode()).isEqualTo("n1");
        assertThat(registers.read("kept")).isEqualTo(OptionalLong.of(42));
    }

    @Test
    void theLeaderLeavesAndAnotherIsReplacedAndAllIsBackAfterwards() throws Exception {
        EtcdRegister registers = registers(MortalWorker.of(cluster, 0));
        registers.write("kept", 42);
        String leader = cluster.primaries().orElseThrow().iterator().next();
        Fault leave = fault("leave:primary");
        assertThat(leave.inject(new SplittableRandom(1))).containsEntry("nodes", List.of(leader));
        Set<String> rest = environment.changes().told();
        assertThat(rest).hasSize(2).doesNotContain(leader);
        assertThat(leave.heal().evidence().orElseThrow().toString()).isEqualTo("members-left 1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");

        String other = rest.iterator().next();
        assertThat(fault("replace:" + other).inject(new SplittableRandom(1))).containsEntry("nodes", List.of(other));
        fault("join").inject(new SplittableRandom(1));
        fault("leave:n1").inject(new SplittableRandom(1));
        assertThat(environment.healAll()).contains("n1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        eventually("it serves", () -> registers.read("kept").equals(OptionalLong.of(42)));
        assertThatNothingGoesRoundTheProxies();
    }
}
