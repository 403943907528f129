package io.ordeal.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.ordeal.cluster.Port;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/** A node as Testcontainers' ways of waiting see it: its ports are those that it listens on, at the node's own address. */
final class WaitedFor implements WaitStrategyTarget {
    private final ContainerCluster cluster;
    private final String node;
    private final List<Port> ports;

    WaitedFor(ContainerCluster cluster, String node, List<Port> ports) {
        this.cluster = cluster;
        this.node = node;
        this.ports = ports;
    }

    @Override
    public List<Integer> getExposedPorts() {
        return ports.stream().map(Port::number).toList();
    }

    @Override
    public Set<Integer> getLivenessCheckPortNumbers() {
        return ports.stream().map(Port::number).collect(Collectors.toSet());
    }

    @Override
    public String getHost() {
        return cluster.direct(node, ports.get(0).name()).getHostString();
    }

    @Override
    public Integer getMappedPort(int number) {
        return number;
    }

    @Override
    public String getContainerId() {
        return cluster.server(node).orElseThrow(() -> new IllegalStateException("node " + node + " has no container"));
    }

    @Override
    public DockerClient getDockerClient() {
        return cluster.client();
    }

    @Override
    public InspectContainerResponse getContainerInfo() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec();
    }
}
