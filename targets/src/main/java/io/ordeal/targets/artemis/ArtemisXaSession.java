package io.ordeal.targets.artemis;

import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** A session whose transactions another coordinates. Of no more use once something on it has failed. */
public final class ArtemisXaSession implements AutoCloseable {
    private final ArtemisConnection.Open open;
    private final ClientSession session;

    ArtemisXaSession(ArtemisConnection.Open open, ClientSession session) {
        this.open = open;
        this.session = session;
    }

    /** How it is coordinated. */
    public XAResource resource() {
        return session;
    }

    /** Sends a message, as part of the transaction that it is enlisted in. */
    public void send(long id) throws ActiveMQException {
        try (ClientProducer producer = session.createProducer(ArtemisServer.QUEUE)) {
            producer.send(ArtemisConnection.message(session, id));
        }
    }

    @Override
    public void close() {
        open.close();
    }
}
