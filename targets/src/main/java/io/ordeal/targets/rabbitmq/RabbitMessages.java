package io.ordeal.targets.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.targets.parts.MessageBroker;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A quorum queue on one node of RabbitMQ, for messages that are kept on disk. Looking at them is taking them all, over a
 * connection of its own, and acknowledging none: with the connection they go back.
 */
public final class RabbitMessages implements MessageBroker {
    /** What a process must reach: where clients connect, and where the node says how many messages there are. */
    public static final List<String> PORTS = List.of(RabbitServer.CLIENT_PORT, RabbitServer.ADMIN_PORT);

    /** How long a node may take until it serves, on a busy machine. */
    public static final Duration READY = Duration.ofMinutes(8);

    private static final String QUEUE = "messages";

    /** The most that a client may have and not acknowledge, where it names a number; 2,000 of a quorum queue where it names none. */
    private static final int MOST = 65_535;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InetSocketAddress clients;
    private final InetSocketAddress admin;
    private final Duration timeout;
    private final boolean confirmed;
    private final RabbitConnection rabbit;

    private RabbitMessages(List<InetSocketAddress> at, Duration timeout, boolean confirmed) {
        this.clients = at.get(0);
        this.admin = at.get(1);
        this.timeout = timeout;
        this.confirmed = confirmed;
        this.rabbit = new RabbitConnection(clients, timeout, timeout);
    }

    /**
     * One that waits for the confirmation of what it sends.
     *
     * @param at the addresses of {@link #PORTS}
     * @param timeout for connecting, and for each answer
     */
    public static RabbitMessages confirmed(List<InetSocketAddress> at, Duration timeout) {
        return new RabbitMessages(at, timeout, true);
    }

    /** One that takes for sent what it has written to its connection; as {@link #confirmed} else. */
    public static RabbitMessages unconfirmed(List<InetSocketAddress> at, Duration timeout) {
        return new RabbitMessages(at, timeout, false);
    }

    /** The one node of a cluster on which RabbitMQ runs, for clients and for other nodes. */
    public static ServerProgram server(String node) {
        return new RabbitServer(List.of(node), Port.Users.BOTH);
    }

    /** Makes the queue, unless it is there. */
    public static void prepare(Cluster cluster, String node) throws Exception {
        try (RabbitConnection direct =
                new RabbitConnection(cluster.direct(node, RabbitServer.CLIENT_PORT), LIMIT, LIMIT)) {
            RabbitCluster.Kind.QUORUM.declare(direct, QUEUE);
        }
        RabbitAdmin.ask(cluster, node, RabbitAdmin::keep);
    }

    @Override
    public void send(long id) throws Exception {
        sendAll(List.of(id));
    }

    @Override
    public void sendAll(List<Long> ids) throws Exception {
        List<String> texts = ids.stream().map(id -> Long.toString(id)).toList();
        if (confirmed) {
            rabbit.publish(QUEUE, texts);
        } else {
            rabbit.publishUnconfirmed(QUEUE, texts);
        }
    }

    @Override
    public List<Long> browse() throws Exception {
        try (RabbitConnection reader = new RabbitConnection(clients, timeout, timeout)) {
            BlockingQueue<Long> delivered = new LinkedBlockingQueue<>();
            reader.ask(channel -> {
                channel.basicQos(MOST, false);
                return channel.basicConsume(QUEUE, false, new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(
                            String tag, Envelope envelope, AMQP.BasicProperties header, byte[] body) {
                        delivered.add(Long.parseLong(new String(body, StandardCharsets.UTF_8)));
                    }
                });
            });
            int there = messages();
            List<Long> ids = new ArrayList<>();
            while (ids.size() < there) {
                Long id = delivered.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (id == null) {
                    // with a reader before this one, perhaps, that is not given up yet
                    throw new DefiniteFailure("only " + ids.size() + " of " + there + " messages came");
                }
                ids.add(id);
            }
            if (messages() != there) {
                throw new DefiniteFailure("messages came and went");
            }
            return ids;
        }
    }

    private int messages() throws Exception {
        try (RabbitAdmin asked = new RabbitAdmin(admin, timeout)) {
            return asked.messages(QUEUE);
        }
    }

    @Override
    public void close() {
        rabbit.close();
    }
}
