package io.ordeal.fault;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.clock.ClockShift;
import io.ordeal.clock.ProcessClock;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.ProcessFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks of servers that tell nobody the time, and where they are refused. */
@Timeout(120)
class ClockFaultsTest {
    private static final List<String> KINDS = List.of("clock-jump", "clock-skew", "clock-strobe");

    private static Optional<String> refusal(String text, Terrain terrain) {
        FaultSpec spec = FaultSpec.parse(text);
        return FaultKinds.named(spec.kind()).refusal(spec, terrain);
    }

    private static Terrain terrain(ClusterKind kind, Set<ClientAbility> clients) {
        return Terrain.of(EchoCluster.description(3), kind, 2, Optional.empty(), clients);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clock-jump", "clock-skew", "clock-strobe"})
    void whereThereAreNoProcessesOfOurOwnTheyAreRefused(String kind) {
        Set<ClientAbility> points = EnumSet.of(ClientAbility.POINT);
        assertThat(refusal(kind, terrain(ClusterKind.PROCESS, points))).isEmpty();
        assertThat(refusal(kind, terrain(ClusterKind.CONTAINER, points)).orElseThrow())
                .contains("run in containers")
                .contains("--cluster process");
        assertThat(refusal(kind, terrain(ClusterKind.ENDPOINT, points)).orElseThrow())
                .contains("only given by their endpoints");
        assertThat(refusal(
                                kind,
                                Terrain.of(ClusterDescription.none(), ClusterKind.PROCESS, 2, Optional.empty(), points))
                        .orElseThrow())
                .contains("lives inside the harness' JVM");
        assertThat(refusal(kind + ":clients", terrain(ClusterKind.PROCESS, points))
                        .orElseThrow())
                .contains("live inside the harness' JVM, whose clock tells when things happened");
        assertThat(refusal(kind + ":clients", terrain(ClusterKind.PROCESS, EnumSet.allOf(ClientAbility.class))))
                .isEmpty();
        assertThat(refusal(kind + ":n9", terrain(ClusterKind.PROCESS, points)).orElseThrow())
                .contains("n9");
    }

    @Test
    void grammarHasModesWhereThereAreTwoWays() {
        assertThat(FaultSpec.parse("clock-jump:back").mode()).contains("back");
        assertThat(FaultSpec.parse("clock-skew:all:slow").mode()).contains("slow");
        assertThatThrownBy(() -> FaultSpec.parse("clock-strobe:all:slow")).hasMessageContaining("has no modes");
    }

    /** The servers say nothing of the time: then what stands in their memory is read. */
    @Test
    void clocksOfServersThatTellNoTimeAreReadInTheirMemory(@TempDir Path folder) throws Exception {
        try (ProcessCluster cluster = EchoCluster.start(folder, 3, 2)) {
            FaultEnvironment environment = new FaultEnvironment(
                    Optional.of(cluster), cluster.mesh(), RunClients.of(new NobodyFrozen(), Optional.empty()), 2);
            for (String kind : KINDS) {
                FaultSpec spec = FaultSpec.parse(kind + ":all");
                Fault fault = FaultKinds.named(kind).create(spec, environment);
                Map<String, Object> told = fault.inject(new SplittableRandom(3));
                assertThat(told).containsEntry("nodes", List.of("n1", "n2", "n3"));
                assertThat(((Map<?, ?>) requireNonNull(((Map<?, ?>) requireNonNull(told.get("clocks"))).get("n1")))
                                .get("by"))
                        .isEqualTo("memory");
                assertThat(EchoCluster.answersAtLast(cluster, "n2")).isTrue();
                Evidence evidence = fault.heal().evidence().orElseThrow();
                assertThat(evidence.measure())
                        .isEqualTo(kind.equals("clock-strobe") ? "clock-turns" : "clocks-shifted");
                assertThat(evidence.amount().orElseThrow()).as(kind).isPositive();
                assertUntouched(cluster);
            }
        }
    }

    private static void assertUntouched(ProcessCluster cluster) throws Exception {
        for (String node : List.of("n1", "n2", "n3")) {
            for (long pid : cluster.pids(node)) {
                try (ProcessClock clock = ProcessClock.of(pid)) {
                    assertThat(clock.isUntouched()).isTrue();
                }
            }
        }
    }

    /** A dead node's clock becomes wrong when it is started, until then there is nothing to do. */
    @Test
    void clockOfADeadNodeIsWrongWhenItIsStarted(@TempDir Path folder) throws Exception {
        try (ProcessCluster cluster = EchoCluster.start(folder, 1, 1)) {
            ShiftedClocks clocks = new ShiftedClocks(cluster::processes);
            ProcessFamily family = cluster.processes("n1").orElseThrow();
            cluster.kill("n1");
            clocks.shift(this, Map.of("n1", ClockShift.jump(Duration.ofSeconds(9))));
            assertThat(clocks.errorNanos("n1", 0)).isEmpty();
            cluster.start("n1");
            while (clocks.errorNanos("n1", 0).orElse(0) == 0) {
                Thread.sleep(5);
            }
            assertThat(clocks.errorNanos("n1", 0))
                    .hasValue(Duration.ofSeconds(9).toNanos());
            clocks.release(this);
            try (ProcessClock clock = ProcessClock.of(family.firstPid().orElseThrow())) {
                assertThat(clock.isUntouched()).isTrue();
            }
            assertThat(clocks.change(this, Map.of("n1", ClockShift.jump(Duration.ofSeconds(9)))))
                    .isFalse();
            assertThat(clocks.errorNanos("n1", 0)).hasValue(0);
        }
    }

    private static final class NobodyFrozen implements ClientFreezer {
        @Override
        public Freeze freeze(Moment moment, OptionalInt worker) {
            throw new UnsupportedOperationException("there are no clients");
        }

        @Override
        public void thawAll() {}
    }
}
