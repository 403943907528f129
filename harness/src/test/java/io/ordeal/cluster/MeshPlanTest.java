package io.ordeal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeshPlanTest {
    private static final String NETWORK = "172.18.0.";

    private record Server(ServerProgram.Addressing addressing) implements ServerProgram {
        @Override
        public Software software() {
            return new Software("server 1", cache -> Map.of());
        }

        @Override
        public List<Port> ports() {
            return List.of(new Port("both", 9866, Port.Users.BOTH), new Port("clients", 8080, Port.Users.CLIENTS));
        }

        @Override
        public Launch launch(NodeEnvironment environment) {
            return Launch.of(List.of());
        }

        @Override
        public boolean isUp(Cluster cluster, String node) {
            return true;
        }
    }

    private static List<MeshPlan.Passage> passages(ServerProgram.Addressing addressing) {
        ClusterDescription description = ClusterDescription.of(
                new NodeSpec("n1", new Server(addressing)), new NodeSpec("n2", new Server(addressing)));
        return MeshPlan.passages(
                description,
                2,
                NETWORK + "1",
                (node, port) -> new InetSocketAddress(
                        NETWORK + (node.equals("n1") ? 2 : 3), port.equals("both") ? 9866 : 8080));
    }

    private static Stream<MeshPlan.Passage> ofClients(List<MeshPlan.Passage> all, String port) {
        return all.stream()
                .filter(passage ->
                        passage.link().from().startsWith("c") && passage.port().equals(port));
    }

    /** A node tells its clients the name of another, and the port at which that listens: so there a client's own link begins. */
    @Test
    void whoIsToldNamesEntersEachLinkAtAHostOfItsOwnByTheNodesPort() {
        List<MeshPlan.Passage> all = passages(ServerProgram.Addressing.NAMED);

        assertThat(ofClients(all, "both"))
                .hasSize(4)
                .allMatch(passage -> passage.entrancePort().equals(OptionalInt.of(9866)));
        assertThat(ofClients(all, "both").map(MeshPlan.Passage::entrance))
                .doesNotHaveDuplicates()
                .allMatch(host -> host.startsWith("127."));
        assertThat(ofClients(all, "clients"))
                .allMatch(passage -> passage.entrancePort().isEmpty());
        assertThat(all.stream().filter(passage -> passage.link().from().startsWith("n")))
                .hasSize(2)
                .allMatch(passage -> passage.entrance().equals(NETWORK + "1")
                        && passage.entrancePort().isEmpty());
    }

    @Test
    void whoIsConfiguredEntersWhereverAPortIsFree() {
        assertThat(passages(ServerProgram.Addressing.CONFIGURED))
                .allMatch(passage -> passage.entrancePort().isEmpty());
    }
}
