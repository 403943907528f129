package io.ordeal.targets.rabbitmq;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A lock that is a message in a quorum queue, as texts have it. */
public final class RabbitMqLockTarget extends PlainTarget {
    static final String ONE_CONSUMER =
            "RabbitMQ documentation, Consumer Acknowledgements: a message that is delivered and not acknowledged is"
                    + " delivered to nobody else while its channel is open";

    static final String HANDED_OUT_AGAIN =
            "RabbitMQ documentation, Heartbeats, and Consumer Acknowledgements, Automatic Requeueing: what a client had that is"
                    + " not heard of is given to others";

    private static final String CUT_OFF =
            "Kingsbury, Call me maybe: RabbitMQ, 2014: a message whose consumer's node is cut off is delivered once more,"
                    + " which is no mutex";

    public RabbitMqLockTarget() {
        super(
                "rabbitmq-mq-lock",
                "three nodes of RabbitMQ; a lock is a message in a quorum queue, held by whoever has taken it and not"
                        + " acknowledged it",
                RabbitCluster.ofLocks(),
                RabbitClients::locks,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(Duration.ofSeconds(60), HANDED_OUT_AGAIN),
                        LockExpectations.holds(Faults.NONE, ONE_CONSUMER),
                        LockExpectations.mayBreak(Faults.union(List.of(Faults.SYSTEM, Faults.CLIENT_PAUSE)), CUT_OFF)));
    }
}
