package io.ordeal.targets;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty clusters of each system, two at a time, as most of a start is waiting: what a single one leaves behind may be
 * overlooked, what twenty leave may not. Beside the tests of fetched systems, as it takes as long as those; of those that are slow to
 * start {@link SlowRoundsTest}.
 */
@Tag("systems")
class RoundsTest {
    private static final int ROUNDS = 20;
    private static final int AT_ONCE = 2;

    @TempDir
    Path folder;

    /** @param targets of one system, one after the other, over and over */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "etcd-register",
                "consul-register",
                "nats-log",
                "cache-aside-update cache-aside-update-memcached",
                "any-node-vote leader-follower versioned-register hash-ring hash-ring-replicated",
            })
    void twentyStartsAndStopsLeaveNothing(String targets) throws Exception {
        leaveNothing(targets, folder);
    }

    static void leaveNothing(String targets, Path folder) throws Exception {
        List<Target> systems = List.of(targets.split(" ")).stream()
                .<Target>map(target -> Catalog.onClassPath().target(target))
                .toList();
        List<ProcessHandle> processes = new ArrayList<>();
        ExecutorService starters = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<List<ProcessHandle>>> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Target system = systems.get(round % systems.size());
                Path run = folder.resolve("round" + round);
                rounds.add(() -> startAndStop(system, run));
            }
            for (Future<List<ProcessHandle>> round : starters.invokeAll(rounds)) {
                processes.addAll(round.get());
            }
        } finally {
            starters.shutdownNow();
        }
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2 * ROUNDS);
        eventually("no process is left", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        eventually(
                "no thread of an entrance is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("entrance ")));
    }

    /** The processes that were there meanwhile, of each node: known by more than a number, which others have after them. */
    private static List<ProcessHandle> startAndStop(Target system, Path run) throws Exception {
        ClusterDescription description = system.cluster();
        ClusterSettings settings = new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1));
        List<ProcessHandle> processes = new ArrayList<>();
        try (ProcessCluster cluster = system.usualCluster() == ClusterKind.NAMESPACE
                ? ProcessCluster.startInNamespaces(description, settings)
                : ProcessCluster.start(description, settings)) {
            for (NodeSpec node : description.nodes()) {
                if (!description.reserves().contains(node.name())) {
                    assertThat(cluster.pids(node.name())).as(node.name()).isNotEmpty();
                    cluster.pids(node.name())
                            .forEach(pid -> ProcessHandle.of(pid).ifPresent(processes::add));
                }
            }
        }
        return processes;
    }
}
