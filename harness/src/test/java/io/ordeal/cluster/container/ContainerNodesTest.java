package io.ordeal.cluster.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.ordeal.cluster.NodeSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** Which of Testcontainers' containers can be nodes; no engine is asked for that. */
class ContainerNodesTest {
    private static final String IMAGE = "somebody/store:1";

    private static List<NodeSpec> nodes(GenericContainer<?> container) {
        return ContainerNodes.of(List.of("n1"), node -> container).nodes();
    }

    /** As modules do that add to their command when they are configured, and no more. */
    private static final class Configured extends GenericContainer<Configured> {
        private Configured() {
            super(IMAGE);
        }

        @Override
        protected void configure() {
            addExposedPort(7000);
        }
    }

    /** As Kafka's, which tells its broker the port that Docker has given it. */
    private static class Tells extends GenericContainer<Tells> {
        private Tells() {
            super(IMAGE);
            addExposedPort(7000);
        }

        @Override
        protected void containerIsStarting(InspectContainerResponse containerInfo) {
            throw new AssertionError("it was started");
        }
    }

    /** Somebody's own, of such a module. */
    private static final class OfOneThatTells extends Tells {}

    /** As those of databases that run scripts. */
    private static final class Fills extends GenericContainer<Fills> {
        private Fills() {
            super(IMAGE);
            addExposedPort(7000);
        }

        @Override
        protected void containerIsStarted(InspectContainerResponse containerInfo) {
            throw new AssertionError("it was started");
        }
    }

    /** One that somebody has started. */
    private static final class Runs extends GenericContainer<Runs> {
        private Runs() {
            super(IMAGE);
            addExposedPort(7000);
        }

        @Override
        public String getContainerId() {
            return "0123456789ab";
        }
    }

    @Test
    void whatIsConfiguredAsItStartsCanBeANode() {
        NodeSpec node = nodes(new Configured()).get(0);
        assertThat(node.program().software().name()).isEqualTo("store 1");
        assertThat(node.program().ports())
                .extracting(port -> port.name() + " at " + port.number())
                .containsExactly("port-7000 at 7000");
    }

    @Test
    void whatActsWhenItHasStartedIsRefusedByModuleAndMethod() {
        assertThatThrownBy(() -> nodes(new Tells()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the container of node n1 is a " + Tells.class.getName())
                .hasMessageContaining("containerIsStarting of Tells")
                .hasMessageContaining("take a GenericContainer of the image");
        assertThatThrownBy(() -> nodes(new OfOneThatTells()))
                .hasMessageContaining(OfOneThatTells.class.getName())
                .hasMessageContaining("containerIsStarting of Tells");
        assertThatThrownBy(() -> nodes(new Fills())).hasMessageContaining("containerIsStarted of Fills");
    }

    @Test
    void whatRunsAlreadyOrExposesNothingIsRefused() {
        assertThatThrownBy(() -> nodes(new Runs())).hasMessageContaining("runs already");
        assertThatThrownBy(() -> nodes(new GenericContainer<>(IMAGE))).hasMessageContaining("exposes no port");
    }
}
