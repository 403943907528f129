package io.ordeal.targets.messages;

import java.util.Optional;

/** {@link DualWriteTarget} through RabbitMQ: a publisher confirm tells of the message, and of nothing else. */
public final class RabbitMqDualWriteTarget extends MessageTarget {
    public RabbitMqDualWriteTarget() {
        super(
                "rabbitmq-dual-write",
                "the row is committed in PostgreSQL, and then the message is sent to RabbitMQ, whose confirm is waited for",
                new MessageCluster(Broker.RABBITMQ, Optional.empty()),
                DualWrite.OverRabbitMq.class,
                DualWriteTarget.EXPECTATIONS);
    }
}
