package io.ordeal.targets.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.software.ChosenVersions;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of another version than the clients', fetched from Maven's repositories where they are not in the cache yet. */
class ZooKeeperVersionsTest {
    @TempDir
    Path folder;

    @Test
    void serversOfAnotherVersionRunOnAClassPathOfTheirOwn() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.start(
                ChosenVersions.in(new ZooKeeperEnsemble(), Map.of("zookeeper", "3.9.3")),
                new ClusterSettings(folder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)))) {
            assertThat(cluster.versions()).containsEntry("zookeeper", "3.9.3");
            for (String node : ZooKeeperEnsemble.SERVERS) {
                assertThat(FourLetterWord.MNTR.fields(cluster, node).get("zk_version"))
                        .startsWith("3.9.3-");
                for (long pid : cluster.pids(node)) {
                    assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
                            .doesNotContain("3.9.5", "ordeal-", "curator");
                }
            }
        }
    }

    private static RunSpec spec(Map<String, String> versions) {
        RunOptions d = RunOptions.DEFAULT;
        return new RunSpec(
                RunSpec.SCHEMA,
                "zookeeper-register-sync",
                "register",
                List.of(),
                new RunOptions(
                        Duration.ofSeconds(2),
                        100,
                        4,
                        d.faultInterval(),
                        d.operationTimeout(),
                        d.cluster(),
                        d.endpoints(),
                        d.keys(),
                        d.operationsPerKey(),
                        d.toxiproxy()),
                7,
                versions);
    }

    private TrialOutcome run(RunSpec spec) throws Exception {
        return new Trial(spec, Catalog.onClassPath(), folder, TrialListener.none()).run();
    }

    @Tag("long")
    @Test
    void aRunKeepsItsVersionAndIsRunWithItAgain() throws Exception {
        TrialOutcome first = run(spec(Map.of("zookeeper", "3.9.3")));
        RunSpec saved = first.folder().readSpec();

        assertThat(saved.versions()).containsEntry("zookeeper", "3.9.3").containsKey("java");
        assertThat(run(saved).folder().readSpec().versions()).containsEntry("zookeeper", "3.9.3");
    }

    @Test
    void aVersionThatIsNoneIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> run(spec(Map.of("zookeeper", "3.9.3 or so?"))))
                .isInstanceOf(RefusedRunException.class)
                .hasMessageContaining("zookeeper");
        assertThat(folder).isEmptyDirectory();
    }
}
