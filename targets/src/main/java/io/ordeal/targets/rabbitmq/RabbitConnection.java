package io.ordeal.targets.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A process' way to the node that is its own, over its own link: a connection with one channel. Nothing is done twice, and a
 * connection that failed is given up for another: what was taken by it and not acknowledged goes back into its queue.
 */
final class RabbitConnection implements AutoCloseable {
    /** A node that hears nothing of a client for two of these gives what it has taken to others. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** After so long it has surely done so. */
    static final Duration LONGEST_SILENCE = HEARTBEAT.multipliedBy(3);

    /** For a connection that is given up to say so. */
    private static final int PARTING_MILLIS = 100;

    private final InetSocketAddress node;
    private final Duration connects;
    private final Duration answers;
    private @Nullable Open open;

    /**
     * @param connects how long a connection may take until it serves
     * @param answers how long an answer may take
     */
    RabbitConnection(InetSocketAddress node, Duration connects, Duration answers) {
        this.node = node;
        this.connects = connects;
        this.answers = answers;
    }

    /**
     * What there is while a connection lasts.
     *
     * @param returned whether the last message was given back, as there is no queue for it
     */
    private record Open(Connection connection, Channel channel, AtomicBoolean returned) {}

    /** Something to ask of a node. */
    interface Question<T> {
        T ask(Channel channel) throws IOException, TimeoutException, InterruptedException, RabbitException;
    }

    /**
     * Puts a message that is kept on disk into a queue, and waits until that is confirmed.
     *
     * @throws DefiniteFailure it is not, and will not be, in the queue
     * @throws Exception nobody knows
     */
    void publish(String queue, String text) throws Exception {
        publish(queue, List.of(text));
    }

    /**
     * Puts messages that are kept on disk into a queue, and waits until all are confirmed.
     *
     * @throws DefiniteFailure none is, or will be, in the queue
     * @throws Exception nobody knows which are
     */
    void publish(String queue, List<String> texts) throws Exception {
        AtomicBoolean returned = open().returned();
        ask(channel -> {
            returned.set(false);
            send(channel, queue, texts);
            if (!channel.waitForConfirms(answers.toMillis())) {
                throw RabbitError.NOT_TAKEN_ON.exception();
            }
            // what is given back is given back before that is confirmed; which of several it was is not told
            if (returned.get()) {
                throw (texts.size() == 1 ? RabbitError.UNROUTED : RabbitError.OTHER).exception();
            }
            return true;
        });
    }

    /**
     * Writes messages for a queue to the connection, and waits for nothing.
     *
     * @throws DefiniteFailure there was no connection
     * @throws Exception nobody knows which are in the queue; nor if nothing is thrown
     */
    void publishUnconfirmed(String queue, List<String> texts) throws Exception {
        ask(channel -> {
            send(channel, queue, texts);
            return true;
        });
    }

    private static void send(Channel channel, String queue, List<String> texts) throws IOException {
        for (String text : texts) {
            channel.basicPublish(
                    "", queue, true, MessageProperties.MINIMAL_PERSISTENT_BASIC, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Asks for anything. A failure ends the connection.
     *
     * @throws DefiniteFailure nothing was done
     * @throws Exception nobody knows
     */
    <T> T ask(Question<T> question) throws Exception {
        Channel channel = open().channel();
        try {
            return question.ask(channel);
        } catch (IOException | TimeoutException | ShutdownSignalException | RabbitException failed) {
            close();
            throw RabbitError.of(failed).exception(failed);
        } catch (InterruptedException interrupted) {
            close();
            throw interrupted;
        }
    }

    /**
     * Takes a message, which is not acknowledged by that; null if there is none. What comes too late goes back into its queue with
     * the connection.
     *
     * @throws DefiniteFailure nothing was taken for good
     */
    @Nullable
    GetResponse take(String queue) throws DefiniteFailure, InterruptedException {
        try {
            // a question's answer is never null
            return ask(channel -> new GetResponse[] {channel.basicGet(queue, false)})[0];
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            throw new DefiniteFailure("nothing was taken for good: " + failed, failed);
        }
    }

    private Open open() throws DefiniteFailure {
        Open before = open;
        if (before != null) {
            return before;
        }
        Connection connection = null;
        try {
            connection = factory().newConnection();
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new IOException("the node gives no channel");
            }
            AtomicBoolean returned = new AtomicBoolean();
            channel.addReturnListener(message -> returned.set(true));
            channel.confirmSelect();
            Open opened = new Open(connection, channel, returned);
            open = opened;
            return opened;
        } catch (IOException | TimeoutException | ShutdownSignalException failed) {
            if (connection != null) {
                connection.abort(PARTING_MILLIS);
            }
            throw (DefiniteFailure) RabbitError.ofConnecting(failed).exception(failed);
        }
    }

    private ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(node.getAddress().getHostAddress());
        factory.setPort(node.getPort());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(Math.toIntExact(HEARTBEAT.toSeconds()));
        factory.setConnectionTimeout(Math.toIntExact(connects.toMillis()));
        factory.setHandshakeTimeout(Math.toIntExact(connects.toMillis()));
        factory.setChannelRpcTimeout(Math.toIntExact(answers.toMillis()));
        return factory;
    }

    @Override
    public void close() {
        Open before = open;
        open = null;
        if (before != null) {
            before.connection().abort(PARTING_MILLIS);
        }
    }
}
