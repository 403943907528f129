package io.ordeal.targets.rabbitmq;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** {@link RabbitMqLockTarget} with the number of the grant, which the queue counts, as fencing token. */
public final class RabbitMqLockFencedTarget extends PlainTarget {
    private static final String COUNTED =
            "rabbitmq-server, rabbit_fifo.erl of 4.0.5, return_one: each return of a message is counted, in the log that a"
                    + " majority has, before it is delivered again";

    public RabbitMqLockFencedTarget() {
        super(
                "rabbitmq-mq-lock-fenced",
                "rabbitmq-mq-lock, with the number of the grant as fencing token",
                RabbitCluster.ofLocks(),
                RabbitClients::fencedLocks,
                List.of(
                        Expectation.holds("fenced-lock", Faults.ALL, COUNTED),
                        Expectation.holds("guarded-set", Faults.ALL, COUNTED),
                        Expectation.holds("lock", Faults.NONE, RabbitMqLockTarget.ONE_CONSUMER),
                        Expectation.mayBreak(
                                "lock", Faults.ALL, "overlapping-holds", RabbitMqLockTarget.HANDED_OUT_AGAIN)));
    }
}
