package io.ordeal.toxiproxy;

import io.ordeal.toxiproxy.framing.Boundaries;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MessageFault} on one direction of one connection. What comes is cut into runs, a message each, and it is said of
 * each what becomes of it once its end has come; until then it waits.
 *
 * <pre>
 *   queue   │ m1 m1 │ m2 │ m3 m3 m3 │ m4 ...        pieces, as they were read
 *   runs    │ PASS  │PASS│  HOLD    │ (open)        a message each; what is open waits
 * </pre>
 */
final class MessageStage extends Stage {
    /** How much of a message is kept to tell which it was. */
    private static final int BEGINNING_BYTES = 48;

    private enum Fate {
        PASS,
        HOLD,
        REPEAT,
        REORDER
    }

    /** So many bytes of the queue, and what becomes of them. */
    private static final class Run {
        long bytes;
        final Fate fate;

        Run(long bytes, Fate fate) {
            this.bytes = bytes;
            this.fate = fate;
        }
    }

    private final MessageFault fault;
    private final @Nullable Boundaries boundaries;
    private final ArrayDeque<Run> runs = new ArrayDeque<>();
    private final byte[] beginning = new byte[BEGINNING_BYTES];
    private final Search search;

    /** What others are to overtake, and how many more of them. */
    private final ArrayDeque<Piece> aside = new ArrayDeque<>();

    private long asideBytes;
    private int toOvertake;
    private boolean overtaken;

    /** Bytes of the message whose end has not come. */
    private long openBytes;

    /** Whether what comes belongs to a message of which a part has gone on: so does the rest. */
    private boolean torn;

    private boolean lost;
    private boolean full;

    /** @param boundaries where the stream stands that comes here; null = nobody knows */
    MessageStage(Toxic toxic, MessageFault fault, @Nullable Boundaries boundaries, LongAdder droppedBytes) {
        super(toxic, droppedBytes);
        this.fault = fault;
        this.boundaries = boundaries;
        this.search = new Search(fault.rule().containing().orElse(""));
        torn = boundaries != null && !boundaries.isBetween();
    }

    @Override
    void arrived(Piece piece) {
        if (!piece.isData()) {
            closeOpen();
            if (fault.isHolding()) {
                fault.heldEnds.increment();
            }
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(piece.array(), piece.offset(), piece.length());
        while (bytes.hasRemaining()) {
            if (boundaries == null || boundaries.isLost()) {
                unframed(bytes);
            } else {
                framed(boundaries, bytes);
            }
        }
        if (!hasRoom()) {
            noRoom();
        }
    }

    private void unframed(ByteBuffer bytes) {
        if (!lost && fault.rule().needsMessages()) {
            fault.lost.increment();
        }
        lost = true;
        closeOpen();
        append(bytes.remaining(), fault.isHolding() ? Fate.HOLD : Fate.PASS);
        bytes.position(bytes.limit());
    }

    private void framed(Boundaries stream, ByteBuffer bytes) {
        int from = bytes.position();
        stream.read(bytes);
        int count = bytes.position() - from;
        if (torn) {
            append(count, fault.isHolding() ? Fate.HOLD : Fate.PASS);
            torn = !stream.isBetween() && !stream.isLost();
            if (fault.isHolding() && stream.isBetween()) {
                fault.heldMessages.increment();
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            byte next = bytes.get(from + i);
            if (openBytes + i < BEGINNING_BYTES) {
                beginning[(int) openBytes + i] = next;
            }
            if (search.isOver()) {
                if (openBytes + i >= BEGINNING_BYTES) {
                    break;
                }
            } else {
                search.read(next);
            }
        }
        openBytes += count;
        if (stream.isBetween()) {
            decide();
        } else if (fault.isHolding()) {
            closeOpen();
            torn = !stream.isLost();
        }
    }

    /** A message has ended. */
    private void decide() {
        boolean applies = fault.applies(search.isFound(), beginning, (int) Math.min(openBytes, BEGINNING_BYTES));
        if (applies && fault.rule().act() == MessageRule.Act.HOLD) {
            fault.heldMessages.increment();
        }
        append(openBytes, applies ? fate() : Fate.PASS);
        openBytes = 0;
        search.restart();
    }

    private Fate fate() {
        return switch (fault.rule().act()) {
            case HOLD -> Fate.HOLD;
            case REPEAT -> Fate.REPEAT;
            case REORDER -> Fate.REORDER;
        };
    }

    /** What is open goes on, or is held, as it is: it will have no end, or can't be kept until then. */
    private void closeOpen() {
        if (openBytes > 0) {
            append(openBytes, fault.isHolding() ? Fate.HOLD : Fate.PASS);
            openBytes = 0;
            search.restart();
        }
    }

    private void append(long bytes, Fate fate) {
        if (bytes > 0) {
            runs.addLast(new Run(bytes, fate));
        }
        if (fate == Fate.HOLD) {
            fault.heldBytes.add(bytes);
        }
    }

    private void noRoom() {
        if (fault.isHolding()) {
            if (!full) {
                full = true;
                fault.full.increment();
            }
        } else {
            relieve();
        }
    }

    @Override
    boolean relieve() {
        if (fault.isHolding()) {
            noRoom();
            return false;
        }
        boolean relieved = openBytes > 0 || !aside.isEmpty();
        if (openBytes > 0) {
            fault.undecided.increment();
            closeOpen();
            torn = true;
        }
        release();
        return relieved;
    }

    @Override
    long dataDueNanos(Piece head) {
        Run run = runs.peekFirst();
        return run == null || run.fate == Fate.HOLD ? Ticks.NEVER : head.atNanos();
    }

    @Override
    @Nullable
    Piece dataEmit(long nowNanos) {
        Run run = runs.getFirst();
        switch (run.fate) {
            case PASS -> {
                Piece piece = take((int) Math.min(run.bytes, peek().length()));
                run.bytes -= piece.length();
                if (run.bytes == 0) {
                    runs.removeFirst();
                    passed();
                }
                return piece.at(Math.max(piece.atNanos(), nowNanos));
            }
            case REPEAT -> repeat(takeRun());
            case REORDER -> setAside(takeRun());
            case HOLD -> throw new IllegalStateException("what is held is not due");
        }
        return null;
    }

    /** The pieces of the first run, which is over with them. */
    private ArrayDeque<Piece> takeRun() {
        ArrayDeque<Piece> pieces = new ArrayDeque<>();
        long left = runs.removeFirst().bytes;
        while (left > 0) {
            Piece piece = take((int) Math.min(left, peek().length()));
            left -= piece.length();
            pieces.addLast(piece);
        }
        return pieces;
    }

    private void repeat(ArrayDeque<Piece> pieces) {
        int times = fault.rule().count();
        for (int i = 0; i <= times; i++) {
            putBack(pieces);
        }
        fault.repeated.add(times);
    }

    /** Only one is aside at a time: what would be delayed meanwhile passes. */
    private void setAside(ArrayDeque<Piece> pieces) {
        if (!aside.isEmpty()) {
            putBack(pieces);
            return;
        }
        aside.addAll(pieces);
        asideBytes = pieces.stream().mapToLong(Piece::length).sum();
        toOvertake = fault.rule().count();
        overtaken = false;
        if (!hasRoom()) {
            release();
        }
    }

    /** A message has gone on. */
    private void passed() {
        if (!aside.isEmpty()) {
            if (!overtaken) {
                overtaken = true;
                fault.reordered.increment();
            }
            if (--toOvertake == 0) {
                release();
            }
        }
    }

    /** What is aside goes next. */
    private void release() {
        if (!aside.isEmpty()) {
            putBack(aside);
            aside.clear();
            asideBytes = 0;
        }
    }

    /** To the head of the line, to pass. */
    private void putBack(ArrayDeque<Piece> pieces) {
        long bytes = 0;
        for (var last = pieces.descendingIterator(); last.hasNext(); ) {
            Piece piece = last.next();
            bytes += piece.length();
            addFirst(piece);
        }
        runs.addFirst(new Run(bytes, Fate.PASS));
    }

    @Override
    long endingDueNanos(Piece head) {
        return fault.isHolding() ? Ticks.NEVER : head.atNanos();
    }

    @Override
    @Nullable
    Piece endingEmit(Piece ending, long nowNanos) {
        if (aside.isEmpty()) {
            return super.endingEmit(ending, nowNanos);
        }
        // nothing will overtake it any more, and nothing is lost
        addFirst(ending);
        release();
        return null;
    }

    @Override
    void leaving() {
        release();
    }

    @Override
    long asideCostBytes() {
        return asideBytes + (long) Piece.COST_BYTES * aside.size();
    }

    @Override
    long asideBytes() {
        return asideBytes;
    }
}
