package io.ordeal.targets.rabbitmq;

import com.rabbitmq.client.GetResponse;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.MessageLock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quorum queue for each lock, with one message in it that was put there before there were clients. How often the message came
 * back is the number of the grant: the queue counts it, in the log that its replicas agree on, whether it was put back, or its
 * taker died or was cut off ({@code return_one} of RabbitMQ's {@code rabbit_fifo.erl}).
 */
final class RabbitLockQueue implements MessageLock.Queue {
    private static final String RETURNS = "x-delivery-count";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RabbitConnection rabbit;
    private final Duration patience;
    private @Nullable GetResponse taken;

    /** @param patience how long a message is waited for */
    RabbitLockQueue(RabbitConnection rabbit, Duration patience) {
        this.rabbit = rabbit;
        this.patience = patience;
    }

    @Override
    public boolean take(String lock) throws Exception {
        if (taken != null) {
            throw new IllegalStateException("one lock at a time");
        }
        String queue = RabbitCluster.queueOf(lock);
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        do {
            taken = rabbit.take(queue);
            if (taken != null) {
                return true;
            }
            Thread.sleep(PAUSE.toMillis());
        } while (System.nanoTime() < deadlineNanos);
        return false;
    }

    /** Waits for an answer to something else, which the node gives when it has done this. */
    @Override
    public void putBack() throws Exception {
        GetResponse before = taken;
        if (before == null) {
            throw new DefiniteFailure("not the holder: it never was, or has lost its connection");
        }
        taken = null;
        rabbit.ask(channel -> {
            channel.basicReject(before.getEnvelope().getDeliveryTag(), true);
            channel.basicQos(0);
            return true;
        });
    }

    @Override
    public long draw() {
        GetResponse message = taken;
        if (message == null) {
            throw new IllegalStateException("nothing is taken");
        }
        Map<String, Object> headers = message.getProps().getHeaders();
        if (!message.getEnvelope().isRedeliver()) {
            return 0;
        }
        if (headers == null || !(headers.get(RETURNS) instanceof Number returns)) {
            throw new IllegalStateException("a message that came back has no " + RETURNS + " but " + headers);
        }
        return returns.longValue();
    }

    @Override
    public void close() {
        taken = null;
        rabbit.close();
    }
}
