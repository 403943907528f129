package io.ordeal.targets.kafka;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.log.LogClient;
import java.util.List;

/** Logs whose appends are acknowledged when two brokers have them. */
public final class KafkaLogTarget extends PlainTarget {
    public KafkaLogTarget() {
        super(
                "kafka-log",
                "three Kafka brokers; logs as topics that all keep, with acks=all and min.insync.replicas=2",
                new KafkaLogCluster(2, false),
                () -> ClientFactories.of(LogClient.class, context -> new KafkaLog(context, "all")),
                List.of(Expectation.holds(
                        "log",
                        Faults.SYSTEM,
                        "Kafka documentation, Replication: what is acknowledged with acks=all is kept as long as one"
                                + " in-sync replica lives, and two are with min.insync.replicas=2")));
    }
}
