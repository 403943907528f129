package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.trial.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As {@link RoundsTest}, in containers, which take seconds each: {@code ./mvnw verify -Prounds}. */
@Tag("rounds")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ContainerRoundsTest {
    @TempDir
    Path run;

    /** A server of several processes, which is nobody's user in a user namespace of its own. */
    @Test
    void twentyRoundsLeaveNeitherContainerNorNetworkNorMountNorProcess() throws Exception {
        ClusterDescription description =
                Catalog.onClassPath().target("postgres-serializable").cluster();
        for (int round = 1; round <= 20; round++) {
            Path folder = run.resolve("round" + round);
            List<ProcessHandle> processes;
            List<String> places;
            try (ContainerCluster cluster = ContainerCluster.start(
                    description,
                    new ClusterSettings(folder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)))) {
                String server = cluster.server("n1").orElseThrow();
                processes = Docker.does("top", server, "-o", "pid").lines().stream()
                        .skip(1)
                        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())).stream())
                        .toList();
                assertThat(processes)
                        .as("PostgreSQL and those that work for it")
                        .hasSizeGreaterThan(3);
                String files = "{{.GraphDriver.Data.MergedDir}}";
                String network = "{{.NetworkSettings.SandboxID}}";
                places = List.of(
                        Docker.does("inspect", "--format", files, server).output(),
                        // the engine names the file by the first letters
                        Docker.does("inspect", "--format", network, cluster.holder("n1"))
                                .output()
                                .substring(0, 12));
                assertThat(places).as("what the engine mounts").allMatch(ContainerRoundsTest::isMounted);
            }
            assertThat(Docker.ofThisHarness()).as("round %d", round).isEmpty();
            assertThat(places).as("round %d", round).noneMatch(ContainerRoundsTest::isMounted);
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
        }
    }

    /** As the kernel lists it on this machine. */
    private static boolean isMounted(String place) {
        try {
            return Files.readString(Path.of("/proc/self/mountinfo")).contains(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
