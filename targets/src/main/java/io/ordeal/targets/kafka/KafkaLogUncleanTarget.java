package io.ordeal.targets.kafka;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import io.ordeal.workload.log.LogClient;
import java.util.List;

/** Logs that a replica may lead that lacks entries. */
public final class KafkaLogUncleanTarget extends PlainTarget {
    public KafkaLogUncleanTarget() {
        super(
                "kafka-log-unclean",
                "three Kafka brokers; logs as topics that all keep, with acks=all, min.insync.replicas=1 and unclean"
                        + " leader election",
                new KafkaLogCluster(1, true),
                () -> ClientFactories.of(LogClient.class, context -> new KafkaLog(context, "all")),
                List.of(
                        Expectation.holds(
                                "log",
                                Faults.NONE,
                                "Kafka documentation, Replication: who leads has what it acknowledged"),
                        Expectation.mayBreak(
                                "log",
                                Faults.SYSTEM,
                                Symptoms.ENTRIES_LOST,
                                "Kafka documentation, Unclean leader election: if no replica in step is left, one that"
                                        + " lacks entries leads, and what it lacks is lost")));
    }
}
