package io.ordeal.targets.cassandra;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.HarnessJava;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A node of Cassandra, which syncs its commit log before it acknowledges. Each has a third of the ring, and knows where the others
 * are to begin with; later it goes by what they tell of themselves.
 */
record CassandraServer() implements ServerProgram {
    static final String CLIENT_PORT = "client";
    static final String PEER_PORT = "peer";

    private static final String CONFIG = "cassandra.yaml";

    /** For replicas to answer; shorter than clients wait. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** What of the JVM is its own, and Cassandra reaches into; as its {@code conf/jvm17-server.options} has it. */
    private static final List<String> EXPORTED = List.of(
            "java.base/java.lang.ref",
            "java.base/jdk.internal.misc",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.attach/sun.tools.attach",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    /** Warnings, and who is taken for alive. */
    private static final String LOGBACK =
            HarnessJava.logback(List.of("org.apache.cassandra.gms", "org.apache.cassandra.service"));

    @Override
    public Software software() {
        return CassandraSoftware.CASSANDRA;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(CLIENT_PORT, 9042, Port.Users.CLIENTS), new Port(PEER_PORT, 7000, Port.Users.NODES));
    }

    /** It has one host to announce, and the port at which it listens there. */
    @Override
    public Addressing addressing() {
        return Addressing.ANNOUNCED_HOST;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-Xms256m",
                "-Xss512k",
                "-javaagent:" + agent(environment),
                "-Djdk.attach.allowAttachSelf=true",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dcassandra.config=file://" + environment.configFolder() + "/" + CONFIG,
                "-Dcassandra.storagedir=" + environment.dataFolder(),
                "-Dcassandra-foreground=yes",
                // who has not yet joined is not forgotten meanwhile, though the machine is busy
                "-Dcassandra.ring_delay_ms=10000",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0"));
        EXPORTED.forEach(part -> options.add("--add-exports=" + part + "=ALL-UNNAMED"));
        OPENED.forEach(part -> options.add("--add-opens=" + part + "=ALL-UNNAMED"));
        List<String> command = HarnessJava.command(environment, options);
        command.add(CassandraSoftware.MAIN);
        return Launch.of(command).withFile(CONFIG, config(environment)).withFile(HarnessJava.LOGBACK, LOGBACK);
    }

    /** What measures objects: a jar of its own among the others. */
    private static String agent(NodeEnvironment environment) {
        for (String jar : environment.installed(JavaServer.CLASS_PATH).split(File.pathSeparator)) {
            if (new File(jar).getName().startsWith("jamm-")) {
                return jar;
            }
        }
        throw new IllegalArgumentException("there is no jamm-*.jar among Cassandra's, which it can't do without");
    }

    private static String config(NodeEnvironment environment) {
        InetSocketAddress peer = environment.listen(PEER_PORT);
        InetSocketAddress client = environment.listen(CLIENT_PORT);
        String data = environment.dataFolder();
        return """
            cluster_name: ordeal
            partitioner: org.apache.cassandra.dht.Murmur3Partitioner
            num_tokens: 1
            initial_token: "%d"
            auto_bootstrap: false
            seed_provider:
              - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                parameters: [{seeds: "%s"}]
            endpoint_snitch: SimpleSnitch
            listen_address: %s
            broadcast_address: %s
            storage_port: %d
            rpc_address: %s
            native_transport_port: %d
            start_native_transport: true
            data_file_directories: ["%s/data"]
            commitlog_directory: "%s/commitlog"
            saved_caches_directory: "%s/caches"
            hints_directory: "%s/hints"
            cdc_raw_directory: "%s/cdc"
            commitlog_sync: batch
            commitlog_segment_size: 4MiB
            commitlog_total_space: 64MiB
            memtable_heap_space: 32MiB
            memtable_offheap_space: 32MiB
            file_cache_size: 32MiB
            networking_cache_size: 16MiB
            read_request_timeout: %dms
            write_request_timeout: %dms
            range_request_timeout: %dms
            cas_contention_timeout: %dms
            concurrent_reads: 8
            concurrent_writes: 8
            auto_snapshot: false
            """.formatted(
                        token(
                                environment.nodes().indexOf(environment.node()),
                                environment.nodes().size()),
                        seeds(environment),
                        peer.getHostString(),
                        environment.announce(PEER_PORT).getHostString(),
                        peer.getPort(),
                        client.getHostString(),
                        client.getPort(),
                        data,
                        data,
                        data,
                        data,
                        data,
                        PATIENCE.toMillis(),
                        PATIENCE.toMillis(),
                        PATIENCE.toMillis(),
                        PATIENCE.toMillis());
    }

    /** Where a node's part of the ring begins. */
    private static long token(int index, int count) {
        return Long.MIN_VALUE + index * (Long.MAX_VALUE / count * 2);
    }

    private static String seeds(NodeEnvironment environment) {
        return environment.nodes().stream()
                .map(node -> node.equals(environment.node())
                        ? environment.announce(PEER_PORT)
                        : environment.reach(node, PEER_PORT))
                .map(address -> address.getHostString() + ":" + address.getPort())
                .collect(Collectors.joining(","));
    }

    /** Whether it takes clients, which it does last of all. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException, CqlException {
        CassandraCluster.connect(cluster, node).close();
        return true;
    }
}
