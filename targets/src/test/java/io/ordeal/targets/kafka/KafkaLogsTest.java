package io.ordeal.targets.kafka;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.MortalWorker;
import io.ordeal.workload.log.LogEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real brokers that keep a log together, and every line of {@link KafkaLogError} brought about on them. It takes minutes:
 * brokers are killed, and need their time to be in step again.
 */
@Tag("systems")
class KafkaLogsTest {
    private static final KafkaLogCluster DESCRIPTION = new KafkaLogCluster(2, false);
    private static final String LOG = "l0";

    @TempDir
    static Path run;

    private static ProcessCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                DESCRIPTION, new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void heal() throws Exception {
        cluster.mesh().healAll();
        for (String node : KafkaLogCluster.BROKERS) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventually("all keep the log in step", () -> DESCRIPTION.isReady(cluster));
    }

    /** Of worker 0. */
    private static KafkaLog log(Duration timeout) {
        return new KafkaLog(MortalWorker.of(cluster, 0).hastening(timeout.multipliedBy(3)), "all");
    }

    private static KafkaLog log() {
        return log(Duration.ofSeconds(30));
    }

    private static String leader() throws Exception {
        Set<String> leaders = cluster.primaries().orElseThrow();
        assertThat(leaders).hasSize(1);
        return leaders.iterator().next();
    }

    private static List<String> followers() throws Exception {
        String leader = leader();
        return KafkaLogCluster.BROKERS.stream()
                .filter(node -> !node.equals(leader))
                .toList();
    }

    private static void assertThatItIs(KafkaLogError error, Exception failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        KafkaException.class,
                        answer -> assertThat(KafkaLogError.of(answer))
                                .as("%s", answer)
                                .isEqualTo(error));
    }

    private static void eventuallyRead(KafkaLog log, long element) throws Exception {
        eventually("it is there", () -> log.read(LOG, 0).stream().anyMatch(entry -> entry.element() == element));
    }

    @Test
    void whatIsAcknowledgedStaysWhenItsLeaderDiesAndNobodyGoesRoundTheProxies() throws Exception {
        try (KafkaLog log = log()) {
            long offset = log.append(LOG, 41);
            assertThat(EstablishedConnections.of(cluster))
                    .isNotEmpty()
                    .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                            || each.peer().equals(each.node()));
            String old = leader();
            cluster.kill(old);
            eventually("another leads", () -> !cluster.primaries().orElseThrow().contains(old));
            try (KafkaLog other = new KafkaLog(KafkaServer.direct(cluster, leader()), Duration.ofSeconds(30), "all")) {
                assertThat(other.read(LOG, offset)).contains(new LogEntry(offset, 41));
                assertThat(other.read(LOG, offset + 1_000)).isEmpty();
            }
        }
    }

    @Test
    void whereTooFewAreInStepNothingIsAppended() throws Exception {
        try (KafkaLog log = log()) {
            log.append(LOG, 50);
            String leader = leader();
            for (String follower : followers()) {
                cluster.kill(follower);
            }
            eventually(
                    "the leader is alone",
                    () -> KafkaAdmin.partition(KafkaServer.direct(cluster, leader), LOG)
                                    .isr()
                                    .size()
                            == 1);
            assertThat(catchException(() -> log.append(LOG, 51)))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("too few replicas");
        }
    }

    @Test
    void whoIsLeftAloneWhileItWaitsHasAppended() throws Exception {
        try (KafkaLog log = log(Duration.ofSeconds(5))) {
            log.append(LOG, 60);
            List<String> followers = followers();
            for (String follower : followers) {
                cluster.pause(follower);
            }
            assertThatItIs(KafkaLogError.TIMED_OUT, catchException(() -> log.append(LOG, 61)));
            for (String follower : followers) {
                cluster.resume(follower);
            }
            eventuallyRead(log, 61);
        }
    }

    @Test
    void whoLeadsNoLongerMayHaveAppended() throws Exception {
        try (KafkaLog log = log()) {
            log.append(LOG, 70);
            String old = leader();
            cluster.pause(old);
            CompletableFuture<Exception> failure =
                    CompletableFuture.supplyAsync(() -> catchException(() -> log.append(LOG, 71)));
            String asked = followers().get(0);
            eventually(
                    "another leads",
                    () -> KafkaAdmin.leader(KafkaServer.direct(cluster, asked), LOG)
                            != KafkaLogCluster.BROKERS.indexOf(old) + 1);
            cluster.resume(old);
            assertThatItIs(KafkaLogError.NOT_LEADER, failure.get());
        }
    }

    private static List<Way> answers() {
        return KafkaLogCluster.BROKERS.stream().map(node -> new Way(node, "c0")).toList();
    }

    private static List<Way> toAndFro() {
        return KafkaLogCluster.BROKERS.stream()
                .flatMap(node -> Stream.of(new Way(node, "c0"), new Way("c0", node)))
                .toList();
    }

    @Test
    void whatIsNotAnsweredInTimeMayBeAppended() throws Exception {
        try (KafkaLog log = log(Duration.ofSeconds(5))) {
            log.append(LOG, 80);
            cluster.mesh().breakWays(answers(), new Breakage.Hold());
            assertThatItIs(KafkaLogError.TIMED_OUT, catchException(() -> log.append(LOG, 81)));
            cluster.mesh().healAll();
            eventuallyRead(log, 81);
        }
    }

    @Test
    void aConnectionThatBreaksProvesNothing() throws Exception {
        try (KafkaLog log = log();
                KafkaLog direct = new KafkaLog(KafkaServer.direct(cluster, leader()), Duration.ofSeconds(30), "all")) {
            log.append(LOG, 90);
            cluster.mesh().breakWays(answers(), new Breakage.Hold());
            CompletableFuture<Exception> failure =
                    CompletableFuture.supplyAsync(() -> catchException(() -> log.append(LOG, 91)));
            eventuallyRead(direct, 91);
            cluster.mesh().breakWays(toAndFro(), new Breakage.Cut());
            assertThatItIs(KafkaLogError.CONNECTION_LOST, failure.get());
        }
    }
}
