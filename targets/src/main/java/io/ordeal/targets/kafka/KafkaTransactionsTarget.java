package io.ordeal.targets.kafka;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.outbox.OutboxClient;

/** Rows and messages as records of two topics, written in transactions and read when these have ended. */
public final class KafkaTransactionsTarget extends PlainTarget {
    public KafkaTransactionsTarget() {
        super(
                "kafka-transactions",
                "one Kafka broker; row and message are records of two topics, written in one transaction and read by"
                        + " read_committed consumers",
                KafkaCluster.ofOne(),
                () -> ClientFactories.of(
                        OutboxClient.class,
                        ClientCommand.java(
                                KafkaProgram.ReadCommitted.class, HarnessJava.UNVERIFIED.toArray(String[]::new))),
                KafkaExpectations.of(Faults.NODES));
    }
}
