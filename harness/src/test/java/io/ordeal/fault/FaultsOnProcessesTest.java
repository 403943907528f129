package io.ordeal.fault;

import static io.ordeal.fault.EchoCluster.answers;
import static io.ordeal.fault.EchoCluster.answersAtLast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.ordeal.client.Invocation;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Cluster.State;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.history.Keyword;
import io.ordeal.mesh.Mesh;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Injections into real processes behind real proxies, and their heals. */
@Timeout(120)
class FaultsOnProcessesTest {
    private static final int WORKERS = 3;
    private static final SplittableRandom RANDOM = new SplittableRandom(5);

    @TempDir
    static Path folder;

    private static ProcessCluster cluster;

    private FaultEnvironment environment;
    private final RecordingFreezer freezer = new RecordingFreezer();

    @BeforeAll
    static void start() throws Exception {
        cluster = EchoCluster.start(folder, 3, WORKERS);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void environment() {
        environment = new FaultEnvironment(Optional.of(cluster), cluster.mesh(), freezer, WORKERS);
    }

    @AfterEach
    void allIsHealed() throws Exception {
        environment.healAll();
        assertHealthy();
    }

    private static void assertHealthy() throws Exception {
        for (String node : List.of("n1", "n2", "n3")) {
            assertThat(cluster.state(node)).isEqualTo(State.RUNNING);
            for (String from : List.of("c0", "c1", "c2", "n1", "n2", "n3")) {
                assertThat(from.equals(node) || answersAtLast(cluster, from, node))
                        .as("%s→%s", from, node)
                        .isTrue();
            }
        }
    }

    private Fault fault(String spec) {
        FaultSpec parsed = FaultSpec.parse(spec);
        assertThat(FaultKinds.named(parsed.kind()).refusal(parsed, environment.terrain()))
                .isEmpty();
        return FaultKinds.named(parsed.kind()).create(parsed, environment);
    }

    private static final class RecordingFreezer implements ClientFreezer {
        private boolean armed;

        @Override
        public void freezeNextHolder() {
            armed = true;
        }

        @Override
        public Map<String, Object> thaw() {
            armed = false;
            return Map.of("frozen", List.of());
        }
    }

    @Test
    void killEndsAndHealStarts() throws Exception {
        Fault kill = fault("kill:primary");
        List<Long> before = cluster.pids("n1");
        assertThat(kill.inject(RANDOM))
                .containsEntry("whom", "primary")
                .containsEntry("nodes", List.of("n1"))
                .containsEntry("primaries", List.of("n1"));
        assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
        assertThat(answers(cluster, "n1")).isFalse();
        assertThat(answers(cluster, "c0", "n1")).isFalse();
        assertThat(answersAtLast(cluster, "n2")).isTrue();
        assertThat(kill.heal().told())
                .containsEntry("back", List.of("n1"))
                .containsEntry("primaries-before", List.of("n1"))
                .containsEntry("primaries-after", List.of("n2"))
                .containsEntry("leader-changed", true);
        assertThat(cluster.pids("n1")).isNotEqualTo(before);
        assertThat(kill.heal().told()).isEmpty();
    }

    @Test
    void pauseStopsAndHealLetsGoOn() throws Exception {
        Fault pause = fault("pause:n2");
        List<Long> before = cluster.pids("n2");
        assertThat(pause.inject(RANDOM)).containsEntry("nodes", List.of("n2"));
        assertThat(cluster.state("n2")).isEqualTo(State.PAUSED);
        assertThat(answers(cluster, "n2")).isFalse();
        assertThat(pause.heal().told()).containsEntry("back", List.of("n2")).containsEntry("leader-changed", false);
        assertThat(answersAtLast(cluster, "n2")).isTrue();
        assertThat(cluster.pids("n2")).isEqualTo(before);
    }

    @Test
    void restartIsBackAtOnce() throws Exception {
        Fault restart = fault("restart:n3");
        List<Long> before = cluster.pids("n3");
        restart.inject(RANDOM);
        assertThat(answersAtLast(cluster, "n3")).isTrue();
        assertThat(cluster.pids("n3")).isNotEqualTo(before);
        restart.heal();
    }

    @Test
    void allAndMajorityTakeAsManyAsTheySay() throws Exception {
        Fault all = fault("pause:all");
        all.inject(RANDOM);
        assertThat(List.of("n1", "n2", "n3")).allMatch(node -> cluster.state(node) == State.PAUSED);
        all.heal();
        Fault majority = fault("pause:majority");
        assertThat(majority.inject(RANDOM).get("nodes")).asInstanceOf(LIST).hasSize(2);
        majority.heal();
    }

    @Test
    void aPausedNodeCanBeKilledAndBothAreHealedInEitherOrder() throws Exception {
        for (boolean pauseFirst : List.of(true, false)) {
            Fault pause = fault("pause:n1");
            Fault kill = fault("kill:n1");
            pause.inject(RANDOM);
            kill.inject(RANDOM);
            assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
            if (pauseFirst) {
                assertThat(pause.heal().told()).containsEntry("back", List.of());
                assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
                kill.heal();
            } else {
                kill.heal();
                pause.heal();
            }
            assertHealthy();
        }
    }

    @Test
    void aDeadNodeIsNotPausedAndNotKilledTwice() throws Exception {
        Fault kill = fault("kill:n1");
        kill.inject(RANDOM);
        Fault pause = fault("pause:n1");
        assertThat(pause.inject(RANDOM)).containsOnlyKeys("skipped");
        assertThat(pause.heal().told()).isEmpty();
        assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
        kill.heal();
    }

    @Test
    void aNodeThatTwoWantDeadComesBackWithTheLater() throws Exception {
        NodeHolds holds = environment.holds();
        holds.kill("first", List.of("n1", "n2"));
        holds.kill("second", List.of("n1"));
        assertThat(holds.heldByOthers("first")).containsExactly("n1");
        assertThat(holds.release("first")).containsExactly("n2");
        assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
        assertThat(holds.release("second")).containsExactly("n1");
        assertThat(holds.release("second")).isEmpty();
    }

    @Test
    void minoritiesStayAMinorityTogether() throws Exception {
        Fault pause = fault("pause:minority");
        Fault kill = fault("kill:minority");
        for (int round = 0; round < 2; round++) {
            Object paused = pause.inject(RANDOM).get("nodes");
            assertThat(kill.inject(RANDOM).get("nodes")).isEqualTo(paused);
            assertThat(List.of("n1", "n2", "n3").stream().filter(node -> cluster.state(node) == State.RUNNING))
                    .hasSize(2);
            pause.heal();
            kill.heal();
        }
    }

    @Test
    void aNodeThatEndedByItselfIsStartedWhenTheFaultIsOver() throws Exception {
        Fault partition = fault("partition:n1");
        partition.inject(RANDOM);
        ProcessHandle.of(cluster.pids("n1").get(0)).orElseThrow().destroyForcibly();
        while (cluster.state("n1") != State.ENDED) {
            Thread.sleep(5);
        }
        assertThat(partition.heal().told()).containsEntry("ended-and-started", List.of("n1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blackhole", "hold", "drop", "cut"})
    void partitionPartsNodesAndClientsAndHealJoinsThem(String mode) throws Exception {
        Fault partition = fault("partition:n1:" + mode);
        assertThat(partition.inject(RANDOM))
                .containsEntry("whom", "n1")
                .containsEntry("mode", mode)
                .containsEntry("groups", List.of(List.of("n1", "c0"), List.of("n2", "c1", "n3", "c2")))
                .containsEntry("links", 8L);
        assertThat(answersAtLast(cluster, "c0", "n1")).isTrue();
        assertThat(answersAtLast(cluster, "n2", "n3")).isTrue();
        assertThat(answersAtLast(cluster, "c1", "n3")).isTrue();
        for (String from : List.of("c1", "c2", "n2", "n3")) {
            assertThat(answers(cluster, from, "n1")).as(from).isFalse();
        }
        assertThat(answers(cluster, "c0", "n2")).isFalse();
        assertThat(answers(cluster, "n1", "n3")).isFalse();
        assertThat(partition.heal().told())
                .containsEntry("leader-changed", false)
                .containsKey("connections-cut");
        assertHealthy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partition",
                "partition:primary",
                "partition:one",
                "partition:halves",
                "partition:minority",
                "partition:majority",
                "partition:bridge",
                "partition:one-way",
                "partition:random:cut",
                "latency",
                "latency:primary:nodes",
                "bandwidth:n2",
                "reset:one:clients",
                "slow-close",
                "slices:all"
            })
    void everyLinkFaultTellsWhatItDidAndIsHealed(String spec) throws Exception {
        Fault fault = fault(spec);
        Map<String, Object> told = fault.inject(RANDOM);
        assertThat(told).containsKeys("whom", "mode", "links", "connections", "primaries");
        assertThat((Long) told.get("links")).isPositive();
        assertThatThrownBy(() -> fault.inject(RANDOM)).hasMessageContaining("in force already");
        assertThat(fault.heal().told()).containsKeys("bytes-held", "connections-opened", "leader-changed");
        assertHealthy();
    }

    @Test
    void clientPauseIsTheFreezers() throws Exception {
        Fault pause = fault("client-pause");
        pause.inject(RANDOM);
        assertThat(freezer.armed).isTrue();
        assertThat(pause.heal().told()).containsKey("frozen");
        assertThat(freezer.armed).isFalse();
    }

    @Test
    void linksOfAFrozenClientAreHeldAndGivenBack() throws Exception {
        ClientLinks links = new ClientLinks(cluster.mesh());
        links.hold(1);
        links.hold(1);
        assertThat(answers(cluster, "c1", "n1")).isFalse();
        assertThat(answers(cluster, "c1", "n2")).isFalse();
        assertThat(answersAtLast(cluster, "c0", "n1")).isTrue();
        assertThat(links.release(1)).containsKey("bytes-held");
        assertThat(links.release(1)).isEmpty();
        assertThat(answersAtLast(cluster, "c1", "n1")).isTrue();
    }

    @Test
    void whatCanNotBeInjectedIsRefusedByName() {
        assertThat(Nemesis.refusals(
                        FaultSpec.parseAll("partition:ring,partition:one-way:cut,kill:n9,latency:n9,kill:one"),
                        environment.terrain()))
                .hasSize(4)
                .satisfiesExactly(
                        ring -> assertThat(ring).contains("needs 4 nodes").contains("partition:one"),
                        cut -> assertThat(cut).contains("no one-way form").contains("partition:one-way:drop"),
                        kill -> assertThat(kill).contains("there is no node 'n9'; nearest first: n1, n2, n3"),
                        latency -> assertThat(latency).contains("there is no node 'n9'"));
        assertThatThrownBy(() -> new Nemesis(
                        1, FaultSpec.parseAll("partition:ring,kill:n9"), environment, Duration.ofSeconds(1)))
                .hasMessageContaining("partition:ring")
                .hasMessageContaining("kill:n9");
    }

    @Test
    void aSystemInThisJvmTakesClientPausesOnly() {
        FaultEnvironment jvm = new FaultEnvironment(Optional.empty(), Mesh.none(), freezer, 2);
        for (FaultKind kind : FaultKinds.all()) {
            Optional<String> refusal = kind.refusal(FaultSpec.parse(kind.name()), jvm.terrain());
            if (kind.name().equals("client-pause")) {
                assertThat(refusal).isEmpty();
            } else {
                assertThat(refusal.orElseThrow()).contains(kind.name()).contains("ask for client-pause");
            }
        }
    }

    @Test
    void whatIsNotThereToBeHitIsRefusedBeforeAnythingIsStarted() {
        Terrain nothing = Terrain.of(ClusterDescription.none(), ClusterKind.PROCESS, 2, Optional.empty(), Set.of());
        for (FaultKind kind : FaultKinds.all()) {
            assertThat(kind.refusal(FaultSpec.parse(kind.name()), nothing).orElseThrow())
                    .contains(kind.name())
                    .contains("leave --faults out");
        }
        Terrain endpoints = Terrain.of(
                cluster.description(), ClusterKind.ENDPOINT, WORKERS, Optional.of("no black holes"), Set.of());
        assertThat(Nemesis.refusals(
                        FaultSpec.parseAll("kill,latency:nodes,client-pause,partition:one:blackhole,partition,latency"),
                        endpoints))
                .satisfiesExactly(
                        kill -> assertThat(kill).contains("given by its endpoints"),
                        latency -> assertThat(latency).contains("no such links"),
                        pause -> assertThat(pause).contains("no moment at which one could be frozen"),
                        blackhole -> assertThat(blackhole).contains("no black holes"));
    }

    /** What is known before the start is what is found when the cluster runs. */
    @Test
    void theTerrainThatWasDescribedIsTheOneThatIsFound() {
        assertThat(Terrain.of(
                        cluster.description(),
                        ClusterKind.PROCESS,
                        WORKERS,
                        Optional.empty(),
                        Set.of(ClientAbility.FREEZE)))
                .isEqualTo(environment.terrain());
    }

    @Test
    void theNemesisInjectsHealsAndTells() throws Exception {
        try (Nemesis nemesis =
                new Nemesis(7, FaultSpec.parseAll("kill:n1,partition:n2"), environment, Duration.ofSeconds(1))) {
            assertThat(nemesis.invoke(new Invocation("start-kill", "kill:n1")))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry(Keyword.of("fault"), "kill:n1")
                    .containsEntry(Keyword.of("nodes"), List.of("n1"));
            nemesis.invoke(new Invocation("start-partition", "partition:n2"));
            nemesis.invoke(new Invocation("stop-kill", "kill:n1"));
            assertThat(cluster.state("n1")).isEqualTo(State.RUNNING);
            assertThat(answers(cluster, "c0", "n2")).isFalse();
            assertThatThrownBy(() -> nemesis.invoke(new Invocation("start-pause", "pause")))
                    .hasMessageContaining("there is no fault in this run 'pause'");
            nemesis.healAll();
            assertHealthy();
            assertThatThrownBy(() -> nemesis.invoke(new Invocation("start-kill", "kill:n1")))
                    .hasMessageContaining("the run is over");
        }
    }

    @Test
    void anInjectionThatFailsHalfwayIsUndone() throws Exception {
        Cluster failing = failingToKill("n3");
        FaultEnvironment broken = new FaultEnvironment(Optional.of(failing), cluster.mesh(), freezer, WORKERS);
        try (Nemesis nemesis = new Nemesis(7, FaultSpec.parseAll("kill:all"), broken, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> nemesis.invoke(new Invocation("start-kill", "kill:all")))
                    .hasMessageContaining("n3 does not die");
            assertHealthy();
        }
    }

    @Test
    void aHealThatFailsIsTriedAgainAndHindersNoOther() throws Exception {
        boolean[] fails = {true};
        Cluster failing = failing("start", "n1", () -> fails[0]);
        FaultEnvironment broken = new FaultEnvironment(Optional.of(failing), cluster.mesh(), freezer, WORKERS);
        Nemesis nemesis =
                new Nemesis(7, FaultSpec.parseAll("kill:all,partition:n2:cut"), broken, Duration.ofSeconds(1));
        nemesis.invoke(new Invocation("start-partition", "partition:n2:cut"));
        nemesis.invoke(new Invocation("start-kill", "kill:all"));
        assertThatThrownBy(nemesis::healAll).hasMessageContaining("n1 does not start");
        assertThat(cluster.state("n2")).isEqualTo(State.RUNNING);
        assertThat(answersAtLast(cluster, "c0", "n2")).isTrue();
        fails[0] = false;
        nemesis.healAll();
        assertHealthy();
    }

    private static Cluster failingToKill(String node) {
        return failing("kill", node, () -> true);
    }

    /** The real cluster, but for one thing that it can't do. */
    private static Cluster failing(String method, String node, java.util.function.BooleanSupplier fails) {
        return (Cluster) Proxy.newProxyInstance(
                FaultsOnProcessesTest.class.getClassLoader(), new Class<?>[] {Cluster.class}, (self, called, args) -> {
                    if (called.getName().equals(method) && args[0].equals(node) && fails.getAsBoolean()) {
                        throw new IllegalStateException(node + " does not " + (method.equals("kill") ? "die" : method));
                    }
                    try {
                        return called.invoke(cluster, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
