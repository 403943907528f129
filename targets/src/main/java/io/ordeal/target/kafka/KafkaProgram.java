package io.ordeal.target.kafka;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.workload.outbox.OutboxOperations;

/** The application as a process of its own. */
abstract class KafkaProgram implements ClientProgram {
    private final boolean committedOnly;

    private KafkaProgram(boolean committedOnly) {
        this.committedOnly = committedOnly;
    }

    @Override
    public Client open(ClientContext context) {
        return new OutboxOperations(new KafkaOutbox(context, committedOnly));
    }

    /** Its readers wait for transactions to end, and leave out what was aborted. */
    public static final class ReadCommitted extends KafkaProgram {
        public ReadCommitted() {
            super(true);
        }
    }

    /** Its readers take what is there, as Kafka's consumers do unless they are told otherwise. */
    public static final class ReadUncommitted extends KafkaProgram {
        public ReadUncommitted() {
            super(false);
        }
    }
}
