package io.ordeal.targets.cassandra;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A process' way to the node that is its own, over its own link: opened when it is needed, dropped when it failed. Safe for one
 * thread, but for {@link #close}.
 */
final class CassandraConnection implements Closeable {
    private final InetSocketAddress node;
    private final Duration connects;
    private final Duration answers;
    private volatile @Nullable CqlConnection open;
    private volatile boolean closed;

    /**
     * @param connects how long connecting may take
     * @param answers how long a statement may take
     */
    CassandraConnection(InetSocketAddress node, Duration connects, Duration answers) {
        this.node = node;
        this.connects = connects;
        this.answers = answers;
    }

    CassandraConnection(ClientContext context) {
        this(
                context.endpoint(context.homeNode(), CassandraServer.CLIENT_PORT),
                context.operationTimeout().dividedBy(5),
                context.operationTimeout().multipliedBy(2).dividedBy(5));
    }

    /**
     * Changes something whatever there is.
     *
     * @throws DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows
     */
    void write(String statement, Consistency consistency) throws Exception {
        CqlRows unused = change(statement, consistency, false);
    }

    /**
     * Changes something under a condition, by Paxos; what is agreed on a majority has when this returns.
     *
     * @return whether it was done, and what there was instead if it was not
     * @throws DefiniteFailure nothing was or will be changed
     * @throws Exception nobody knows
     */
    CqlRows writeIf(String statement) throws Exception {
        return change(statement, Consistency.QUORUM, true);
    }

    private CqlRows change(String statement, Consistency consistency, boolean conditional) throws Exception {
        CqlConnection connection = connected();
        try {
            return connection.execute(statement, consistency);
        } catch (IOException | CqlException failed) {
            dropIfBroken(failed);
            throw CassandraError.exception(failed, conditional);
        }
    }

    /** @throws DefiniteFailure nothing was read */
    CqlRows read(String statement, Consistency consistency) throws DefiniteFailure {
        CqlConnection connection = connected();
        try {
            return connection.execute(statement, consistency);
        } catch (IOException | CqlException failed) {
            dropIfBroken(failed);
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    /** @throws DefiniteFailure there is none, and no statement was sent */
    CqlConnection connected() throws DefiniteFailure {
        CqlConnection before = open;
        if (before != null) {
            return before;
        }
        if (!closed) {
            try {
                CqlConnection connection = CqlConnection.open(node, connects, answers);
                open = connection;
                if (!closed) {
                    return connection;
                }
                drop();
            } catch (IOException | CqlException nobody) {
                throw CassandraError.notConnected(nobody);
            }
        }
        // by an operation that was given up, on a thread that was left behind
        throw new DefiniteFailure("the client is closed, nothing was sent");
    }

    private void dropIfBroken(Exception failed) {
        if (failed instanceof IOException) {
            drop();
        }
    }

    private void drop() {
        CqlConnection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.close();
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
