package io.ordeal.targets.kafka;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.outbox.OutboxClient;

/** {@link KafkaTransactionsTarget} where the broker that keeps the messages is not the one that ends transactions. */
public final class KafkaTwoBrokersTarget extends PlainTarget {
    public KafkaTwoBrokersTarget() {
        super(
                "kafka-two-brokers",
                "two Kafka brokers, b1 with the rows and the transactions' states, b2 with the messages; both written in one"
                        + " transaction and read by read_committed consumers",
                KafkaCluster.ofTwo(),
                () -> ClientFactories.of(
                        OutboxClient.class,
                        ClientCommand.java(
                                KafkaProgram.ReadCommitted.class, HarnessJava.UNVERIFIED.toArray(String[]::new))),
                // who is not heard of by the controller leads nothing
                KafkaExpectations.of(Faults.SYSTEM));
    }
}
