package io.ordeal.targets.rabbitmq;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A classic queue: on one node of three, while whose absence it is not there. */
public final class RabbitClassicQueueTarget extends PlainTarget {
    static final String REQUEUED =
            "RabbitMQ documentation, Consumer Acknowledgements, Automatic Requeueing: what is not acknowledged when a"
                    + " channel or connection closes is given to another";

    private static final String ON_DISK =
            "RabbitMQ documentation, Publisher Confirms: a persistent message in a durable classic queue is confirmed"
                    + " when it is on disk";

    public RabbitClassicQueueTarget() {
        super(
                "rabbitmq-classic-queue",
                "the same with a classic queue, which one node keeps",
                RabbitCluster.ofQueue(RabbitCluster.Kind.CLASSIC),
                RabbitClients::queues,
                List.of(
                        Expectation.holds("queue", Faults.ALL, ON_DISK),
                        Expectation.holds("queue-once", Faults.NONE, "no consumer ends before it is done"),
                        Expectation.mayBreak("queue-once", Faults.ALL, "duplicated", REQUEUED)));
    }
}
