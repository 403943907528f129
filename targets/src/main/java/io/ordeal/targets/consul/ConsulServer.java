package io.ordeal.targets.consul;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A server of Consul. */
record ConsulServer() implements ServerProgram {
    static final String CLIENT_PORT = "client";
    /** What is agreed on, and what a server asks another to do. */
    static final String PEER_PORT = "peer";
    /** Who is there. */
    static final String GOSSIP_PORT = "gossip";

    private static final String CONFIG = "consul.json";

    /** For the leader to come back, before a request that needs it is refused. */
    private static final String HOLD = "500ms";

    @Override
    public Software software() {
        return ConsulSoftware.CONSUL;
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(CLIENT_PORT, 8500, Port.Users.CLIENTS),
                new Port(PEER_PORT, 8300, Port.Users.NODES),
                new Port(GOSSIP_PORT, 8301, Port.Users.NODES));
    }

    /** It has one host to announce, and no port but those on which it listens. */
    @Override
    public Addressing addressing() {
        return Addressing.ANNOUNCED_HOST;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        return Launch.of(List.of(
                        environment.installed(ConsulSoftware.SERVER),
                        "agent",
                        "-config-file=" + environment.configFolder() + "/" + CONFIG))
                .withFile(CONFIG, config(environment));
    }

    private static String config(NodeEnvironment environment) {
        InetSocketAddress peer = environment.listen(PEER_PORT);
        List<String> others = new ArrayList<>();
        for (String node : environment.members()) {
            if (!node.equals(environment.node())) {
                InetSocketAddress gossip = environment.reach(node, GOSSIP_PORT);
                others.add('"' + gossip.getHostString() + ":" + gossip.getPort() + '"');
            }
        }
        // Who joins waits to be taken in, and founds nothing.
        String founds = environment.joins() ? "" : "\"bootstrap_expect\": %d,".formatted(ConsulCluster.SERVERS.size());
        // Nobody is taken for dead within a trial: what is agreed on is agreed on without that, and who was taken for
        // dead is asked again only after half a minute. Who has joined and is well has a vote when the leader looks
        // next, every ten seconds; who heard of it lately enough not to call an election is well, on a busy machine
        // too.
        return """
            {
              "server": true,
              "node_name": "%s",
              "data_dir": "%s",
              "bind_addr": "%s",
              "client_addr": "%s",
              "advertise_addr": "%s",
              "ports": {"http": %d, "server": %d, "serf_lan": %d, "serf_wan": -1, "dns": -1, "grpc": -1, "https": -1},
              %s
              "retry_join": [%s],
              "retry_interval": "200ms",
              "performance": {"raft_multiplier": 1, "rpc_hold_timeout": "%s"},
              "gossip_lan": {"probe_interval": "5s", "probe_timeout": "500ms", "suspicion_mult": 100},
              "session_ttl_min": "1s",
              "autopilot": {"cleanup_dead_servers": false, "server_stabilization_time": "0s", "last_contact_threshold": "1s"},
              "leave_on_terminate": false,
              "skip_leave_on_interrupt": true,
              "disable_update_check": true,
              "log_level": "info"
            }
            """.formatted(
                        environment.node(),
                        environment.dataFolder(),
                        peer.getHostString(),
                        environment.listen(CLIENT_PORT).getHostString(),
                        environment.announce(PEER_PORT).getHostString(),
                        environment.listen(CLIENT_PORT).getPort(),
                        peer.getPort(),
                        environment.listen(GOSSIP_PORT).getPort(),
                        founds,
                        String.join(", ", others),
                        HOLD);
    }

    /** Whether it answers clients, if only that it knows no leader. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException, InterruptedException, ConsulException {
        ConsulAdmin.leader(cluster, node);
        return true;
    }
}
