package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cgroup.Controller;
import io.ordeal.cgroup.WriteThrottle;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.disk.DiskNeeds;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.Terrain;
import io.ordeal.targets.FaultsByHand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What faults on disks do to a Redis server, and their heals. Where this machine can't have the disks, each asserts that the
 * fault is refused with the reason.
 */
@Timeout(180)
class FaultsOnDisksTest {
    private static final int WORKERS = 1;

    @TempDir
    Path run;

    private Optional<ProcessCluster> cluster = Optional.empty();

    @AfterEach
    void nothingStaysMounted() throws IOException {
        cluster.ifPresent(ProcessCluster::close);
        assertThat(Path.of("/proc/self/mounts")).content().doesNotContain(String.valueOf(run.getFileName()));
    }

    private ClusterSettings plain() {
        return new ClusterSettings(run, ClusterSettings.userCache(), WORKERS, MeshFactory.embedded(1));
    }

    private ProcessCluster start(AppendFsync policy, boolean disks) throws Exception {
        return start(policy, disks ? plain().withDisks() : plain());
    }

    private ProcessCluster start(AppendFsync policy, ClusterSettings settings) throws Exception {
        ProcessCluster started = ProcessCluster.start(IndependentRedis.alone(policy), settings);
        cluster = Optional.of(started);
        return started;
    }

    /** True if the machine can't have disks, and that was said. */
    private static boolean refusedHere(String spec) {
        Terrain terrain =
                Terrain.of(IndependentRedis.alone(), ClusterKind.PROCESS, WORKERS, Optional.empty(), Set.of());
        FaultSpec parsed = FaultSpec.parse(spec);
        Optional<String> refusal = FaultKinds.named(parsed.kind()).refusal(parsed, terrain);
        Optional<String> group = spec.startsWith("disk-slow") ? Controller.BLOCK_IO.lacking() : Optional.empty();
        assertThat(refusal).isEqualTo(DiskNeeds.lacking().or(() -> group).map(why -> spec + " " + why));
        return refusal.isPresent();
    }

    private static Fault fault(String spec, ProcessCluster cluster) {
        FaultSpec parsed = FaultSpec.parse(spec);
        return FaultKinds.named(parsed.kind()).create(parsed, FaultsByHand.environment(cluster, WORKERS));
    }

    private static SplittableRandom random() {
        return new SplittableRandom(7);
    }

    private static void write(Cluster cluster, String key, String value) {
        String answer = RedisAdmin.ask(cluster, "n1", jedis -> jedis.set(key, value));
        assertThat(answer).isEqualTo("OK");
    }

    private static @Nullable String read(Cluster cluster, String key) {
        return RedisAdmin.<@Nullable String>ask(cluster, "n1", jedis -> jedis.get(key));
    }

    /** Whether the last second is on disk is a matter of luck with the third: trials try it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EVERYSEC")
    void powerLossTakesWhatWasNotSynced(AppendFsync policy) throws Exception {
        if (refusedHere("power-loss:n1")) {
            return;
        }
        ProcessCluster servers = start(policy, true);
        write(servers, "key", "value");
        Fault loss = fault("power-loss:n1", servers);
        assertThat(loss.inject(random()))
                .containsEntry("nodes", List.of("n1"))
                .extractingByKey("disks")
                .asString()
                .contains("bytes-lost");
        assertThat(servers.state("n1")).isEqualTo(Cluster.State.KILLED);
        Healed healed = loss.heal();
        assertThat(healed.evidence()).contains(Evidence.counted("powers-cut", 1));
        assertThat(healed.told()).containsEntry("back", List.of("n1"));
        if (policy == AppendFsync.ALWAYS) {
            assertThat(read(servers, "key")).isEqualTo("value");
        } else {
            assertThat(read(servers, "key")).isNull();
        }
        write(servers, "key", "another");
        assertThat(loss.heal()).isEqualTo(Healed.NOTHING);
    }

    @Test
    void killAloneTakesNothing() throws Exception {
        ProcessCluster servers = start(AppendFsync.NO, false);
        write(servers, "key", "value");
        Fault kill = fault("kill:n1", servers);
        kill.inject(random());
        kill.heal();
        assertThat(read(servers, "key")).isEqualTo("value");
    }

    /** As Redis has it: who is to sync before it answers gives up when it can't. */
    @Test
    void aServerThatSyncsEndsOnADeadDisk() throws Exception {
        if (refusedHere("disk-dead:n1")) {
            return;
        }
        ProcessCluster servers = start(AppendFsync.ALWAYS, true);
        write(servers, "key", "value");
        Fault dead = fault("disk-dead:n1", servers);
        dead.inject(random());
        assertThatThrownBy(() -> write(servers, "key", "lost")).isInstanceOf(JedisException.class);
        eventually("it ends", () -> servers.state("n1") == Cluster.State.ENDED);
        Healed healed = dead.heal();
        assertThat(healed.evidence()).contains(Evidence.counted("disks-refusing-writes", 1));
        assertThat(healed.told()).containsEntry("ended", List.of("n1"));
        assertThat(read(servers, "key")).isEqualTo("value");
        write(servers, "key", "another");
    }

    /** As Redis has it, too: who syncs behind the clients' backs goes on acknowledging what is nowhere. */
    @Test
    void aServerThatDoesNotSyncAcknowledgesWhatADeadDiskHasNot() throws Exception {
        if (refusedHere("disk-dead:n1")) {
            return;
        }
        ProcessCluster servers = start(AppendFsync.NO, true);
        Fault dead = fault("disk-dead:n1", servers);
        dead.inject(random());
        write(servers, "key", "value");
        assertThat(dead.heal().evidence()).contains(Evidence.counted("disks-refusing-writes", 1));
        assertThat(read(servers, "key")).isNull();
    }

    @Test
    void aServerFindsNoRoomOnAFullDisk() throws Exception {
        if (refusedHere("disk-full:n1")) {
            return;
        }
        ProcessCluster servers = start(AppendFsync.ALWAYS, true);
        write(servers, "key", "value");
        Fault full = fault("disk-full:n1", servers);
        full.inject(random());
        assertThatThrownBy(() -> write(servers, "big", "x".repeat(100_000))).isInstanceOf(JedisException.class);
        eventually("it ends, as it can't sync before it answers", () -> servers.state("n1") == Cluster.State.ENDED);
        assertThat(full.heal().evidence()).contains(Evidence.counted("disks-refusing-writes", 1));
        assertThat(read(servers, "key")).isEqualTo("value");
        write(servers, "big", "x".repeat(100_000));
    }

    @Test
    void aServerThatSyncsWaitsForADiskThatStalls() throws Exception {
        if (refusedHere("disk-stall:n1")) {
            return;
        }
        ProcessCluster servers = start(AppendFsync.ALWAYS, true);
        Fault stall = fault("disk-stall:n1", servers);
        stall.inject(random());
        assertThatThrownBy(() -> write(servers, "key", "value")).hasMessageContaining("timed out");
        eventually("it waits", () -> servers.waitingForDisk("n1") > 0);
        Healed healed = stall.heal();
        assertThat(healed.evidence().orElseThrow().amount().orElseThrow()).isPositive();
        eventually("what waited is written", () -> "value".equals(read(servers, "key")));
        write(servers, "key", "another");
    }

    /** As many writes a second as the disk takes, and no more: then there were others that waited. */
    @Test
    void aServerThatSyncsWaitsForItsTurnAtASlowDisk() throws Exception {
        if (refusedHere("disk-slow:n1")) {
            return;
        }
        ProcessCluster servers = start(AppendFsync.ALWAYS, plain().withDisks().withGroups(Set.of(Controller.BLOCK_IO)));
        Fault slow = fault("disk-slow:n1", servers);
        Map<String, Object> told = slow.inject(random());
        assertThat(told).extractingByKey("disks").asString().contains("writes-per-second");
        String device = servers.disk("n1").orElseThrow().device();
        WriteThrottle writes = servers.writes("n1").orElseThrow();
        long before = writes.writes(device);
        int count = 150;
        for (int i = 0; i < count; i++) {
            write(servers, "key" + i, "value");
        }
        assertThat(writes.writes(device) - before).isGreaterThanOrEqualTo(count);
        Healed healed = slow.heal();
        Evidence evidence = healed.evidence().orElseThrow();
        assertThat(evidence.measure()).isEqualTo("throttled-millis");
        // the most that the disk takes is 50 a second
        assertThat(evidence.amount().orElseThrow()).isPositive();
        assertThat(read(servers, "key0")).isEqualTo("value");
        // who still waited for a turn would take three seconds and more
        Fault stall = fault("disk-slow:n1", servers);
        stall.inject(random());
        assertThat(stall.heal().evidence().orElseThrow().amount().orElseThrow()).isZero();
    }

    /** A stall that nobody met shows nothing, and one that a kill ended does not hold the kill up. */
    @Test
    void aKillEndsAStall() throws Exception {
        if (refusedHere("disk-stall:n1")) {
            return;
        }
        ProcessCluster servers = start(AppendFsync.ALWAYS, true);
        Fault stall = fault("disk-stall:n1", servers);
        stall.inject(random());
        servers.kill("n1");
        assertThat(stall.heal().evidence()).contains(Evidence.counted("stalled-millis", 0));
        write(servers, "key", "value");
    }

    @Test
    void theLastWriteIsTornOff() throws Exception {
        ProcessCluster servers = start(AppendFsync.ALWAYS, false);
        write(servers, "first", "value");
        write(servers, "last", "x".repeat(5_000));
        Fault torn = fault("corrupt-files:n1:torn", servers);
        assertThat(torn.inject(random()))
                .extractingByKey("disks")
                .asString()
                .contains("incr.aof")
                .contains("bytes-torn");
        assertThat(torn.heal().evidence().orElseThrow().amount().orElseThrow()).isBetween(1L, 4_096L);
        assertThat(read(servers, "first")).isEqualTo("value");
        assertThat(read(servers, "last")).isNull();
    }

    @Test
    void oneByteOfTheLastFileIsChanged() throws Exception {
        ProcessCluster servers = start(AppendFsync.ALWAYS, false);
        write(servers, "key", "x".repeat(100_000));
        servers.kill("n1");
        Path file = lastFile();
        byte[] before = Files.readAllBytes(file);
        servers.start("n1");
        Fault flip = fault("corrupt-files:n1:flip", servers);
        flip.inject(random());
        byte[] after = Files.readAllBytes(file);
        assertThat(after).hasSameSizeAs(before);
        int at = java.util.Arrays.mismatch(before, after);
        assertThat(at).isNotNegative();
        assertThat(java.util.Arrays.mismatch(before, at + 1, before.length, after, at + 1, after.length))
                .isNegative();
        assertThat(flip.heal().evidence()).contains(Evidence.counted("bytes-flipped", 1));
        assertThat(read(servers, "key")).hasSize(100_000).isNotEqualTo("x".repeat(100_000));
    }

    @Test
    void aServerThatWasWipedStartsAnewWithNothing() throws Exception {
        ProcessCluster servers = start(AppendFsync.ALWAYS, false);
        write(servers, "key", "value");
        List<Long> before = servers.pids("n1");
        Fault wipe = fault("wipe:n1", servers);
        wipe.inject(random());
        assertThat(servers.state("n1")).isEqualTo(Cluster.State.KILLED);
        assertThat(run.resolve("nodes/n1/data")).isEmptyDirectory();
        assertThat(wipe.heal().evidence().orElseThrow().amount().orElseThrow()).isPositive();
        assertThat(servers.pids("n1")).isNotEqualTo(before);
        assertThat(read(servers, "key")).isNull();
        write(servers, "key", "another");
        assertThat(wipe.heal()).isEqualTo(Healed.NOTHING);
    }

    private Path lastFile() {
        return run.resolve("nodes/n1/data/appendonlydir/appendonly.aof.1.incr.aof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"power-loss", "disk-dead", "disk-full", "disk-stall", "disk-slow", "corrupt-files", "wipe"})
    void inContainersAndOnForeignSystemsItIsRefused(String name) {
        FaultKind kind = FaultKinds.named(name);
        for (ClusterKind where : List.of(ClusterKind.CONTAINER, ClusterKind.ENDPOINT)) {
            Terrain terrain = Terrain.of(IndependentRedis.alone(), where, WORKERS, Optional.empty(), Set.of());
            assertThat(kind.refusal(FaultSpec.parse(name), terrain).orElseThrow())
                    .startsWith(name + " needs")
                    .contains("ask for");
        }
    }

    @Test
    void aNodeThatKeepsNothingIsRefusedByItsName() {
        Terrain terrain =
                Terrain.of(new RedisSentinelCluster(), ClusterKind.PROCESS, WORKERS, Optional.empty(), Set.of());
        String sentinel = new RedisSentinelCluster()
                .nodes().stream()
                        .filter(node -> !node.program().keepsData())
                        .findFirst()
                        .orElseThrow()
                        .name();
        FaultSpec spec = FaultSpec.parse("power-loss:" + sentinel);
        assertThat(FaultKinds.named("power-loss").refusal(spec, terrain).orElseThrow())
                .contains(sentinel + " keeps nothing on disk");
    }
}
