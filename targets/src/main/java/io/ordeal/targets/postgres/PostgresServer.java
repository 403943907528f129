package io.ordeal.targets.postgres;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Signal;
import io.ordeal.cluster.Software;
import io.ordeal.toxiproxy.framing.Framing;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A PostgreSQL server; anyone may connect, as {@code postgres}, to the database of that name.
 *
 * <p>A transaction whose client is gone without a word is rolled back after {@link #IDLE_IN_TRANSACTION}, as is one that
 * waits for a lock for longer than {@link #LOCK_WAIT}: a client that is cut off must not bring the others to a standstill
 * for as long as the fault lasts. Transactions may be prepared for a commit in two phases.
 *
 * @param follows the node whose log it replays when it is first started; empty for a server that takes writes. What it
 *     has become since, by promotion, it stays
 * @param peers other servers that it may be told to follow; the setting {@link #followSetting} of each says how
 * @param settings of {@code postgresql.conf}, by name, beside ours or in their place
 */
public record PostgresServer(Optional<String> follows, List<String> peers, Map<String, String> settings)
        implements ServerProgram {
    /** The port of clients and of servers that follow. */
    public static final String PORT = "client";

    /** As the setting {@code idle_in_transaction_session_timeout}. */
    public static final String IDLE_IN_TRANSACTION = "2s";

    /** As the setting {@code lock_timeout}. */
    public static final String LOCK_WAIT = "1500ms";

    /** How long a server or a standby hears nothing before it gives the connection between them up. */
    private static final String REPLICATION_TIMEOUT = "3s";

    public PostgresServer {
        peers = List.copyOf(peers);
        settings = Map.copyOf(settings);
    }

    /** A server that takes writes. */
    public static PostgresServer primary() {
        return new PostgresServer(Optional.empty(), List.of(), Map.of());
    }

    /** A server that replays what another writes, and takes reads; that one needs {@code wal_keep_size}. */
    public static PostgresServer standbyOf(String node) {
        return new PostgresServer(Optional.of(node), List.of(), Map.of());
    }

    /** The same, which may be told to follow some others. */
    PostgresServer withPeers(List<String> others) {
        return new PostgresServer(follows, others, settings);
    }

    /** The name of a server's own setting whose value is what to put into {@code primary_conninfo} to follow a peer. */
    static String followSetting(String peer) {
        return "ordeal.follow_" + peer;
    }

    /** The same with another setting. */
    public PostgresServer with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new PostgresServer(follows, peers, more);
    }

    private static final int FIRST_WITH_IO_METHOD = 18;

    @Override
    public Software software() {
        return PostgresSoftware.POSTGRES;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(PORT, 5432, Port.Users.BOTH).framed(Framing.POSTGRES));
    }

    /** A standby's configuration names the one it follows. */
    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String config = environment.configFolder();
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                config + "/postgres.sh",
                "start",
                environment.installed(PostgresSoftware.SERVER),
                environment.installed(PostgresSoftware.INITDB),
                environment.installed(PostgresSoftware.TEMPLATE),
                environment.dataFolder() + "/pg"));
        if (follows.isPresent()) {
            command.add("-s");
        }
        command.add(config + "/postgresql.conf");
        return Launch.of(command)
                .withFile("postgres.sh", PostgresSoftware.SCRIPT)
                .withFile("postgresql.conf", configuration(environment))
                .withFile("pg_hba.conf", """
                        host all         all all trust
                        host replication all all trust
                        """);
    }

    private String configuration(NodeEnvironment environment) {
        InetSocketAddress listen = environment.listen(PORT);
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("listen_addresses", environment.kind() == ClusterKind.CONTAINER ? "*" : listen.getHostString());
        lines.put("port", Integer.toString(listen.getPort()));
        lines.put("hba_file", environment.configFolder() + "/pg_hba.conf");
        lines.put("unix_socket_directories", "");
        lines.put("max_connections", "200");
        lines.put("max_prepared_transactions", "200");
        lines.put("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION);
        lines.put("lock_timeout", LOCK_WAIT);
        // in the data folder, so that nothing stays in /dev/shm when the server is killed
        lines.put("dynamic_shared_memory_type", "mmap");
        // soon enough for those who wait, where transactions compete for few keys
        lines.put("deadlock_timeout", "200ms");
        // small, and with fewer processes
        lines.put("shared_buffers", "32MB");
        if (major(environment.version()) >= FIRST_WITH_IO_METHOD) {
            lines.put("io_method", "sync");
        }
        lines.put("max_logical_replication_workers", "0");
        lines.put("min_wal_size", "16MB");
        lines.put("max_wal_size", "128MB");
        lines.put("log_checkpoints", "off");
        lines.put("wal_sender_timeout", REPLICATION_TIMEOUT);
        lines.put("wal_receiver_timeout", REPLICATION_TIMEOUT);
        lines.put("wal_retrieve_retry_interval", "100ms");
        follows.ifPresent(primary -> lines.put("primary_conninfo", connectionTo(environment, primary)));
        peers.forEach(peer -> lines.put(followSetting(peer), connectionTo(environment, peer)));
        lines.putAll(settings);
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }

    /** The version's first number. */
    private static int major(String version) {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    private static String connectionTo(NodeEnvironment environment, String peer) {
        InetSocketAddress reached = environment.reach(peer, PORT);
        return "host=" + reached.getHostString() + " port=" + reached.getPort() + " user=postgres application_name="
                + environment.node() + " sslmode=disable connect_timeout=2";
    }

    /** Its fast shutdown, as official images and Debian's service ask for: at SIGTERM it would wait until all clients are gone. */
    @Override
    public GracefulStop gracefulStop() {
        return new GracefulStop(Signal.INT, GracefulStop.USUAL.within());
    }

    /** A process for each connection, and others that write behind their backs; they share memory. */
    @Override
    public boolean hasWorkers() {
        return true;
    }

    /** Whether it takes connections and answers: a server that recovers from a crash does not yet. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws SQLException {
        return PostgresAdmin.askOfServer(cluster, node, "SELECT 1", answer -> answer.getInt(1)) == 1;
    }

    /** What a new backend tells. */
    @Override
    public Optional<Instant> clock(Cluster cluster, String node) throws SQLException {
        return Optional.of(PostgresAdmin.askOfServer(
                cluster,
                node,
                "SELECT clock_timestamp()",
                answer -> answer.getObject(1, OffsetDateTime.class).toInstant()));
    }
}
