package io.ordeal.targets.artemis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.MessageBroker;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.jspecify.annotations.Nullable;

/**
 * A connection of one process to the broker, opened when it is needed and dropped when it failed. Messages are numbers.
 *
 * <p>Not safe for use by several threads, but for {@link #close}.
 */
public final class ArtemisConnection implements MessageBroker {
    private static final String ID = "id";

    private final InetSocketAddress address;
    private final Duration timeout;
    private volatile @Nullable Open open;
    private volatile boolean closed;

    private ArtemisConnection(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** @param timeout for connecting, and for each answer */
    public static ArtemisConnection to(InetSocketAddress address, Duration timeout) {
        return new ArtemisConnection(address, timeout);
    }

    /**
     * Opens a session that takes part in transactions of others.
     *
     * @param timeout for connecting, and for each answer
     */
    public static ArtemisXaSession xa(InetSocketAddress address, Duration timeout) throws ActiveMQException {
        Open open = connect(address, timeout);
        try {
            return new ArtemisXaSession(open, open.factory().createXASession());
        } catch (ActiveMQException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** What there is while a connection lasts. */
    record Open(ServerLocator locator, ClientSessionFactory factory, ClientSession session) {
        void close() {
            // closes sessions and connections; of a broker that is gone it does not wait for answers
            factory.cleanup();
            locator.close();
        }
    }

    /**
     * Sends a message and waits until the broker has it on its disk.
     *
     * @throws DefiniteFailure it was not sent
     * @throws ActiveMQException nobody knows whether the broker has it
     */
    @Override
    public void send(long id) throws Exception {
        ask(open -> {
            ClientSession session = open.session();
            try (ClientProducer producer = session.createProducer(ArtemisServer.QUEUE)) {
                producer.send(message(session, id));
            }
            return id;
        });
    }

    /**
     * Sends messages in one transaction, in their order.
     *
     * @throws DefiniteFailure none was sent
     * @throws ActiveMQException nobody knows whether the broker has them
     */
    @Override
    public void sendAll(List<Long> ids) throws Exception {
        ask(open -> {
            try (ClientSession session = open.factory().createSession(false, false);
                    ClientProducer producer = session.createProducer(ArtemisServer.QUEUE)) {
                for (long id : ids) {
                    producer.send(message(session, id));
                }
                session.commit();
            }
            return ids;
        });
    }

    /**
     * Looks at all messages in the queue, in their order, and leaves them there.
     *
     * @throws DefiniteFailure fewer came than the broker says there are
     */
    @Override
    public List<Long> browse() throws Exception {
        return ask(open -> {
            ClientSession session = open.session();
            long expected =
                    session.queueQuery(SimpleString.of(ArtemisServer.QUEUE)).getMessageCount();
            List<Long> ids = new ArrayList<>();
            try (ClientConsumer browser = session.createConsumer(ArtemisServer.QUEUE, true)) {
                session.start();
                ClientMessage message = receive(browser, ids.size() < expected);
                while (message != null) {
                    ids.add(message.getLongProperty(ID));
                    message = receive(browser, ids.size() < expected);
                }
                session.stop();
            }
            if (ids.size() < expected) {
                throw new DefiniteFailure("only " + ids.size() + " of " + expected + " messages came");
            }
            return ids;
        });
    }

    private @Nullable ClientMessage receive(ClientConsumer browser, boolean more) throws ActiveMQException {
        return more ? browser.receive(timeout.toMillis()) : browser.receiveImmediate();
    }

    /** How many transactions are prepared there, and neither committed nor rolled back. */
    @Override
    public int inDoubt() throws Exception {
        return ask(open -> {
            try (ClientSession session = open.factory().createXASession()) {
                return session.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length;
            } catch (XAException e) {
                drop();
                throw new DefiniteFailure("the broker does not tell what is in doubt: XA error " + e.errorCode, e);
            }
        });
    }

    /** Whether the queue is there. */
    public boolean hasQueue() throws Exception {
        return ask(open ->
                open.session().queueQuery(SimpleString.of(ArtemisServer.QUEUE)).isExists());
    }

    /** A durable message that tells of a row. */
    static ClientMessage message(ClientSession session, long id) {
        return session.createMessage(true).putLongProperty(ID, id);
    }

    private <T> T ask(Question<T> question) throws Exception {
        Open now = connected();
        try {
            return question.ask(now);
        } catch (ActiveMQException e) {
            drop();
            throw ArtemisError.exception(e);
        }
    }

    private Open connected() throws DefiniteFailure {
        Open before = open;
        if (before != null) {
            return before;
        }
        if (closed) {
            // by an operation that was given up, on a thread that was left behind
            throw new DefiniteFailure("the client is closed, nothing was sent");
        }
        try {
            Open opened = connect(address, timeout);
            open = opened;
            if (closed) {
                drop();
                throw new DefiniteFailure("the client was closed, nothing was sent");
            }
            return opened;
        } catch (ActiveMQException unreachable) {
            throw new DefiniteFailure("no connection to " + address + ", nothing was sent", unreachable);
        }
    }

    static Open connect(InetSocketAddress address, Duration timeout) throws ActiveMQException {
        TransportConfiguration transport = new TransportConfiguration(
                NettyConnectorFactory.class.getName(),
                Map.of(
                        TransportConstants.HOST_PROP_NAME,
                        address.getHostString(),
                        TransportConstants.PORT_PROP_NAME,
                        address.getPort(),
                        TransportConstants.NETTY_CONNECT_TIMEOUT,
                        (int) timeout.toMillis(),
                        TransportConstants.USE_EPOLL_PROP_NAME,
                        false,
                        TransportConstants.USE_KQUEUE_PROP_NAME,
                        false,
                        TransportConstants.REMOTING_THREADS_PROPNAME,
                        1));
        ServerLocator locator = ActiveMQClient.createServerLocatorWithoutHA(transport);
        locator.setCallTimeout(timeout.toMillis())
                .setConnectionTTL(Duration.ofSeconds(5).toMillis())
                .setClientFailureCheckPeriod(Duration.ofSeconds(2).toMillis())
                // what is sent is sent once, over the process' own link and no other
                .setReconnectAttempts(0)
                .setInitialConnectAttempts(1)
                .setUseTopologyForLoadBalancing(false)
                .setBlockOnDurableSend(true);
        try {
            ClientSessionFactory factory = createFactory(locator, transport);
            try {
                return new Open(locator, factory, factory.createSession(true, true));
            } catch (ActiveMQException | RuntimeException e) {
                factory.cleanup();
                throw e;
            }
        } catch (ActiveMQException | RuntimeException e) {
            locator.close();
            throw e;
        }
    }

    /** By the transport's own name: else the client would wait for the cluster's topology from a broker that is gone. */
    private static ClientSessionFactory createFactory(ServerLocator locator, TransportConfiguration transport)
            throws ActiveMQException {
        try {
            return locator.createSessionFactory(transport, 0);
        } catch (ActiveMQException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Artemis' client can't be set up", e);
        }
    }

    private void drop() {
        Open before = open;
        open = null;
        if (before != null) {
            before.close();
        }
    }

    /** Closes it for good; what is under way breaks off. */
    @Override
    public void close() {
        closed = true;
        drop();
    }

    /** Something to ask of the broker. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Open open) throws Exception;
    }
}
