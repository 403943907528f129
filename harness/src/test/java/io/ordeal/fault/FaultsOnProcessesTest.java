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
import io.ordeal.fault.RecordingJournal.Note;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Nemesis;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.Keyword;
import io.ordeal.mesh.Mesh;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
        environment = new FaultEnvironment(
                Optional.of(cluster), cluster.mesh(), RunClients.of(freezer, Optional.empty()), WORKERS);
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
        public Freeze freeze(Moment moment, OptionalInt worker) {
            armed = true;
            return () -> {
                armed = false;
                return Map.of("frozen", List.of());
            };
        }

        @Override
        public void thawAll() {
            armed = false;
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
    void severalNodesByNameAreTakenAsTheyAreNamed() throws Exception {
        Fault kill = fault("kill:n1+n3");
        assertThat(kill.inject(RANDOM)).containsEntry("nodes", List.of("n1", "n3"));
        assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
        assertThat(cluster.state("n3")).isEqualTo(State.KILLED);
        assertThat(cluster.state("n2")).isEqualTo(State.RUNNING);
        kill.heal();
        assertThat(FaultKinds.named("kill").refusal(FaultSpec.parse("kill:n1+n8"), environment.terrain()))
                .hasValueSatisfying(why -> assertThat(why).contains("there is no node 'n8'"));
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
        assertThat(holds.release("first")).containsExactly("n2");
        assertThat(cluster.state("n1")).isEqualTo(State.KILLED);
        assertThat(holds.release("second")).containsExactly("n1");
        assertThat(holds.release("second")).isEmpty();
    }

    @Test
    void twoWhoChooseAtTheSameTimeKnowOfEachOther() {
        NodeHolds holds = environment.holds();
        List<String> seen = new ArrayList<>();
        assertThat(holds.chooseToKill("first", held -> List.of("n1"))).containsExactly("n1");
        holds.chooseToPause("second", held -> {
            seen.addAll(held);
            return List.of("n2");
        });
        holds.chooseToKill("first", held -> {
            seen.addAll(held);
            return List.of();
        });
        assertThat(seen).containsExactly("n1", "n2");
    }

    @Test
    void aNodeThatTakesLongToStartDelaysNoFaultOnAnother() throws Exception {
        CountDownLatch mayStart = new CountDownLatch(1);
        Cluster slow = failing("start", "n1", () -> {
            try {
                mayStart.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        NodeHolds holds = new NodeHolds(slow);
        holds.kill("first", List.of("n1"));
        CompletableFuture<Set<String>> starting = CompletableFuture.supplyAsync(() -> {
            try {
                return holds.release("first");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        holds.kill("second", List.of("n2"));
        assertThat(cluster.state("n2")).isEqualTo(State.KILLED);
        assertThat(starting).isNotDone();
        mayStart.countDown();
        assertThat(starting.get()).containsExactly("n1");
        assertThat(holds.release("second")).containsExactly("n2");
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
                        schedule("partition:ring@at=0s,partition:one-way:cut@at=0s,kill:n9@at=0s,latency:n9@at=0s,"
                                + "kill:one@at=0s"),
                        environment.terrain()))
                .hasSize(4)
                .satisfiesExactly(
                        ring -> assertThat(ring).contains("needs 4 nodes").contains("partition:one"),
                        cut -> assertThat(cut).contains("no one-way form").contains("partition:one-way:drop"),
                        kill -> assertThat(kill).contains("there is no node 'n9'; nearest first: n1, n2, n3"),
                        latency -> assertThat(latency).contains("there is no node 'n9'"));
        assertThatThrownBy(() -> nemesis(1, schedule("partition:ring@at=0s,kill:n9@at=0s"), environment))
                .hasMessageContaining("partition:ring")
                .hasMessageContaining("kill:n9");
    }

    @Test
    void faultsOfMessagesAreRefusedWhereThereIsNoLinkNobodyKnowsMessagesOrTheProxiesAreForeign() {
        assertThat(Nemesis.refusals(
                        schedule(
                                "hold:c0-c1@at=0s,hold:n1-n9@at=0s,hold:primary-n1@at=0s,hold:n1-primary:with=x@at=0s,repeat@at=0s,"
                                        + "hold:c0-n1:from=2@at=0s,reorder:n1-nodes@at=0s,hold:clients-nodes@at=0s,"
                                        + "kill@messages=1:n1-n2"),
                        environment.terrain()))
                .satisfiesExactly(
                        noLink -> assertThat(noLink).contains("hold:c0-c1: no link carries that; links: ["),
                        nobody -> assertThat(nobody).contains("there is no node or client 'n9'; nearest first: n"),
                        primary -> assertThat(primary).contains("hold:n1-primary:with=x: nobody knows"),
                        repeat -> assertThat(repeat).contains("say on which way, such as repeat:c0-n1"),
                        from -> assertThat(from).contains("hold:c0-n1:from=2: nobody knows where messages end"),
                        reorder -> assertThat(reorder).contains("reorder:n1-nodes: nobody knows"),
                        condition -> assertThat(condition)
                                .contains("messages=1:n1-n2")
                                .contains("ask for bytes="));
        Terrain foreign = Terrain.of(
                cluster.description(),
                ClusterKind.PROCESS,
                WORKERS,
                Optional.of("the Toxiproxy server at x has no black holes"),
                Set.of());
        assertThat(Nemesis.refusals(schedule("hold@at=0s"), foreign))
                .singleElement()
                .asString()
                .contains("hold needs Ordeal's own proxies")
                .contains("partition with the mode hold");
    }

    @Test
    void whatCanNotBeWaitedForIsRefusedByName() {
        assertThat(Nemesis.refusals(
                        schedule("kill:n1@step=prepared,kill:n1@bytes=1:n1-n7,kill:n1@log=x:n4,kill:n1@primary=n5,"
                                + "kill:client=9@at=0s,kill:asked@at=0s"),
                        environment.terrain()))
                .satisfiesExactly(
                        step -> assertThat(step).contains("step=prepared").contains("processes of their own"),
                        link -> assertThat(link).contains("bytes=1:n1-n7").contains("'n7'; nearest first: n"),
                        log -> assertThat(log).contains("log=x:node=n4").contains("'n4'; nearest first: n1"),
                        primary -> assertThat(primary).contains("primary=n5").contains("nearest first: n1"),
                        client -> assertThat(client).contains("kill:client=9").contains("0 to 2"),
                        asked -> assertThat(asked).contains("kill:asked").contains("@step="));
        FaultEnvironment jvm =
                new FaultEnvironment(Optional.empty(), Mesh.none(), RunClients.of(freezer, Optional.empty()), 2);
        assertThat(Nemesis.refusals(schedule("client-pause@log=x,client-pause@primary=another"), jvm.terrain()))
                .satisfiesExactly(
                        log -> assertThat(log).contains("log=x").contains("whose logs the harness has"),
                        primary -> assertThat(primary)
                                .contains("primary=another")
                                .contains("needs a system with primaries"));
    }

    @Test
    void aSystemInThisJvmTakesClientPausesOnly() {
        FaultEnvironment jvm =
                new FaultEnvironment(Optional.empty(), Mesh.none(), RunClients.of(freezer, Optional.empty()), 2);
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
    void whoseMembersCantChangeIsToldSoByTheFaultsName() {
        assertThat(Nemesis.refusals(schedule("join@at=0s,leave:n1@at=0s,replace@at=0s"), environment.terrain()))
                .satisfiesExactly(
                        join -> assertThat(join).startsWith("join needs a system whose members can change"),
                        leave -> assertThat(leave).startsWith("leave:n1 needs").endsWith("ask for kill"),
                        replace -> assertThat(replace).startsWith("replace needs"));
    }

    @Test
    void whatIsNotThereToBeHitIsRefusedBeforeAnythingIsStarted() {
        Terrain nothing = Terrain.of(ClusterDescription.none(), ClusterKind.PROCESS, 2, Optional.empty(), Set.of());
        assertThat(Nemesis.refusals(
                        schedule("client-pause@at=0s,client-pause:before@at=0s,client-pause:after@at=0s"), nothing))
                .isEmpty();
        assertThat(Nemesis.refusals(
                        schedule("client-pause:point@at=0s,client-pause:open@at=0s,client-pause:n1@at=0s"), nothing))
                .satisfiesExactly(
                        point -> assertThat(point).contains("granted locks").contains("client-pause:before"),
                        open -> assertThat(open).contains("links can be held").contains("client-pause:before"),
                        node -> assertThat(node).contains("no client n1").contains("client-pause:c0"));
        Terrain endpoints = Terrain.of(
                cluster.description(), ClusterKind.ENDPOINT, WORKERS, Optional.of("no black holes"), Set.of());
        assertThat(Nemesis.refusals(
                        schedule(
                                "kill@at=0s,latency:nodes@at=0s,client-pause@at=0s,client-pause:open@at=0s,partition:one:blackhole@at=0s,"
                                        + "partition@at=0s,latency@at=0s"),
                        endpoints))
                .satisfiesExactly(
                        kill -> assertThat(kill).contains("given by its endpoints"),
                        latency -> assertThat(latency).contains("no such links"),
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
                        Set.of(ClientAbility.POINT)))
                .isEqualTo(environment.terrain());
    }

    @Test
    void theNemesisInjectsHealsAndTells() throws Exception {
        RecordingJournal journal = new RecordingJournal();
        try (Nemesis nemesis =
                nemesis(7, schedule("k=kill:n1@at=0s..began=p, p=partition:n2@began=k..at=1h"), environment)) {
            nemesis.begin(journal);
            Note killed = journal.await("start-kill", "k");
            assertThat(killed.told("fault")).isEqualTo("kill:n1");
            assertThat(killed.told("nodes")).isEqualTo(List.of("n1"));
            assertThat(killed.told("trigger")).isEqualTo("at 0s");
            Note back = journal.await("stop-kill", "k");
            assertThat(back.told("trigger")).isEqualTo("p had begun");
            assertThat(back.told("evidence"))
                    .isEqualTo(Map.of(Keyword.of("measure"), "nodes-ended", Keyword.of("amount"), 1L));
            assertThat(cluster.state("n1")).isEqualTo(State.RUNNING);
            assertThat(answers(cluster, "c0", "n2")).isFalse();
            assertThatThrownBy(() -> nemesis.invoke(new Invocation("stop-pause", "pause")))
                    .hasMessageContaining("there is no fault in this run 'pause'");
            nemesis.end();
            assertThat(nemesis.invoke(new Invocation("stop-partition", "p")))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry(Keyword.of("fault"), "partition:n2");
            assertHealthy();
        }
        assertThat(journal.notes()).extracting(Note::f).last().isEqualTo("schedule-unmet");
    }

    /** All of the schedule is asked for. */
    private static Nemesis nemesis(long seed, Schedule schedule, FaultEnvironment environment) {
        return new Nemesis(seed, schedule, schedule, environment);
    }

    private static Schedule schedule(String faults) {
        return DrawnFaults.draw(
                Schedule.NONE,
                FaultText.split(faults).stream().map(FaultText::parse).toList(),
                1,
                Pace.of(Duration.ofSeconds(1)),
                Duration.ofSeconds(1));
    }

    @Test
    void anInjectionThatFailsHalfwayIsUndone() throws Exception {
        Cluster failing = failingToKill("n3");
        FaultEnvironment broken = new FaultEnvironment(
                Optional.of(failing), cluster.mesh(), RunClients.of(freezer, Optional.empty()), WORKERS);
        RecordingJournal journal = new RecordingJournal();
        try (Nemesis nemesis = nemesis(7, schedule("k=kill:all@at=0s..at=1h"), broken)) {
            nemesis.begin(journal);
            assertThat(String.valueOf(journal.await("start-kill", "k").error())).contains("n3 does not die");
            assertHealthy();
        }
    }

    @Test
    void aHealThatFailsIsTriedAgainAndHindersNoOther() throws Exception {
        boolean[] fails = {true};
        Cluster failing = failing("start", "n1", () -> fails[0]);
        FaultEnvironment broken = new FaultEnvironment(
                Optional.of(failing), cluster.mesh(), RunClients.of(freezer, Optional.empty()), WORKERS);
        RecordingJournal journal = new RecordingJournal();
        Nemesis nemesis = nemesis(7, schedule("p=partition:n2:cut@at=0s..at=1h,k=kill:all@began=p..at=1h"), broken);
        nemesis.begin(journal);
        journal.await("start-kill", "k");
        nemesis.end();
        assertThatThrownBy(nemesis::healAll).hasMessageContaining("n1 does not start");
        assertThat(cluster.state("n2")).isEqualTo(State.RUNNING);
        assertThat(answersAtLast(cluster, "c0", "n2")).isTrue();
        fails[0] = false;
        nemesis.healAll();
        assertHealthy();
    }

    @Test
    void nothingStrikesWhenAllIsHealed() throws Exception {
        RecordingJournal journal = new RecordingJournal();
        Nemesis nemesis = nemesis(7, schedule("k=kill:n1@at=0s"), environment);
        nemesis.healAll();
        nemesis.begin(journal);
        assertThat(String.valueOf(journal.await("start-kill", "k").error())).contains("the run is over");
        nemesis.close();
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
