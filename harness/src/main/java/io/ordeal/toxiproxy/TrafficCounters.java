package io.ordeal.toxiproxy;

import java.util.concurrent.atomic.LongAdder;

/** The live counters of one proxy. Thread-safe. */
final class TrafficCounters {
    /** The live counters of one direction. */
    static final class OneWay {
        final LongAdder receivedBytes = new LongAdder();
        final LongAdder sentBytes = new LongAdder();
        final LongAdder droppedBytes = new LongAdder();
        final LongAdder messages = new LongAdder();

        DirectionTraffic snapshot(long heldBytes) {
            // Sent before received: never more sent than received.
            long sent = sentBytes.sum();
            return new DirectionTraffic(receivedBytes.sum(), sent, heldBytes, droppedBytes.sum(), messages.sum());
        }
    }

    final OneWay upstream = new OneWay();
    final OneWay downstream = new OneWay();
    final LongAdder acceptedConnections = new LongAdder();
    final LongAdder failedDials = new LongAdder();
    final LongAdder cutConnections = new LongAdder();
    final LongAdder resetConnections = new LongAdder();

    OneWay of(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }
}
