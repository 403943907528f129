package io.ordeal.target.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.target.parts.HarnessJava;
import io.ordeal.target.parts.JavaProperties;
import io.ordeal.toxiproxy.framing.Framing;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Kafka broker that is its own controller, with a listener for each worker. */
final class KafkaServer implements ServerProgram {
    /** There is a listener for each of so many workers. */
    static final int MOST_WORKERS = 16;

    /** How long the broker waits for a client that has a transaction open before it aborts it. */
    static final int TRANSACTION_TIMEOUT_MILLIS = 4_000;

    private static final String INTERNAL = "internal";
    private static final String CONTROLLER = "controller";
    private static final Software KAFKA = HarnessJava.software("kafka 4.3.1");

    @Override
    public Software software() {
        return KAFKA;
    }

    @Override
    public List<Port> ports() {
        List<Port> ports = new ArrayList<>(List.of(
                new Port(INTERNAL, 9092, Port.Users.NODES).framed(Framing.KAFKA),
                new Port(CONTROLLER, 9093, Port.Users.NODES).framed(Framing.KAFKA)));
        for (int worker = 0; worker < MOST_WORKERS; worker++) {
            ports.add(new Port(portOf(worker), 9100 + worker, Port.Users.CLIENTS).framed(Framing.KAFKA));
        }
        return ports;
    }

    private static String portOf(int worker) {
        return "c" + worker;
    }

    /** Where a client finds the broker, by its own link. */
    static InetSocketAddress endpoint(ClientContext context) {
        if (context.worker() >= MOST_WORKERS) {
            throw new IllegalArgumentException("the broker has listeners for " + MOST_WORKERS
                    + " workers, and this is worker " + context.worker() + ": --concurrency " + MOST_WORKERS);
        }
        return context.endpoint(KafkaCluster.BROKER, portOf(context.worker()));
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
        return HarnessJava.launch(
                        environment,
                        List.of("-Xmx256m"),
                        KafkaMain.class.getName(),
                        List.of(environment.configFolder() + "/server.properties", environment.dataFolder()))
                .withFile("server.properties", configuration(environment));
    }

    private static String configuration(NodeEnvironment environment) {
        Map<String, String> listeners = new LinkedHashMap<>();
        Map<String, String> advertised = new LinkedHashMap<>();
        listeners.put("INTERNAL", text(environment.listen(INTERNAL)));
        advertised.put("INTERNAL", text(environment.listen(INTERNAL)));
        listeners.put("CONTROLLER", text(environment.listen(CONTROLLER)));
        for (int worker = 0; worker < MOST_WORKERS; worker++) {
            String port = portOf(worker);
            String listener = "C" + worker;
            environment.entrance(port, port).ifPresent(entrance -> {
                listeners.put(listener, text(environment.listen(port)));
                advertised.put(listener, text(entrance));
            });
        }
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("process.roles", "broker,controller");
        lines.put("node.id", "1");
        lines.put("controller.quorum.voters", "1@" + text(environment.listen(CONTROLLER)));
        lines.put("controller.listener.names", "CONTROLLER");
        lines.put("inter.broker.listener.name", "INTERNAL");
        lines.put("listeners", joined(listeners));
        lines.put("advertised.listeners", joined(advertised));
        lines.put(
                "listener.security.protocol.map",
                listeners.keySet().stream().map(name -> name + ":PLAINTEXT").collect(Collectors.joining(",")));
        lines.put("log.dirs", JavaProperties.value(environment.dataFolder() + "/kafka"));
        lines.put("auto.create.topics.enable", "false");
        for (String internal : List.of("offsets.topic", "transaction.state.log")) {
            lines.put(internal + ".num.partitions", "2");
            lines.put(internal + ".replication.factor", "1");
        }
        lines.put("transaction.state.log.min.isr", "1");
        lines.put("share.coordinator.state.topic.replication.factor", "1");
        lines.put("share.coordinator.state.topic.min.isr", "1");
        // a broker that was killed is not let in again before its controller has given the former one up
        lines.put("broker.session.timeout.ms", "2000");
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
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String joined(Map<String, String> listeners) {
        return listeners.entrySet().stream()
                .map(listener -> listener.getKey() + "://" + listener.getValue())
                .collect(Collectors.joining(","));
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Whether it has loaded its topics, and answers. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws Exception {
        return KafkaAdmin.brokers(direct(cluster, node)).size() == 1;
    }
}
