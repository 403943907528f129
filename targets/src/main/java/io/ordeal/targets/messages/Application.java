package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.artemis.ArtemisConnection;
import io.ordeal.targets.artemis.ArtemisServer;
import io.ordeal.workload.outbox.OutboxClient;
import java.sql.Connection;
import java.util.List;

/** What the applications have in common: rows in PostgreSQL, messages in Artemis, and how both are read in the end. */
abstract class Application implements OutboxClient {
    final ClientContext context;
    final Orders orders;
    final ArtemisConnection broker;

    Application(ClientContext context) {
        this.context = context;
        this.orders = Orders.of(context);
        this.broker = broker(context);
    }

    /** The broker, over a client's own link. */
    static ArtemisConnection broker(ClientContext context) {
        return ArtemisConnection.to(
                context.endpoint(MessageCluster.BROKER, ArtemisServer.PORT), Orders.timeout(context));
    }

    /** Writes the row, as part of a transaction of its own. */
    final long insert(Connection jdbc, long id) throws Exception {
        Orders.insert(jdbc, id);
        context.step("inserted");
        return id;
    }

    @Override
    public final List<Long> rows() throws Exception {
        return orders.all();
    }

    @Override
    public List<Long> drain() throws Exception {
        int inDoubt = broker.inDoubt();
        if (inDoubt > 0) {
            throw new DefiniteFailure(inDoubt + " transactions are in doubt");
        }
        return broker.browse();
    }

    @Override
    public void close() throws Exception {
        orders.close();
        broker.close();
    }
}
