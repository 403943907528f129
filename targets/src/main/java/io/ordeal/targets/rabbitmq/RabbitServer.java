package io.ordeal.targets.rabbitmq;

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
import java.util.Map;
import java.util.TreeMap;

/**
 * A node of RabbitMQ.
 *
 * @param members the nodes on which RabbitMQ runs, this one among them; the first starts alone, the others join it
 * @param users who but these nodes may ask it for anything
 */
record RabbitServer(List<String> members, Port.Users users) implements ServerProgram {
    static final String CLIENT_PORT = "client";
    /** Erlang's distribution: all that nodes have to tell each other. */
    static final String DISTRIBUTION_PORT = "distribution";
    /** What {@code ordeal_node} is asked. */
    static final String ADMIN_PORT = "admin";

    private static final String CONFIG = "rabbitmq.conf";
    private static final String PLUGINS = "enabled_plugins";
    private static final String HOSTS = "inetrc";

    /** Seconds, four of which without a word end a connection between nodes; a minute unless told otherwise. */
    private static final String TICKS = "8";

    /** Without a daemon that all nodes of a machine share, and with nothing that is asked of the machine. */
    private static final List<String> SETTINGS = List.of(
            "-start_epmd",
            "false",
            "-setcookie",
            "ordeal",
            "-os_mon",
            "start_cpu_sup",
            "false",
            "start_disksup",
            "false",
            "start_memsup",
            "false",
            "-syslog",
            "logger",
            "[]",
            "-syslog",
            "syslog_error_logger",
            "false",
            "-kernel",
            "prevent_overlapping_partitions",
            "false",
            "-kernel",
            "net_ticktime",
            TICKS);

    @Override
    public Software software() {
        return RabbitSoftware.RABBIT;
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(CLIENT_PORT, 5672, users),
                new Port(DISTRIBUTION_PORT, 25672, Port.Users.NODES),
                new Port(ADMIN_PORT, 15672, users));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    /** As Erlang calls it. */
    static String name(String node) {
        return RabbitSoftware.PRODUCT + "@" + node;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String erlang = environment.installed(RabbitSoftware.ERLANG);
        String own = environment.installed(RabbitSoftware.OWN);
        List<String> command = new ArrayList<>(List.of(environment.installed(RabbitSoftware.MACHINE)));
        command.addAll(RabbitSoftware.machine(erlang, own, environment.dataFolder()));
        command.addAll(List.of(
                "-noinput",
                "-boot",
                erlang + "/bin/start_sasl",
                "-pa",
                own,
                "-sname",
                name(environment.node()),
                "-epmd_module",
                RabbitSoftware.NODE,
                "-s",
                RabbitSoftware.NODE));
        command.addAll(SETTINGS);
        command.addAll(distribution(environment));
        Launch launch = Launch.of(command)
                .withFile(CONFIG, """
                        listeners.tcp.local = %s
                        loopback_users.guest = false
                        cluster_partition_handling = pause_minority
                        heartbeat = 10
                        log.console = true
                        log.console.level = info
                        log.file = false
                        """.formatted(text(environment.listen(CLIENT_PORT))))
                .withFile(PLUGINS, "[].\n")
                // nobody is to be looked for by name
                .withFile(
                        HOSTS,
                        "{lookup, [file]}.\n{host, {127,0,0,1}, [\"localhost\", \"" + environment.node() + "\"]}.\n");
        for (Map.Entry<String, String> variable :
                variables(environment, erlang, own).entrySet()) {
            launch = launch.withVariable(variable.getKey(), variable.getValue());
        }
        return launch;
    }

    private List<String> distribution(NodeEnvironment environment) {
        InetSocketAddress listens = environment.listen(DISTRIBUTION_PORT);
        String port = Integer.toString(listens.getPort());
        List<String> arguments = new ArrayList<>(List.of(
                "-kernel",
                "inet_dist_listen_min",
                port,
                "inet_dist_listen_max",
                port,
                "inet_dist_use_interface",
                "{" + listens.getAddress().getHostAddress().replace('.', ',') + "}",
                "-kernel",
                "inetrc",
                "\"" + environment.configFolder() + "/" + HOSTS + "\"",
                // RabbitMQ asks past the module, for its own port alone
                "-erl_epmd_port",
                port));
        arguments.add("-ordeal_nodes");
        for (String node : members) {
            InetSocketAddress address =
                    node.equals(environment.node()) ? listens : environment.reach(node, DISTRIBUTION_PORT);
            arguments.addAll(List.of(node, address.getAddress().getHostAddress(), Integer.toString(address.getPort())));
        }
        InetSocketAddress admin = environment.listen(ADMIN_PORT);
        arguments.addAll(
                List.of("-ordeal_asked_at", admin.getAddress().getHostAddress(), Integer.toString(admin.getPort())));
        int place = members.indexOf(environment.node());
        if (place > 0) {
            arguments.addAll(List.of("-ordeal_joins", name(members.get(0)), Integer.toString(place)));
        }
        return arguments;
    }

    private static Map<String, String> variables(NodeEnvironment environment, String erlang, String own) {
        String home = environment.installed(RabbitSoftware.RABBITMQ);
        Map<String, String> variables = new TreeMap<>(RabbitSoftware.variables(erlang, own));
        variables.put("HOME", environment.dataFolder());
        variables.put("ERL_LIBS", home + "/plugins");
        variables.put("RABBITMQ_HOME", home);
        variables.put("RABBITMQ_PLUGINS_DIR", home + "/plugins");
        variables.put("RABBITMQ_NODENAME", name(environment.node()));
        variables.put(
                "RABBITMQ_DIST_PORT",
                Integer.toString(environment.listen(DISTRIBUTION_PORT).getPort()));
        variables.put("RABBITMQ_CONFIG_FILE", environment.configFolder() + "/" + CONFIG);
        variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", environment.configFolder() + "/" + PLUGINS);
        variables.put("RABBITMQ_MNESIA_BASE", environment.dataFolder());
        variables.put("RABBITMQ_MNESIA_DIR", environment.dataFolder() + "/db");
        variables.put("RABBITMQ_LOG_BASE", environment.temporaryFolder());
        variables.put("RABBITMQ_LOGS", "-");
        variables.put("RABBITMQ_PID_FILE", environment.temporaryFolder() + "/pid");
        return variables;
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /**
     * Whether it has started, if only to wait for the others: who ended before them waits until they are there. Who is alone waits
     * for nobody, and is up when it serves.
     */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        return RabbitAdmin.ask(cluster, node, admin -> members.size() == 1 ? admin.running() == 1 : admin.isUp());
    }
}
