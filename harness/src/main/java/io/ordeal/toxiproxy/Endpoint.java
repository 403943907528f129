package io.ordeal.toxiproxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket of a connection, on its loop: what the loop is to watch it for, and how it ends. */
final class Endpoint {
    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

    private final SocketChannel channel;
    private final SelectionKey key;

    /**
     * Puts a socket on {@code loop}, which watches it for nothing yet.
     *
     * @throws IOException when it is closed already
     */
    Endpoint(SocketChannel channel, EventLoop loop, EventLoop.Ready ready) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = channel.register(loop.selector(), 0, ready);
    }

    SocketChannel channel() {
        return channel;
    }

    boolean has(SelectionKey other) {
        return key == other;
    }

    /** Watches for {@code operation} (one of {@link SelectionKey}'s), or no longer. */
    void want(int operation, boolean wanted) {
        if (!key.isValid()) {
            return;
        }
        int operations = key.interestOps();
        int changed = wanted ? operations | operation : operations & ~operation;
        if (changed != operations) {
            key.interestOps(changed);
        }
    }

    /** Sends a FIN; a socket that is not connected yet is closed. */
    void shutdownOutput() {
        try {
            if (channel.isConnected()) {
                channel.shutdownOutput();
            } else {
                channel.close();
            }
        } catch (IOException gone) {
            // The peer has reset: it needs no FIN.
        }
    }

    /** Lets {@link #close} send a RST. */
    void resetOnClose() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // Closed already.
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing {}", channel, e);
        }
    }
}
