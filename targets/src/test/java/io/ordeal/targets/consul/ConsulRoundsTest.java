package io.ordeal.targets.consul;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ProcessCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty clusters, one after the other: what a single one leaves behind may be overlooked, what twenty leave may not. */
@Tag("systems")
class ConsulRoundsTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @Test
    void twentyStartsAndStopsLeaveNothing() throws Exception {
        List<Long> pids = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ProcessCluster cluster = ConsulStartBenchmark.start(folder.resolve("round" + round), 1)) {
                for (String node : ConsulCluster.SERVERS) {
                    assertThat(cluster.pids(node)).isNotEmpty();
                    pids.addAll(cluster.pids(node));
                }
            }
        }
        assertThat(pids).hasSizeGreaterThanOrEqualTo(ROUNDS * ConsulCluster.SERVERS.size());
        eventually(
                "no process is left",
                () -> pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
        eventually(
                "no thread of an entrance is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("entrance ")));
    }
}
