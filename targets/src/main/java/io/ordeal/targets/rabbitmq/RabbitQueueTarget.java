package io.ordeal.targets.rabbitmq;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** A quorum queue. */
public final class RabbitQueueTarget extends PlainTarget {
    private static final Set<String> TAKEN = Faults.union(List.of(Faults.ALL, Faults.POWER_LOSS));
    private static final String CONFIRMED =
            "RabbitMQ documentation, Quorum Queues, Data Safety: a message is confirmed when a majority of the replicas"
                    + " has written it to its log, and is not lost as long as a majority lasts";

    public RabbitQueueTarget() {
        super(
                "rabbitmq-queue",
                "three nodes of RabbitMQ with a quorum queue; confirmed when put in, acknowledged when used",
                RabbitCluster.ofQueue(RabbitCluster.Kind.QUORUM),
                RabbitClients::queues,
                List.of(
                        Expectation.holds("queue", TAKEN, CONFIRMED),
                        Expectation.holds("queue-once", Faults.NONE, "no consumer ends before it is done"),
                        Expectation.mayBreak("queue-once", TAKEN, "duplicated", RabbitClassicQueueTarget.REQUEUED)));
    }
}
