package io.ordeal.toxiproxy;

import io.ordeal.toxiproxy.framing.Boundaries;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One toxic at work on one direction of one connection: a queue, and the rule by which its head goes on.
 *
 * <p>A stage never looks at a clock and never blocks; its {@link Pipeline} asks when something is {@linkplain #dueNanos
 * due} and then takes it. It belongs to a {@link Link}, and is touched by the thread of that link's loop alone.
 */
abstract class Stage {
    private static final long QUEUE_BYTES = 256 * 1024;

    /** Moving more than these at a time would keep a loop from others; a sender of so many small pieces feels it. */
    private static final int MAX_PIECES = 16 * 1024;

    private final ArrayDeque<Piece> queue = new ArrayDeque<>();
    private final LongAdder droppedBytes;
    private Toxic toxic;
    private long queuedBytes;
    private boolean ended;

    Stage(Toxic toxic, LongAdder droppedBytes) {
        this.toxic = toxic;
        this.droppedBytes = droppedBytes;
    }

    /**
     * The stage for a toxic. {@code noop} has none: a pipeline without stages does the same, faster.
     *
     * @param boundaries where the stream stands that will come to it, of its own; null = nobody knows
     */
    static @Nullable Stage of(
            Toxic toxic, Draw draw, @Nullable Boundaries boundaries, LongAdder droppedBytes, long nowNanos) {
        MessageFault fault = toxic.messages();
        if (fault != null) {
            return new MessageStage(toxic, fault, boundaries, droppedBytes);
        }
        return switch (toxic.type()) {
            case LATENCY -> new LatencyStage(toxic, draw.random(), droppedBytes);
            case BANDWIDTH -> new BandwidthStage(toxic, droppedBytes);
            case SLOW_CLOSE -> new SlowCloseStage(toxic, droppedBytes);
            case TIMEOUT -> new TimeoutStage(toxic, droppedBytes, nowNanos);
            case RESET_PEER -> new ResetPeerStage(toxic, droppedBytes);
            case SLICER -> new SlicerStage(toxic, draw.random(), droppedBytes);
            case LIMIT_DATA -> new LimitDataStage(toxic, droppedBytes);
            case BLACKHOLE -> new BlackholeStage(toxic, droppedBytes);
            case NOOP, MESSAGES -> null;
        };
    }

    /** When {@link #emit} may be called next; {@link Ticks#NEVER} when only an arrival or a change can tell. */
    final long dueNanos(long nowNanos) {
        Piece head = queue.peekFirst();
        if (ended) {
            return head == null ? Ticks.NEVER : nowNanos;
        }
        return head == null ? idleDueNanos() : head.isData() ? dataDueNanos(head) : endingDueNanos(head);
    }

    /** Takes what is due; null when it was dropped. */
    final @Nullable Piece emit(long nowNanos) {
        if (ended) {
            drop(take());
            return null;
        }
        Piece head = queue.peekFirst();
        Piece emitted =
                head == null ? idleEmit(nowNanos) : head.isData() ? dataEmit(nowNanos) : endingEmit(take(), nowNanos);
        ended = emitted != null && !emitted.isData();
        if (emitted != null) {
            toxic.counters().went(head, emitted);
        }
        return emitted;
    }

    /** When the head, which is data, may go: at once, for most. */
    long dataDueNanos(Piece head) {
        return head.atNanos();
    }

    /** Takes the head, which is data and due, or a part of it. */
    abstract @Nullable Piece dataEmit(long nowNanos);

    /** When the head, which is an ending, may go: at once, for most. */
    long endingDueNanos(Piece head) {
        return head.atNanos();
    }

    @Nullable
    Piece endingEmit(Piece ending, long nowNanos) {
        return ending.at(Math.max(ending.atNanos(), Math.min(endingDueNanos(ending), nowNanos)));
    }

    /** When the stage acts with nothing in its queue: never, for most. */
    long idleDueNanos() {
        return Ticks.NEVER;
    }

    @Nullable
    Piece idleEmit(long nowNanos) {
        throw new IllegalStateException("nothing is due in " + toxic);
    }

    /** Called after the toxic's attributes have changed. */
    void changed(long nowNanos) {}

    /** How the connection must end when this stage is taken away; null when it may go on: nothing was lost. */
    Piece.@Nullable Kind endingOnRemoval() {
        return null;
    }

    final void update(Toxic newToxic, long nowNanos) {
        if (!toxic.equals(newToxic)) {
            toxic = newToxic;
            changed(nowNanos);
        }
    }

    final Toxic toxic() {
        return toxic;
    }

    final long attribute(String name) {
        return toxic.attribute(name);
    }

    final void add(Piece piece) {
        toxic.counters().came(piece);
        queue.addLast(piece);
        queuedBytes += piece.length();
        arrived(piece);
    }

    /** Something has joined the queue. */
    void arrived(Piece piece) {}

    /** Puts something that was taken to the head of the queue again. */
    final void addFirst(Piece piece) {
        queue.addFirst(piece);
        queuedBytes += piece.length();
    }

    /** Called before the stage is taken away, and what waits in its queue goes on: all that it keeps must be there. */
    void leaving() {}

    /**
     * Memory is short, and no more is read: what waits for more to come must not.
     *
     * @return whether something may be due that was not
     */
    boolean relieve() {
        return false;
    }

    /** Bytes that it keeps beside its queue; none, for most. */
    long asideBytes() {
        return 0;
    }

    /** How much memory is taken by what it keeps beside its queue. */
    long asideCostBytes() {
        return 0;
    }

    final boolean isEmpty() {
        return queue.isEmpty();
    }

    final int queueLength() {
        return queue.size();
    }

    final long queuedBytes() {
        return queuedBytes + asideBytes();
    }

    /** How much memory is taken by what waits here. */
    final long queuedCostBytes() {
        return queuedBytes + (long) Piece.COST_BYTES * queue.size() + asideCostBytes();
    }

    final boolean hasRoom() {
        return queuedCostBytes() < capacityBytes() && queue.size() < MAX_PIECES;
    }

    /** How much memory may wait here before the sender feels it. */
    long capacityBytes() {
        return QUEUE_BYTES;
    }

    final Piece take() {
        Piece head = queue.removeFirst();
        queuedBytes -= head.length();
        return head;
    }

    /** Takes the first {@code count} bytes of the head, which is data; what is left of it stays at the head. */
    final Piece take(int count) {
        Piece head = take();
        if (count >= head.length()) {
            return head;
        }
        queue.addFirst(head.tail(count));
        queuedBytes += head.length() - count;
        return head.head(count);
    }

    final Piece peek() {
        return queue.getFirst();
    }

    final void drop(Piece piece) {
        droppedBytes.add(piece.length());
        toxic.counters().dropped(piece);
    }
}
