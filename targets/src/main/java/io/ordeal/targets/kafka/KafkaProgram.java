package io.ordeal.targets.kafka;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.workload.outbox.OutboxOperations;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** The application as a process of its own. */
abstract class KafkaProgram implements ClientProgram {
    private static final String NOWHERE = "127.0.0.1:1";
    private static final Duration REHEARSAL = Duration.ofMillis(300);

    private final boolean committedOnly;

    private KafkaProgram(boolean committedOnly) {
        this.committedOnly = committedOnly;
    }

    /** Connects to where nobody listens, which loads most of what it takes to connect. */
    @Override
    public void warmUp() {
        try (KafkaProducer<Long, Long> producer = KafkaOutbox.producer(NOWHERE, "rehearsal", REHEARSAL)) {
            producer.initTransactions();
        } catch (KafkaException nobodyThere) {
            // as expected
        }
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
