package io.ordeal.target.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.target.artemis.ArtemisConnection;
import io.ordeal.target.artemis.ArtemisServer;
import io.ordeal.target.artemis.ArtemisXaSession;
import io.ordeal.target.postgres.PostgresServer;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.XAConnection;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.postgresql.xa.PGXADataSource;

/** How a process reaches the database and the broker as participants of its transactions, over its own links. */
final class XaResources {
    private final InetSocketAddress database;
    private final InetSocketAddress broker;
    private final Duration timeout;

    XaResources(ClientContext context) {
        this.database = context.endpoint(MessageCluster.DATABASE, PostgresServer.PORT);
        this.broker = context.endpoint(MessageCluster.BROKER, ArtemisServer.PORT);
        this.timeout = Orders.timeout(context);
    }

    XAConnection openDatabase() throws SQLException {
        int seconds = (int) Math.max(1, timeout.toSeconds());
        PGXADataSource source = new PGXADataSource();
        source.setServerNames(new String[] {database.getHostString()});
        source.setPortNumbers(new int[] {database.getPort()});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(seconds);
        return source.getXAConnection();
    }

    ArtemisXaSession openBroker() throws ActiveMQException {
        return ArtemisConnection.xa(broker, timeout);
    }
}
