package io.ordeal.targets.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Link;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One broker, started once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtemisServerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private ProcessCluster cluster;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                ClusterDescription.of(new NodeSpec("broker", new ArtemisServer())),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** By the client's own link. */
    private ArtemisConnection connect() {
        return ArtemisConnection.to(cluster.mesh().entrance(new Link("c0", "broker"), ArtemisServer.PORT), TIMEOUT);
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillAndIsThereForEveryBrowser() throws Exception {
        try (ArtemisConnection broker = connect()) {
            for (long id = 1; id <= 3; id++) {
                broker.send(id);
            }
            assertThat(broker.browse()).containsExactly(1L, 2L, 3L);
            assertThat(broker.inDoubt()).isZero();

            cluster.kill("broker");
            assertThatThrownBy(() -> broker.send(4)).isInstanceOf(Exception.class);
            assertThatThrownBy(() -> broker.send(4))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("nothing was sent");
            cluster.start("broker");

            assertThat(broker.browse()).isEqualTo(List.of(1L, 2L, 3L));
            broker.send(5);
            assertThat(broker.browse()).isEqualTo(List.of(1L, 2L, 3L, 5L));
        }
    }
}
