package io.ordeal.target.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.target.postgres.PostgresServer;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/** A PostgreSQL server as an XA resource manager. */
final class XaParticipant {
    private static final int TIMEOUT_SECONDS = 2;

    private final String name;
    private final PGXADataSource source = new PGXADataSource();

    XaParticipant(String name, String coordinator, ClientContext context) {
        this.name = name;
        InetSocketAddress address = context.endpoint(name, PostgresServer.PORT);
        source.setServerNames(new String[] {address.getHostString()});
        source.setPortNumbers(new int[] {address.getPort()});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setApplicationName(coordinator);
        source.setConnectTimeout(TIMEOUT_SECONDS);
        source.setSocketTimeout(TIMEOUT_SECONDS);
        source.setLoginTimeout(TIMEOUT_SECONDS);
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        source.setOptions("-c lock_timeout=500ms");
    }

    String name() {
        return name;
    }

    XAConnection connect() throws SQLException {
        return source.getXAConnection();
    }

    /** Without a word to the server, for which this might wait. */
    static void giveUp(XAConnection connection) {
        try {
            Connection jdbc = connection.getConnection();
            jdbc.abort(Runnable::run);
        } catch (SQLException broken) {
            // it is given up in any case
        }
        try {
            connection.close();
        } catch (SQLException broken) {
            // likewise
        }
    }
}
