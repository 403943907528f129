package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.outbox.OutboxClient;
import java.sql.Connection;
import java.util.List;

/** The row and a note of its message are committed in one transaction; the relay does the rest. */
final class TransactionalOutbox extends Application {
    private TransactionalOutbox(ClientContext context, Broker kind) {
        super(context, kind);
    }

    @Override
    public void publish(long id) throws Exception {
        orders.transaction(jdbc -> insertAndNote(jdbc, id));
        context.step("committed");
    }

    @Override
    public void abandon(long id) throws Exception {
        orders.abandon(jdbc -> insertAndNote(jdbc, id));
    }

    private long insertAndNote(Connection jdbc, long id) throws Exception {
        insert(jdbc, id);
        Orders.note(jdbc, id);
        context.step("noted");
        return id;
    }

    @Override
    public List<Long> drain() throws Exception {
        if (!orders.notes(1).isEmpty()) {
            throw new DefiniteFailure("notes wait for the relay");
        }
        if (RelayStatus.isAtWork(context.endpoint(MessageCluster.RELAY, RelayServer.STATUS), Orders.timeout(context))) {
            throw new DefiniteFailure("the relay is at work");
        }
        return super.drain();
    }

    /** As a process of its own. */
    public static class Program extends ApplicationProgram {
        public Program() {
            this(Broker.ARTEMIS);
        }

        Program(Broker kind) {
            super(kind);
        }

        @Override
        final OutboxClient application(ClientContext context, Broker through) {
            return new TransactionalOutbox(context, through);
        }
    }

    /** With RabbitMQ in place of Artemis. */
    public static final class OverRabbitMq extends Program {
        public OverRabbitMq() {
            super(Broker.RABBITMQ);
        }
    }
}
