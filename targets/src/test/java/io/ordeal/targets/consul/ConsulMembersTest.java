package io.ordeal.targets.consul;

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
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are taken in, given a vote, taken out and replaced, while a register is written. */
@Tag("systems")
class ConsulMembersTest {
    private static final int WORKERS = 4;

    @TempDir
    Path run;

    private ProcessCluster cluster;
    private FaultEnvironment environment;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new ConsulCluster().changing().orElseThrow(),
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

    private ConsulRegister register(MortalWorker worker) {
        return new ConsulRegister(
                new ConsulConnection(PlainHttp.newClient(Duration.ofSeconds(5)), worker), ReadMode.CONSISTENT);
    }

    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        assertThat(EstablishedConnections.of(cluster))
                .isNotEmpty()
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS));
    }

    private ConsulHttp server(String node) {
        return ConsulAdmin.http(cluster, node, Duration.ofSeconds(5));
    }

    private String id(String node) throws Exception {
        return server(node).get("/v1/agent/self").path("Config").path("NodeID").asText();
    }

    /** Writes one number after the other, each under a key of its own, until it is closed. */
    private static final class Writer implements AutoCloseable {
        private final ConsulRegister register;
        private final Thread thread = new Thread(this::write, "writer");
        private volatile boolean over;
        private volatile long acknowledged;

        Writer(ConsulRegister register) {
            this.register = register;
            thread.start();
        }

        private void write() {
            for (long value = 1; !over; value++) {
                try {
                    register.write(key(value), value);
                    acknowledged = value;
                } catch (InterruptedException stopped) {
                    return;
                } catch (Exception unknown) {
                    // written or not: the next one comes anyway
                }
            }
        }

        static String key(long value) {
            return "written-" + value;
        }

        /** Waits until it is done. */
        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }

    private interface Change {
        void make() throws Exception;
    }

    /** While somebody writes; what was acknowledged is there afterwards, and more is written then. */
    private void whileItIsWritten(Change change) throws Exception {
        ConsulRegister register = register(MortalWorker.of(cluster, 1));
        try (Writer writer = new Writer(register(MortalWorker.of(cluster, 0)))) {
            eventually("it is written", () -> writer.acknowledged > 0);
            change.make();
            long meanwhile = writer.acknowledged;
            eventually("it is there", () -> register.read(Writer.key(meanwhile)).equals(OptionalLong.of(meanwhile)));
            eventually("it is written still", () -> writer.acknowledged > meanwhile);
        }
    }

    @Test
    void aServerJoinsServesTheClientsThatLearnOfItAndLeavesAgain() throws Exception {
        MortalWorker fourth = MortalWorker.of(cluster, WORKERS - 1);
        assertThat(fourth.homeNode()).isEqualTo("n1");
        ConsulRegister register = register(fourth);
        register.write("kept", 42);
        Fault join = fault("join");
        whileItIsWritten(() -> assertThat(join.inject(new SplittableRandom(1))).containsEntry("nodes", List.of("n4")));
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3", "n4");
        assertThat(fourth.homeNode()).isEqualTo("n4");
        eventually("n4 serves", () -> register.read("kept").equals(OptionalLong.of(42)));
        assertThatNothingGoesRoundTheProxies();
        // it counts: with one of the others gone there is a majority, and with it gone, too, of the first three alone
        cluster.kill("n3");
        eventually("three go on", () -> register.read("kept").equals(OptionalLong.of(42)));
        cluster.pause("n4");
        eventually("two of four don't", () -> !ConsulAdmin.serves(cluster, "n1") && !ConsulAdmin.serves(cluster, "n2"));
        cluster.resume("n4");
        cluster.start("n3");
        Healed healed = join.heal();
        assertThat(healed.told()).containsEntry("served", List.of("c3"));
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        assertThat(cluster.state("n4")).isEqualTo(Cluster.State.KILLED);
        assertThat(fourth.homeNode()).isEqualTo("n1");
        eventually("the three serve", () -> register.read("kept").equals(OptionalLong.of(42)));
    }

    @Test
    void aServerThatJoinedAndIsCutOffIsReachedNoOtherWay() throws Exception {
        fault("join").inject(new SplittableRandom(1));
        List<Way> ways = ConsulCluster.SERVERS.stream()
                .flatMap(node -> Stream.of(new Way(node, "n4"), new Way("n4", node)))
                .toList();
        Mesh.Break cut = cluster.mesh().breakWays(ways, new Breakage.Blackhole());
        eventually("the others write", () -> {
            register(MortalWorker.of(cluster, 0)).write("meanwhile", 7);
            return true;
        });
        assertThatNothingGoesRoundTheProxies();
        assertThat(server("n4").read("meanwhile", ReadMode.STALE)).isEmpty();
        cut.heal();
        eventually(
                "it knows", () -> server("n4").read("meanwhile", ReadMode.STALE).isPresent());
    }

    /** Not so the session of one that stays. Both would last a minute. */
    @Test
    void theSessionsOfAServerThatLeavesGoWithIt() throws Exception {
        String leader = cluster.primaries().orElseThrow().iterator().next();
        String goes = leader.equals("n3") ? "n2" : "n3";
        String ofOneThatGoes = session(goes);
        String ofOneThatStays = session(leader);
        fault("leave:" + goes).inject(new SplittableRandom(1));
        assertThat(sessions(leader)).contains(ofOneThatStays).doesNotContain(ofOneThatGoes);
    }

    private String session(String node) throws Exception {
        return server(node)
                .put("/v1/session/create", "{\"TTL\": \"60s\"}")
                .path("ID")
                .asText();
    }

    private List<String> sessions(String node) throws Exception {
        return server(node).get("/v1/session/list?consistent").findValuesAsText("ID");
    }

    @Test
    void theLeaderLeavesAndAnotherIsReplacedAndAllIsBackAfterwards() throws Exception {
        ConsulRegister register = register(MortalWorker.of(cluster, 0));
        register.write("kept", 42);
        String leader = cluster.primaries().orElseThrow().iterator().next();
        String idBefore = id(leader);
        Fault leave = fault("leave:primary");
        whileItIsWritten(
                () -> assertThat(leave.inject(new SplittableRandom(1))).containsEntry("nodes", List.of(leader)));
        Set<String> rest = environment.changes().told();
        assertThat(rest).hasSize(2).doesNotContain(leader);
        assertThat(cluster.state(leader)).isEqualTo(Cluster.State.KILLED);
        assertThat(leave.heal().evidence().orElseThrow().toString()).isEqualTo("members-left 1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        assertThat(id(leader)).isNotEqualTo(idBefore);

        String other = rest.iterator().next();
        String idOfOther = id(other);
        whileItIsWritten(() -> assertThat(fault("replace:" + other).inject(new SplittableRandom(1)))
                .containsEntry("nodes", List.of(other)));
        assertThat(id(other)).isNotEqualTo(idOfOther);
        fault("join").inject(new SplittableRandom(1));
        fault("leave:n1").inject(new SplittableRandom(1));
        assertThat(environment.healAll()).contains("n1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        eventually("it serves", () -> register.read("kept").equals(OptionalLong.of(42)));
        assertThatNothingGoesRoundTheProxies();
    }
}
