package io.ordeal.targets.embedded;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.sql.KeyTable;
import io.ordeal.targets.sql.SqlConnection;
import io.ordeal.targets.sql.SqlTransactions;
import io.ordeal.workload.txn.TransactionClient;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A library's database with a server round it, in a JVM of its own.
 *
 * @param kind which library
 * @param syncs whether what is committed is on disk before that is acknowledged
 */
record SqlServer(Kind kind, boolean syncs) implements ServerProgram {
    static final String PORT = "client";

    private static final String SERVER = "n1";

    /** A library that brings a server. */
    enum Kind {
        H2("h2 2.5.252", "org.h2.tools.Server", "sa") {
            @Override
            List<String> arguments(NodeEnvironment environment, boolean syncs) {
                return List.of(
                        "-tcp",
                        // it is asked from elsewhere where it has an address of its own; nobody else can reach that
                        "-tcpAllowOthers",
                        "-tcpPort",
                        Integer.toString(environment.listen(PORT).getPort()),
                        "-ifNotExists",
                        "-baseDir",
                        environment.dataFolder());
            }

            /** Its network time-out is the only one that a client can set. */
            @Override
            String url(InetSocketAddress address, boolean syncs) {
                return "jdbc:h2:tcp://" + address.getHostString() + ":" + address.getPort()
                        + "/./ordeal;NETWORK_TIMEOUT=2000;LOCK_TIMEOUT=1000;DB_CLOSE_DELAY=-1"
                        + (syncs ? ";WRITE_DELAY=0" : "");
            }
        },
        HSQLDB("hsqldb 2.7.4", "org.hsqldb.server.Server", "SA") {
            /** Its lock file would keep the database closed for ten seconds after a kill. */
            @Override
            List<String> arguments(NodeEnvironment environment, boolean syncs) {
                return List.of(
                        "--address",
                        environment.listen(PORT).getHostString(),
                        "--port",
                        Integer.toString(environment.listen(PORT).getPort()),
                        "--dbname.0",
                        "ordeal",
                        "--database.0",
                        "file:" + environment.dataFolder()
                                + "/ordeal;user=SA;password=;hsqldb.tx=mvcc;hsqldb.lock_file=false"
                                + (syncs ? ";hsqldb.write_delay=false" : ""));
            }

            @Override
            String url(InetSocketAddress address, boolean syncs) {
                return "jdbc:hsqldb:hsql://" + address.getHostString() + ":" + address.getPort() + "/ordeal";
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // a record of names and a function
        private final Software software;

        private final String main;
        private final String user;

        Kind(String name, String main, String user) {
            this.software = HarnessJava.software(name);
            this.main = main;
            this.user = user;
        }

        abstract List<String> arguments(NodeEnvironment environment, boolean syncs);

        abstract String url(InetSocketAddress address, boolean syncs);
    }

    @Override
    public Software software() {
        return kind.software;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(PORT, 9092, Port.Users.CLIENTS));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        List<String> options = List.of(
                "-Xmx128m", "-Dh2.bindAddress=" + environment.listen(PORT).getHostString());
        return HarnessJava.launch(environment, options, kind.main, kind.arguments(environment, syncs));
    }

    /** Whether it answers; the table is made if it isn't there. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws SQLException {
        try (Connection connection = open(cluster.direct(node, PORT))) {
            KeyTable.MERGE.createOn(connection);
            return true;
        }
    }

    private Connection open(InetSocketAddress address) throws SQLException {
        return DriverManager.getConnection(kind.url(address, syncs), kind.user, "");
    }

    /** A cluster of this server alone. */
    ClusterDescription alone() {
        return ClusterDescription.of(new NodeSpec(SERVER, this));
    }

    /** Transactions at SERIALIZABLE. */
    ClientFactories transactions() {
        return ClientFactories.of(TransactionClient.class, this::client);
    }

    private SqlTransactions client(ClientContext context) {
        InetSocketAddress address = context.endpoint(SERVER, PORT);
        SqlConnection connection = SqlConnection.closedAside(() -> open(address), EmbeddedError::atCommit);
        return new SqlTransactions(connection, Connection.TRANSACTION_SERIALIZABLE, KeyTable.MERGE);
    }
}
