package io.ordeal.toxiproxy;

/**
 * What one toxic has done to all connections that it hit, from when it was added to this moment. All figures only grow.
 *
 * @param bytes that came to it
 * @param reads that came to it: messages, as far as a stream shows where one ends
 * @param endings that came to it: ends of streams, by FIN or RST
 * @param waitedNanos how long the data that it let go had waited in it, in all
 * @param cuts how many times it let go less of a read than the read had
 * @param droppedBytes that it dropped
 * @param endedConnections that it closed or reset by itself
 * @param keptOutConnections that were opened while it was there, and that it kept from their upstream: nothing that was sent
 *     on them is read, and none of it is among {@code bytes}
 */
public record ToxicWork(
        long bytes,
        long reads,
        long endings,
        long waitedNanos,
        long cuts,
        long droppedBytes,
        long endedConnections,
        long keptOutConnections) {}
