package io.ordeal.targets.postgres;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor of PostgreSQL servers, as a process of its own: it makes a standby primary when the primary is away.
 *
 * @param servers by name, in their order
 */
record PostgresMonitor(List<String> servers) implements ServerProgram {
    private static final Software MONITOR = HarnessJava.software("postgres-monitor 1");

    PostgresMonitor {
        servers = List.copyOf(servers);
    }

    @Override
    public Software software() {
        return MONITOR;
    }

    /** Nobody connects to it. */
    @Override
    public List<Port> ports() {
        return List.of();
    }

    /** It knows what it sees. */
    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        List<String> arguments = new ArrayList<>();
        for (String server : servers) {
            InetSocketAddress address = environment.reach(server, PostgresServer.PORT);
            arguments.add(server + "=" + address.getHostString() + ":" + address.getPort());
        }
        return HarnessJava.launch(environment, List.of("-Xmx64m"), PostgresMonitorMain.class.getName(), arguments);
    }

    /** It is not asked anything: if it runs, it looks on. */
    @Override
    public boolean isUp(Cluster cluster, String node) {
        return cluster.state(node) == Cluster.State.RUNNING;
    }
}
