package io.ordeal.targets.kafka;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.outbox.OutboxClient;
import java.time.Duration;
import java.util.List;

/** As {@link KafkaTransactionsTarget}, read as Kafka's consumers read unless they are told otherwise. */
public final class KafkaReadUncommittedTarget extends PlainTarget {
    public KafkaReadUncommittedTarget() {
        super(
                "kafka-read-uncommitted",
                "as kafka-transactions, but read by read_uncommitted consumers, which is the default",
                KafkaCluster.ofOne(),
                () -> ClientFactories.of(
                        OutboxClient.class,
                        ClientCommand.java(
                                KafkaProgram.ReadUncommitted.class, HarnessJava.UNVERIFIED.toArray(String[]::new))),
                List.of(Expectation.breaks(
                        "outbox",
                        Faults.NONE,
                        "unexpected",
                        Duration.ofSeconds(60),
                        "Kafka, consumer configuration isolation.level: read_uncommitted returns all records, even those"
                                + " of transactions that were aborted")));
    }
}
