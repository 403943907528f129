package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.JavaProperties;
import io.ordeal.toxiproxy.framing.Framing;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kafka broker with a listener for each who may connect: every worker, every broker, and the harness. The first broker is
 * the controller of all, too, unless a node of its own is.
 */
final class KafkaServer implements ServerProgram {
    /** There is a listener for each of so many workers. */
    static final int MOST_WORKERS = 16;

    /** How long the broker waits for a client that has a transaction open before it aborts it. */
    static final int TRANSACTION_TIMEOUT_MILLIS = 4_000;

    /** How long a broker may be silent before its partitions are another's, or nobody's. */
    static final int SESSION_MILLIS = 2_000;

    /** Any, in Kafka's own form. */
    private static final String CLUSTER_ID = "b3JkZWFsLW9uZS1ub2RlIQ";

    /** The number of a controller that is no broker. */
    private static final int CONTROLLER_ALONE = 100;

    private static final String INTERNAL = "internal";
    private static final String CONTROLLER = "controller";

    /**
     * Formats the folder of the data if that was not done before, and is a broker then. What it formats is what a cluster
     * of today has: without, the features that came after Kafka 3 stay off, the second protocol of transactions among them.
     */
    private static final String FORMAT_AND_RUN = "formatted=$1 properties=$2; shift 2; "
            + "[ -e \"$formatted\" ] || \"$@\" " + KafkaSoftware.STORAGE_TOOL + " format --cluster-id " + CLUSTER_ID
            + " --config \"$properties\" --ignore-formatted || exit; "
            + "exec \"$@\" " + KafkaSoftware.MAIN + " \"$properties\"";

    /** Warnings, who is let in and who is given up, and what becomes of transactions' markers. */
    private static final String LOGBACK =
            HarnessJava.logback(List.of("org.apache.kafka.controller", "kafka.coordinator.transaction"));

    private final List<String> brokers;
    private final Optional<String> controllerAlone;
    private final Map<String, String> more;

    /** @param brokers all of the cluster, this one among them; the first is the controller */
    KafkaServer(List<String> brokers) {
        this(brokers, Optional.empty(), Map.of());
    }

    private KafkaServer(List<String> brokers, Optional<String> controllerAlone, Map<String, String> more) {
        this.brokers = List.copyOf(brokers);
        this.controllerAlone = controllerAlone;
        this.more = new TreeMap<>(more);
    }

    /**
     * The one broker of a cluster, its own controller.
     *
     * @param more lines of the configuration, by their names
     */
    static KafkaServer alone(String broker, Map<String, String> more) {
        return new KafkaServer(List.of(broker), Optional.empty(), more);
    }

    /**
     * A broker of a cluster, or its controller, which is a node of its own.
     *
     * @param controller the node
     * @param more lines of the configuration, by their names
     */
    static KafkaServer under(String controller, List<String> brokers, Map<String, String> more) {
        return new KafkaServer(brokers, Optional.of(controller), more);
    }

    private String controller() {
        return controllerAlone.orElse(brokers.get(0));
    }

    @Override
    public Software software() {
        return KafkaSoftware.KAFKA;
    }

    @Override
    public List<Port> ports() {
        List<Port> ports = new ArrayList<>(List.of(
                new Port(INTERNAL, 9092, Port.Users.NODES).framed(Framing.KAFKA),
                new Port(CONTROLLER, 9093, Port.Users.NODES).framed(Framing.KAFKA)));
        for (String broker : brokers) {
            ports.add(new Port(broker, 9094 + id(broker), Port.Users.NODES).framed(Framing.KAFKA));
            if (!broker.equals(controller())) {
                ports.add(new Port(controllerFor(broker), 9120 + id(broker), Port.Users.NODES).framed(Framing.KAFKA));
            }
        }
        for (int worker = 0; worker < MOST_WORKERS; worker++) {
            ports.add(new Port(portOf(worker), 9100 + worker, Port.Users.CLIENTS).framed(Framing.KAFKA));
        }
        return ports;
    }

    private static String portOf(int worker) {
        return "c" + worker;
    }

    /** Where the controller listens for a broker, or for its own node. */
    private String controllerFor(String node) {
        return node.equals(controller()) ? CONTROLLER : CONTROLLER + "-" + node;
    }

    /** The number by which Kafka knows a node. */
    private int id(String node) {
        return brokers.contains(node) ? brokers.indexOf(node) + 1 : CONTROLLER_ALONE;
    }

    /** Where a client finds a broker, by its own link. */
    static InetSocketAddress endpoint(ClientContext context, String broker) {
        if (context.worker() >= MOST_WORKERS) {
            throw new IllegalArgumentException("a broker has listeners for " + MOST_WORKERS
                    + " workers, and this is worker " + context.worker() + ": --concurrency " + MOST_WORKERS);
        }
        return context.endpoint(broker, portOf(context.worker()));
    }

    /** Where the harness finds it. */
    static InetSocketAddress direct(Cluster cluster, String node) {
        return cluster.direct(node, INTERNAL);
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String properties = environment.configFolder() + "/server.properties";
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                FORMAT_AND_RUN,
                "kafka",
                environment.dataFolder() + "/kafka/meta.properties",
                properties));
        command.addAll(HarnessJava.command(environment, List.of("-Xmx256m")));
        return Launch.of(command)
                .withFile("server.properties", configuration(environment))
                .withFile(HarnessJava.LOGBACK, LOGBACK);
    }

    private String configuration(NodeEnvironment environment) {
        Listeners listeners = listeners(environment);
        boolean controls = environment.node().equals(controller());
        boolean serves = brokers.contains(environment.node());
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("process.roles", serves ? (controls ? "broker,controller" : "broker") : "controller");
        lines.put("node.id", Integer.toString(id(environment.node())));
        InetSocketAddress controller = controls
                ? environment.listen(CONTROLLER)
                : environment.reach(controller(), controllerFor(environment.node()));
        lines.put("controller.quorum.voters", id(controller()) + "@" + text(controller));
        lines.put("controller.listener.names", String.join(",", listeners.controllers));
        lines.put("listeners", joined(listeners.bound));
        lines.put("advertised.listeners", joined(listeners.advertised));
        if (serves) {
            lines.put("inter.broker.listener.name", name(environment.node()));
        }
        lines.put(
                "listener.security.protocol.map",
                listeners.names().map(name -> name + ":PLAINTEXT").collect(Collectors.joining(",")));
        lines.put("log.dirs", JavaProperties.value(environment.dataFolder() + "/kafka"));
        lines.put("auto.create.topics.enable", "false");
        for (String internal : List.of("offsets.topic", "transaction.state.log")) {
            lines.put(internal + ".num.partitions", "2");
            lines.put(internal + ".replication.factor", "1");
        }
        lines.put("transaction.state.log.min.isr", "1");
        lines.put("share.coordinator.state.topic.replication.factor", "1");
        lines.put("share.coordinator.state.topic.num.partitions", "2");
        lines.put("share.coordinator.state.topic.min.isr", "1");
        // a broker that was killed is not let in again before its controller has given the former one up
        lines.put("broker.session.timeout.ms", Integer.toString(SESSION_MILLIS));
        lines.put("broker.heartbeat.interval.ms", "500");
        // of transactions that their clients left behind
        lines.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        // small, and with few threads
        lines.put("num.network.threads", "1");
        lines.put("num.io.threads", "4");
        lines.put("background.threads", "2");
        lines.put("num.replica.fetchers", "1");
        lines.put("log.cleaner.dedupe.buffer.size", "2097152");
        lines.put("log.index.size.max.bytes", "1048576");
        lines.put("metric.reporters", "");
        lines.putAll(more);
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * A broker finds another under the name of the listener that is its own, wherever that is: so each is told its own link.
     * Itself it finds without any. So it is with the controller, who says where it is to whoever asks who leads, and whose
     * word counts for more than the broker's own configuration.
     */
    private Listeners listeners(NodeEnvironment environment) {
        Listeners listeners = new Listeners();
        if (environment.node().equals(controller())) {
            // the first is the one at which it finds itself
            listeners.addController(CONTROLLER, environment.listen(CONTROLLER), environment.listen(CONTROLLER));
            for (String broker : brokers) {
                String port = controllerFor(broker);
                environment
                        .entrance(broker, port)
                        .ifPresent(entrance -> listeners.addController(port, environment.listen(port), entrance));
            }
        } else {
            listeners.controllers.add(name(controllerFor(environment.node())));
        }
        if (!brokers.contains(environment.node())) {
            return listeners;
        }
        listeners.add(INTERNAL, environment.listen(INTERNAL), environment.listen(INTERNAL));
        for (String broker : brokers) {
            InetSocketAddress here = environment.listen(broker);
            listeners.add(broker, here, environment.entrance(broker, broker).orElse(here));
        }
        for (int worker = 0; worker < MOST_WORKERS; worker++) {
            String port = portOf(worker);
            environment
                    .entrance(port, port)
                    .ifPresent(entrance -> listeners.add(port, environment.listen(port), entrance));
        }
        return listeners;
    }

    private static String name(String port) {
        return port.toUpperCase(Locale.ROOT);
    }

    private static String joined(Map<String, String> listeners) {
        return listeners.entrySet().stream()
                .map(listener -> listener.getKey() + "://" + listener.getValue())
                .collect(Collectors.joining(","));
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Whether it has loaded its topics, and answers, and the controller has let it in; a controller alone, whether it listens. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws Exception {
        if (!brokers.contains(node)) {
            InetSocketAddress controller = cluster.direct(node, CONTROLLER);
            new Socket(controller.getAddress(), controller.getPort()).close();
            return true;
        }
        return KafkaAdmin.brokers(direct(cluster, node)).stream().anyMatch(broker -> broker.id() == id(node));
    }

    /** Where a broker listens, and where it says that it does, by name. */
    private static final class Listeners {
        final Map<String, String> bound = new LinkedHashMap<>();
        final Map<String, String> advertised = new LinkedHashMap<>();
        /** Of the controller: all if it is here, else the one that is for this broker. */
        final List<String> controllers = new ArrayList<>();

        void add(String port, InetSocketAddress here, InetSocketAddress told) {
            bound.put(name(port), text(here));
            advertised.put(name(port), text(told));
        }

        void addController(String port, InetSocketAddress here, InetSocketAddress told) {
            add(port, here, told);
            controllers.add(name(port));
        }

        Stream<String> names() {
            return Stream.concat(bound.keySet().stream(), controllers.stream()).distinct();
        }
    }
}
