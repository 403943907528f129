package io.ordeal.targets.rabbitmq;

import com.rabbitmq.client.GetResponse;
import io.ordeal.client.ClientContext;
import io.ordeal.workload.queue.QueueClient;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A queue: elements as messages that are kept on disk, put in with a confirmation and taken with an acknowledgement of their
 * own.
 */
final class RabbitQueue implements QueueClient {
    private static final long NOTHING = -1;

    private final RabbitConnection rabbit;
    private final InetSocketAddress admin;
    private final Duration limit;
    private long taken = NOTHING;

    RabbitQueue(ClientContext context) {
        limit = context.operationTimeout().dividedBy(3);
        rabbit = new RabbitConnection(context.endpoint(context.homeNode(), RabbitServer.CLIENT_PORT), limit, limit);
        admin = context.endpoint(context.homeNode(), RabbitServer.ADMIN_PORT);
    }

    @Override
    public void enqueue(long element) throws Exception {
        rabbit.publish(RabbitCluster.QUEUE, Long.toString(element));
    }

    @Override
    public OptionalLong dequeue() throws Exception {
        GetResponse message = rabbit.take(RabbitCluster.QUEUE);
        if (message == null) {
            return OptionalLong.empty();
        }
        taken = message.getEnvelope().getDeliveryTag();
        return OptionalLong.of(Long.parseLong(new String(message.getBody(), StandardCharsets.UTF_8)));
    }

    /** Nobody says that it has come: where the connection breaks at this moment the element is given to another. */
    @Override
    public void acknowledge(long element) throws Exception {
        long tag = taken;
        taken = NOTHING;
        rabbit.ask(channel -> {
            channel.basicAck(tag, false);
            return true;
        });
    }

    @Override
    public boolean isDrained() throws Exception {
        try (RabbitAdmin asked = new RabbitAdmin(admin, limit)) {
            return asked.messages(RabbitCluster.QUEUE) == 0;
        }
    }

    @Override
    public void close() {
        rabbit.close();
    }
}
