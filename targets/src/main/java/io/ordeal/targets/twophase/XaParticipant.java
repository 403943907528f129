package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.postgres.PostgresConnection;
import io.ordeal.targets.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/** A PostgreSQL server as an XA resource manager. */
final class XaParticipant {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final String name;
    private final PGXADataSource source;

    XaParticipant(String name, String coordinator, ClientContext context) {
        this.name = name;
        source = PostgresConnection.coordinated(context.endpoint(name, PostgresServer.PORT), TIMEOUT);
        source.setApplicationName(coordinator);
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
