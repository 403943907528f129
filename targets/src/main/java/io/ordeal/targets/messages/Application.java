package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.MessageBroker;
import io.ordeal.workload.outbox.OutboxClient;
import java.sql.Connection;
import java.util.List;

/** What the applications have in common: rows in PostgreSQL, messages in a broker, and how both are read in the end. */
abstract class Application implements OutboxClient {
    final ClientContext context;
    final Orders orders;
    final MessageBroker broker;

    Application(ClientContext context, Broker kind) {
        this.context = context;
        this.orders = Orders.of(context);
        this.broker = broker(context, kind);
    }

    /** The broker, over a client's own link. */
    static MessageBroker broker(ClientContext context, Broker kind) {
        return kind.connect(
                kind.ports().stream()
                        .map(port -> context.endpoint(MessageCluster.BROKER, port))
                        .toList(),
                Orders.timeout(context));
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
