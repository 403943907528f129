package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.artemis.ArtemisConnection;
import io.ordeal.targets.artemis.ArtemisServer;
import io.ordeal.targets.artemis.ArtemisXaSession;
import io.ordeal.targets.postgres.PostgresConnection;
import io.ordeal.targets.postgres.PostgresServer;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.XAConnection;
import org.apache.activemq.artemis.api.core.ActiveMQException;

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
        return PostgresConnection.coordinated(database, timeout).getXAConnection();
    }

    ArtemisXaSession openBroker() throws ActiveMQException {
        return ArtemisConnection.xa(broker, timeout);
    }
}
