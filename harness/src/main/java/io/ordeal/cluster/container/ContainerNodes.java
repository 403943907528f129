package io.ordeal.cluster.container;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.testcontainers.containers.GenericContainer;

/**
 * A cluster of Testcontainers' containers, {@code GenericContainer}s or its modules', put behind the links as they are: each is
 * configured as it would be if it started itself, and is made, started, killed and removed by the harness.
 *
 * <pre>{@code
 * ClusterDescription cluster = ContainerNodes.of(
 *     List.of("n1", "n2"),
 *     node -> new GenericContainer<>("redis:7.2").withExposedPorts(6379).waitingFor(Wait.forLogMessage(".*Ready to accept.*", 1)));
 * }</pre>
 *
 * <p>Nodes know each other by their names, and reach each other at the ports that they really listen on. An exposed port is for
 * clients and nodes alike, and called {@code port-6379}, unless {@link #with} says otherwise.
 *
 * <p>What a module does by itself <em>after</em> its container has started, such as Kafka's, which then tells its broker the
 * port that Docker has given it, is not done; such a module is refused when the cluster is described.
 *
 * @param names of the nodes, small letters and digits
 * @param containers makes a node's container anew, by the node's name; called several times, and must neither start it nor
 *     hold on to it
 * @param ports what some of the ports are called, and who connects to them
 * @param readyWithin how long the cluster may take to be ready
 */
public record ContainerNodes(
        List<String> names, Function<String, GenericContainer<?>> containers, List<Port> ports, Duration readyWithin)
        implements ClusterDescription {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    public ContainerNodes {
        names = List.copyOf(names);
        ports = List.copyOf(ports);
    }

    /** Nodes whose exposed ports are for clients and nodes alike. */
    public static ContainerNodes of(List<String> names, Function<String, GenericContainer<?>> containers) {
        return new ContainerNodes(names, containers, List.of(), READY_WITHIN);
    }

    /** The same, where it is said what some of the ports are called and who connects to them; they need not be exposed. */
    public ContainerNodes with(Port... some) {
        return new ContainerNodes(names, containers, List.of(some), readyWithin);
    }

    /** The same, with so much time until all are ready. */
    public ContainerNodes within(Duration time) {
        return new ContainerNodes(names, containers, ports, time);
    }

    /**
     * Each with the program that its container is.
     *
     * @throws IllegalArgumentException a container can't be a node, and why
     */
    @Override
    public List<NodeSpec> nodes() {
        return names.stream()
                .map(name -> new NodeSpec(name, new TestcontainersProgram(name, () -> containers.apply(name), ports)))
                .toList();
    }
}
