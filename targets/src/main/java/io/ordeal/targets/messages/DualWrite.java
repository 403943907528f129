package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.workload.outbox.OutboxClient;

/** The row is committed, and then the message is sent: two writes to two systems, and nothing that holds them together. */
final class DualWrite extends Application {
    private DualWrite(ClientContext context, Broker kind) {
        super(context, kind);
    }

    @Override
    public void publish(long id) throws Exception {
        orders.transaction(jdbc -> insert(jdbc, id));
        context.step("committed");
        try {
            broker.send(id);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception notSent) {
            throw new HalfDoneException("the row is committed", notSent);
        }
    }

    @Override
    public void abandon(long id) throws Exception {
        orders.abandon(jdbc -> insert(jdbc, id));
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
            return new DualWrite(context, through);
        }
    }

    /** With RabbitMQ in place of Artemis. */
    public static final class OverRabbitMq extends Program {
        public OverRabbitMq() {
            super(Broker.RABBITMQ);
        }
    }
}
