package io.ordeal.toxiproxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One direction of one connection.
 *
 * <p>The reader thread reads; while {@link #direct} it also writes, else it puts what it read into the pipeline, from
 * which the pump thread writes. Only one of the two ever writes:
 *
 * <ul>
 *   <li>only the reader fills the pipeline, so that once it is clear the reader may write itself;
 *   <li>{@code direct} becomes true only under the lock, with the pipeline clear and the pump not writing; it may become
 *       false at any time: then what the reader is writing was ahead of the toxic.
 * </ul>
 *
 * <p>The lock is never held while a socket is read or written. Hence no change of toxics waits for a peer.
 */
final class Link {
    /** How long a pump with stages but without work stays. */
    private static final long PUMP_IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Connection connection;
    private final Direction direction;
    private final SocketChannel source;
    private final SocketChannel destination;
    private final TrafficCounters.OneWay counters;
    private final ServerResources resources;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition pumpWork = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Pipeline pipeline;
    private boolean pumpRunning;
    private boolean pumpWriting;
    private volatile boolean direct = true;
    private volatile boolean done;

    Link(
            Connection connection,
            Direction direction,
            SocketChannel source,
            SocketChannel destination,
            TrafficCounters.OneWay counters,
            ServerResources resources,
            Function<Toxic, Draw> draws) {
        this.connection = connection;
        this.direction = direction;
        this.source = source;
        this.destination = destination;
        this.counters = counters;
        this.resources = resources;
        this.pipeline = new Pipeline(draws, counters.droppedBytes);
    }

    /** Makes the toxics at work those of {@code chain}. Never waits for a socket. */
    void sync(List<Toxic> chain) {
        Piece.Kind ending;
        lock.lock();
        try {
            if (done || connection.isEnding()) {
                return;
            }
            ending = pipeline.sync(chain, Ticks.now());
            wakePump();
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            connection.end(ending);
        }
    }

    /** How many bytes wait in toxics now. */
    long heldBytes() {
        lock.lock();
        try {
            return pipeline.queuedBytes();
        } finally {
            lock.unlock();
        }
    }

    /** The connection is ending: whoever waits here must look. */
    void wake() {
        lock.lock();
        try {
            pumpWork.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The body of the reader thread: until the source ends. */
    void read() {
        ByteBuffer buffer = resources.takeBuffer();
        try {
            while (readOnce(buffer)) {
                buffer.clear();
            }
        } finally {
            resources.giveBack(buffer);
        }
    }

    /** Reads once and passes it on; false at the end of the source or of the link. */
    private boolean readOnce(ByteBuffer buffer) {
        int count;
        try {
            count = source.read(buffer);
        } catch (IOException reset) {
            sourceEnded(Piece.Kind.SOURCE_RESET);
            return false;
        }
        if (count < 0) {
            sourceEnded(Piece.Kind.FIN);
            return false;
        }
        counters.receivedBytes.add(count);
        buffer.flip();
        if (connection.isEnding()) {
            // Read on until the peer has seen the FIN: unread data would turn it into a RST.
            counters.droppedBytes.add(count);
            return true;
        }
        if (direct) {
            return write(buffer);
        }
        ByteBuffer copy = ByteBuffer.allocate(count).put(buffer).flip();
        return enqueue(Piece.data(copy, Ticks.now()));
    }

    private void sourceEnded(Piece.Kind how) {
        if (connection.isEnding()) {
            finish();
        } else if (direct) {
            deliverEnding(how);
        } else {
            enqueue(Piece.ending(how, Ticks.now()));
        }
    }

    /** Puts a piece into the pipeline, waiting while it is full; false when the link is over. */
    private boolean enqueue(Piece piece) {
        lock.lock();
        try {
            while (!pipeline.hasRoom() && piece.isData() && !done && !connection.isEnding()) {
                room.awaitUninterruptibly();
            }
            if (done) {
                counters.droppedBytes.add(piece.length());
                return false;
            }
            if (connection.isEnding()) {
                counters.droppedBytes.add(piece.length());
                return piece.isData();
            }
            pipeline.add(piece);
            direct = false;
            wakePump();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the pump look again; starts it when there is something for it to do. Call with the lock held. */
    private void wakePump() {
        if (!pumpRunning && !pumpWriting && pipeline.isClear()) {
            direct = true;
            room.signalAll();
            return;
        }
        direct = false;
        if (pumpRunning) {
            pumpWork.signalAll();
        } else if (pipeline.dueNanos(Ticks.now()) != Ticks.NEVER) {
            pumpRunning = true;
            resources.start(connection.name() + "-" + direction.wireName() + "-pump", this::pump);
        }
    }

    /** The body of the pump thread: writes what comes out of the pipeline until nothing is left for it to do. */
    private void pump() {
        lock.lock();
        try {
            while (!done && !connection.isEnding()) {
                Piece piece = pipeline.next(Ticks.now());
                if (pipeline.hasRoom()) {
                    room.signalAll();
                }
                if (piece != null) {
                    deliver(piece);
                } else if (pipeline.isClear() || !awaitPumpWork()) {
                    break;
                }
            }
        } finally {
            pumpRunning = false;
            direct = pipeline.isClear();
            room.signalAll();
            lock.unlock();
        }
    }

    /** Waits until something may be due; false when there was nothing to do for long. Call with the lock held. */
    @SuppressWarnings("WaitNotInLoop") // pump() is the loop
    private boolean awaitPumpWork() {
        long nowNanos = Ticks.now();
        long dueNanos = pipeline.dueNanos(nowNanos);
        try {
            if (dueNanos == Ticks.NEVER) {
                return pumpWork.awaitNanos(PUMP_IDLE_NANOS) > 0 || pipeline.dueNanos(Ticks.now()) != Ticks.NEVER;
            }
            long unused = pumpWork.awaitNanos(dueNanos - nowNanos);
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    /** Writes a piece, without the lock; call with the lock held. */
    private void deliver(Piece piece) {
        pumpWriting = true;
        lock.unlock();
        try {
            if (piece.isData()) {
                write(piece.bytes());
            } else {
                deliverEnding(piece.kind());
            }
        } finally {
            lock.lock();
            pumpWriting = false;
        }
    }

    /** Writes all of {@code buffer}; false when the destination takes no more, which ends the link. */
    private boolean write(ByteBuffer buffer) {
        try {
            while (buffer.hasRemaining()) {
                counters.sentBytes.add(destination.write(buffer));
            }
            return true;
        } catch (IOException gone) {
            counters.droppedBytes.add(buffer.remaining());
            if (connection.isEnding()) {
                return true;
            }
            finish();
            return false;
        }
    }

    private void deliverEnding(Piece.Kind how) {
        if (how == Piece.Kind.FIN) {
            try {
                destination.shutdownOutput();
            } catch (IOException gone) {
                // The destination is closed already: it has seen an end.
            }
        } else {
            connection.end(how);
        }
        finish();
    }

    /** Nothing more goes this way. The connection closes when both ways are finished. */
    private void finish() {
        if (end()) {
            connection.linkFinished();
        }
    }

    /** Called once the sockets are closed. */
    void closed() {
        end();
    }

    /**
     * From now on nothing goes this way; whatever waits is lost.
     *
     * @return whether something could go until now
     */
    private boolean end() {
        lock.lock();
        try {
            boolean first = !done;
            done = true;
            pipeline.dropAll();
            pumpWork.signalAll();
            room.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return connection.name() + " " + direction.wireName();
    }
}
