package io.ordeal.targets.textbook;

import io.ordeal.client.DefiniteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A process' connection to one node, opened when it is needed and dropped when it failed. Not safe for several threads, but
 * for {@link #close}.
 */
final class NodeConnection implements Closeable {
    private final InetSocketAddress address;
    private final Duration timeout;
    private volatile @Nullable MessageSocket open;
    private volatile boolean closed;

    /** @param timeout for connecting, and for each answer */
    NodeConnection(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * Asks the node.
     *
     * @return an answer that is ok
     * @throws DefiniteFailure nothing was or will be done
     * @throws Exception nobody knows
     */
    Message ask(Message request) throws Exception {
        Message answer = answer(request);
        if (!answer.verb().equals(NodeError.OK)) {
            throw NodeError.exception(answer);
        }
        return answer;
    }

    /** The same, where an answer that is not ok tells something. */
    Message answer(Message request) throws DefiniteFailure, IOException {
        MessageSocket socket = connected();
        try {
            return socket.ask(request);
        } catch (IOException broken) {
            drop();
            throw broken;
        }
    }

    private MessageSocket connected() throws DefiniteFailure {
        MessageSocket before = open;
        if (before != null) {
            return before;
        }
        if (!closed) {
            try {
                MessageSocket socket = MessageSocket.open(address, timeout, "client");
                open = socket;
                if (!closed) {
                    return socket;
                }
                drop();
            } catch (IOException nobody) {
                throw new DefiniteFailure("no connection to " + address + ", nothing was sent", nobody);
            }
        }
        // by an operation that was given up, on a thread that was left behind
        throw new DefiniteFailure("the client is closed, nothing was sent");
    }

    private void drop() {
        MessageSocket socket = open;
        open = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyBroken) {
                // it is given up in any case
            }
        }
    }

    /** Closes it for good; what is under way breaks off. */
    @Override
    public void close() {
        closed = true;
        drop();
    }
}
