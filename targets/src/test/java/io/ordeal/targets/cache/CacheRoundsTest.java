package io.ordeal.targets.cache;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.targets.redis.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty databases with their caches, one after the other; beside the tests of fetched systems, as it takes as long as those. */
@Tag("systems")
class CacheRoundsTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @Test
    void twentyStartsAndStopsLeaveNothing() throws Exception {
        List<Long> pids = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ProcessCluster cluster = ProcessCluster.start(
                    new CachedDatabase(RedisServer.forgetful()),
                    new ClusterSettings(
                            folder.resolve("round" + round),
                            ClusterSettings.userCache(),
                            1,
                            MeshFactory.embedded(1)))) {
                for (String node : List.of(CachedDatabase.DATABASE, CachedDatabase.CACHE)) {
                    assertThat(cluster.pids(node)).isNotEmpty();
                    pids.addAll(cluster.pids(node));
                }
            }
        }
        assertThat(pids).hasSizeGreaterThanOrEqualTo(2 * ROUNDS);
        eventually(
                "no process is left",
                () -> pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }
}
