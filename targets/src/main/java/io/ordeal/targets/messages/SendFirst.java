package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.workload.outbox.OutboxClient;

/** The message is sent, and then the row is committed: who reads the message may look for a row that never comes. */
final class SendFirst extends Application {
    private SendFirst(ClientContext context, Broker kind) {
        super(context, kind);
    }

    @Override
    public void publish(long id) throws Exception {
        send(id);
        try {
            orders.transaction(jdbc -> insert(jdbc, id));
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception notStored) {
            throw new HalfDoneException("the message is sent", notStored);
        }
    }

    @Override
    public void abandon(long id) throws Exception {
        send(id);
        orders.abandon(jdbc -> insert(jdbc, id));
    }

    private void send(long id) throws Exception {
        broker.send(id);
        context.step("sent");
    }

    /** As a process of its own. */
    public static final class Program extends ApplicationProgram {
        public Program() {
            super(Broker.ARTEMIS);
        }

        @Override
        OutboxClient application(ClientContext context, Broker through) {
            return new SendFirst(context, through);
        }
    }
}
