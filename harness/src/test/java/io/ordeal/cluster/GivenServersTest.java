package io.ordeal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GivenServersTest {
    private static final Port PORT = new Port("client", 8848, Port.Users.CLIENTS);

    private static final GivenServers ONE = new GivenServers("etcetera", PORT, "nobody has any");

    @Test
    void thereAreAsManyAsEndpoints() {
        assertThat(ONE.nodes()).extracting(NodeSpec::name).containsExactly("n1");
        assertThat(ONE.atEndpoints(3).nodes()).extracting(NodeSpec::name).containsExactly("n1", "n2", "n3");
        // so that it is told that one is missing
        assertThat(ONE.atEndpoints(0).nodes()).hasSize(1);
        assertThat(ONE.atEndpoints(2)).isEqualTo(ONE.atEndpoints(2));
    }

    @Test
    void otherClustersHaveTheNodesThatTheyHave() {
        ClusterDescription other = ClusterDescription.of(ONE.nodes().get(0));
        assertThat(other.atEndpoints(3)).isSameAs(other);
        assertThat(other.whyNotStarted()).isEmpty();
    }

    @Test
    void nobodyStartsThem() {
        assertThat(ONE.whyNotStarted()).contains("nobody has any");
        Software software = ONE.nodes().get(0).program().software();
        assertThat(software.product()).isEqualTo("etcetera");
        assertThatThrownBy(() -> software.install().install(Path.of("cache")))
                .hasMessage("etcetera is not started here, as nobody has any");
    }

    @Test
    void clientsReachThem() {
        Port ofNodes = new Port("peer", 1, Port.Users.NODES);
        assertThatThrownBy(() -> new GivenServers("etcetera", ofNodes, "nobody has any"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
