package io.ordeal.toxiproxy;

import io.ordeal.toxiproxy.framing.Boundaries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection: reads one socket, writes to the other.
 *
 * <p>While no toxic acts and the destination takes all, what is read is written at once. Else it is kept: in the {@link
 * Pipeline} while toxics hold it, as {@link #unwritten} while the destination takes no more. Whatever happens (bytes or
 * room came, a moment has come, toxics changed) ends in {@link #turn}, which does what can be done now and says what to
 * be woken for next. Touched by the thread of its loop alone, but for {@link #heldBytes}.
 */
final class Link {
    /** As long as a link may write while others, and commands, wait. */
    private static final long TURN_NANOS = 200_000;

    private static final int READS_A_TURN = 4;

    private final Connection connection;
    private final EventLoop loop;
    private final Endpoint source;
    private final Endpoint destination;
    private final TrafficCounters.OneWay counters;
    private final MemoryBudget memory;
    private final Pipeline pipeline;
    private final Slab slab = new Slab();
    private final Runnable turn;
    private final Alarm alarm;

    private @Nullable Piece unwritten;
    private boolean destinationFull;
    private boolean sourceOver;
    private boolean done;
    private boolean turnComing;
    private long costBytes;
    private volatile long heldBytes;

    Link(
            Connection connection,
            EventLoop loop,
            Endpoint source,
            Endpoint destination,
            TrafficCounters.OneWay counters,
            MemoryBudget memory,
            Function<Toxic, Draw> draws,
            @Nullable Boundaries boundaries) {
        this.connection = connection;
        this.loop = loop;
        this.source = source;
        this.destination = destination;
        this.counters = counters;
        this.memory = memory;
        this.pipeline = new Pipeline(
                draws,
                counters.droppedBytes,
                boundaries == null ? null : new Pipeline.Passing(boundaries, counters.messages));
        this.turn = () -> connection.guarded(this::turn);
        this.alarm = new Alarm(loop, turn);
    }

    /**
     * Makes the toxics at work those of {@code chain}. What this lets go goes a little later: a change of toxics comes to
     * all connections before any of them writes.
     *
     * @return how the connection must end now, because a toxic went that had lost bytes; null when it may go on
     */
    Piece.@Nullable Kind sync(List<Toxic> chain) {
        Piece.Kind ending = pipeline.sync(chain, Ticks.now());
        wake();
        return ending;
    }

    /** Something is otherwise than before: there will be a turn, once whoever calls this is done. */
    void wake() {
        if (!done && !turnComing) {
            turnComing = true;
            loop.again(turn);
        }
    }

    /** How many bytes wait in toxics now. From any thread. */
    long heldBytes() {
        return heldBytes;
    }

    /** The source has something to read. */
    void readable() {
        boolean wasStraight = isStraight();
        readOn();
        if (!wasStraight || !isStraight()) {
            turn();
        }
    }

    private void readOn() {
        for (int reads = 0; reads < READS_A_TURN && !done; reads++) {
            int room = room();
            if (room == 0) {
                return;
            }
            ByteBuffer buffer = loop.buffer().clear().limit(room);
            int count = read(buffer);
            if (count > 0) {
                counters.receivedBytes.add(count);
                takeIn(buffer.flip());
            }
            if (count < room) {
                return;
            }
        }
    }

    /** Whether what is read can be written at once: nothing is before it, and no toxic to pass. */
    private boolean isStraight() {
        return unwritten == null && !sourceOver && !done && pipeline.isClear();
    }

    /** How many bytes may be read now; 0: the sender is to feel it. */
    private int room() {
        boolean hasRoom = pipeline.hasStages() ? pipeline.hasRoom() : unwritten == null && pipeline.isClear();
        return done || sourceOver || !hasRoom
                ? 0
                : memory.allowance(costBytes, loop.buffer().capacity());
    }

    /** As a channel's read; the end of the source has been dealt with when this returns −1. */
    private int read(ByteBuffer buffer) {
        Piece.Kind ending = Piece.Kind.FIN;
        try {
            int count = source.channel().read(buffer);
            if (count >= 0) {
                return count;
            }
        } catch (IOException reset) {
            ending = Piece.Kind.SOURCE_RESET;
        }
        sourceOver = true;
        pipeline.add(Piece.ending(ending, Ticks.now()));
        return -1;
    }

    private void takeIn(ByteBuffer buffer) {
        if (isStraight()) {
            pipeline.bypassed(buffer);
            write(buffer);
            if (buffer.hasRemaining() && !done) {
                unwritten = slab.keep(buffer, Ticks.now());
                account();
            }
        } else {
            pipeline.add(slab.keep(buffer, Ticks.now()));
            account();
        }
    }

    /** The destination takes more. */
    void writable() {
        destinationFull = false;
        if (unwritten != null && !pipeline.hasStages()) {
            // What it did not take was a part of one read: there is room for more, and more has come meanwhile.
            deliver();
            readOn();
        }
        turn();
    }

    /** Writes what is due, as far as the destination takes it, and says what to be woken for next. */
    void turn() {
        turnComing = false;
        long nowNanos = Ticks.now();
        long endNanos = nowNanos + TURN_NANOS;
        boolean more = true;
        while (!done && !destinationFull && (more = next(nowNanos)) && nowNanos < endNanos) {
            deliver();
            nowNanos = Ticks.now();
        }
        account();
        if (done) {
            return;
        }
        if (!destinationFull && more) {
            wake();
        }
        alarm.set(unwritten != null ? Ticks.NEVER : pipeline.dueNanos(nowNanos));
        destination.want(SelectionKey.OP_WRITE, destinationFull);
        boolean mayRead = room() > 0;
        source.want(SelectionKey.OP_READ, mayRead);
        if (!mayRead && !sourceOver && memory.allowance(costBytes, 1) == 0) {
            loop.awaitMemory(this);
            memory.await();
            if (pipeline.relieve()) {
                wake();
            }
        }
    }

    /** Whether there is something to write now: {@link #unwritten}. */
    private boolean next(long nowNanos) {
        if (unwritten == null) {
            unwritten = pipeline.next(nowNanos);
        }
        return unwritten != null;
    }

    private void deliver() {
        Piece piece = unwritten;
        if (piece == null) {
            return;
        }
        if (!piece.isData()) {
            unwritten = null;
            deliverEnding(piece.kind());
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(piece.array(), piece.offset(), piece.length());
        write(bytes);
        int left = bytes.remaining();
        unwritten = done || left == 0 ? null : piece.tail(piece.length() - left);
    }

    /** Writes what the destination takes of {@code buffer}. Where it is gone all is dropped, and the link is done. */
    private void write(ByteBuffer buffer) {
        try {
            SocketChannel channel = destination.channel();
            counters.sentBytes.add(channel.write(buffer));
            destinationFull = buffer.hasRemaining();
        } catch (IOException gone) {
            counters.droppedBytes.add(buffer.remaining());
            finish();
        }
    }

    private void deliverEnding(Piece.Kind how) {
        if (how == Piece.Kind.FIN) {
            destination.shutdownOutput();
            finish();
        } else {
            connection.end(how);
        }
    }

    /** Nothing more goes this way. The connection closes when both ways are finished. */
    private void finish() {
        if (!done) {
            unwritten = null;
            abandon();
            connection.linkFinished();
        }
    }

    /** From now on nothing goes this way; whatever waits is lost. */
    void abandon() {
        done = true;
        if (unwritten != null) {
            counters.droppedBytes.add(unwritten.length());
            unwritten = null;
        }
        pipeline.dropAll();
        alarm.set(Ticks.NEVER);
        source.want(SelectionKey.OP_READ, false);
        destination.want(SelectionKey.OP_WRITE, false);
        account();
    }

    /** Tells the server's memory, and whoever asks, what is held now. */
    private void account() {
        Piece writing = unwritten;
        long cost = pipeline.queuedCostBytes() + (writing == null ? 0 : writing.costBytes());
        if (cost != costBytes) {
            long more = cost - costBytes;
            costBytes = cost;
            memory.add(more);
        }
        if (cost == 0) {
            slab.forget();
        }
        heldBytes = pipeline.queuedBytes();
    }
}
