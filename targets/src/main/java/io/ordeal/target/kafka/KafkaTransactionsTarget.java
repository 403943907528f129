package io.ordeal.target.kafka;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.HarnessJava;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.workload.outbox.OutboxClient;
import java.util.List;
import java.util.Set;

/** Rows and messages as records of two topics, written in transactions and read when these have ended. */
public final class KafkaTransactionsTarget extends PlainTarget {
    /** Six seeds of ten, 10 to 30 s each; the segments of the topic were read with Kafka's own classes. */
    private static final String MEASURED =
            "measured with Kafka 4.3.1: a transaction that is open when the only broker is"
                    + " killed may get no abort marker in a partition; then its record is committed with the next transaction of"
                    + " the same transactional.id";

    public KafkaTransactionsTarget() {
        super(
                "kafka-transactions",
                "one Kafka broker; row and message are records of two topics, written in one transaction and read by"
                        + " read_committed consumers",
                new KafkaCluster(),
                () -> ClientFactories.of(
                        OutboxClient.class,
                        ClientCommand.java(
                                KafkaProgram.ReadCommitted.class, HarnessJava.UNVERIFIED.toArray(String[]::new))),
                List.of(
                        Expectation.mayBreak("outbox", Set.of("kill", "restart"), "unexpected", MEASURED),
                        Expectation.holds(
                                "outbox",
                                Faults.union(List.of(
                                        Faults.NETWORK, Set.of("pause"), Faults.CLIENT_PAUSE, Faults.KILL_COORDINATOR)),
                                "KIP-98, Exactly Once Delivery and Transactional Messaging: a transaction's records"
                                        + " become readable in all partitions or in none; a producer's successor with"
                                        + " the same transactional.id ends what it left open")));
    }
}
