package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The live counters of one toxic over all connections that it hits. Thread-safe. */
final class ToxicCounters {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder endings = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder cuts = new LongAdder();
    private final LongAdder droppedBytes = new LongAdder();
    private final LongAdder endedConnections = new LongAdder();
    private final LongAdder keptOutConnections = new LongAdder();

    void came(Piece piece) {
        if (piece.isData()) {
            bytes.add(piece.length());
            reads.increment();
        } else {
            endings.increment();
        }
    }

    /**
     * Something goes on.
     *
     * @param head what waited; null = nothing did, and the toxic ends the connection
     * @param piece what goes on: the head, or a part of it
     */
    void went(@Nullable Piece head, Piece piece) {
        if (head == null) {
            endedConnections.increment();
        } else if (piece.isData()) {
            waitedNanos.add(Math.max(0, piece.atNanos() - head.atNanos()));
            if (piece.length() < head.length()) {
                cuts.increment();
            }
        }
    }

    /** Someone connected, and is not let through. */
    void keptOut() {
        keptOutConnections.increment();
    }

    void dropped(Piece piece) {
        droppedBytes.add(piece.length());
    }

    ToxicWork snapshot() {
        return new ToxicWork(
                bytes.sum(),
                reads.sum(),
                endings.sum(),
                waitedNanos.sum(),
                cuts.sum(),
                droppedBytes.sum(),
                endedConnections.sum(),
                keptOutConnections.sum());
    }
}
