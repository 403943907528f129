package io.ordeal.targets.nats;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A process' way to the server that is its own, over its own link. A connection that failed is given up for another. */
final class NatsClient implements AutoCloseable {
    private final InetSocketAddress server;
    private final Duration limit;
    private @Nullable NatsConnection connection;

    NatsClient(ClientContext context) {
        this(
                context.endpoint(context.homeNode(), NatsServer.CLIENT_PORT),
                context.operationTimeout().dividedBy(3));
    }

    /** @param limit how long a call may take, and a connection until it serves */
    NatsClient(InetSocketAddress server, Duration limit) {
        this.server = server;
        this.limit = limit;
    }

    /** What is asked of JetStream. */
    interface Question<T> {
        T ask(JetStream stream) throws IOException, NatsException;
    }

    /**
     * Stores something.
     *
     * @throws DefiniteFailure nothing was or will be stored
     * @throws Exception nobody knows
     */
    long publish(String subject, String headers, String content) throws Exception {
        JetStream stream = open();
        try {
            return stream.publish(subject, headers, content);
        } catch (IOException | NatsException failed) {
            throw failure(failed);
        }
    }

    private Exception failure(Exception failed) {
        if (failed instanceof IOException) {
            close();
        }
        return NatsError.of(failed).exception(failed);
    }

    /**
     * Asks for what changes nothing.
     *
     * @throws DefiniteFailure nothing was read
     */
    <T> T read(Question<T> question) throws DefiniteFailure {
        JetStream stream = open();
        try {
            return question.ask(stream);
        } catch (IOException | NatsException failed) {
            if (failed instanceof IOException) {
                close();
            }
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    private JetStream open() throws DefiniteFailure {
        NatsConnection open = connection;
        if (open == null) {
            try {
                open = NatsConnection.open(server, limit, limit);
            } catch (IOException failed) {
                throw (DefiniteFailure) NatsError.ofConnecting(failed).exception(failed);
            }
            connection = open;
        }
        return new JetStream(open, limit);
    }

    @Override
    public void close() {
        NatsConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // as it was to be
            }
        }
    }
}
