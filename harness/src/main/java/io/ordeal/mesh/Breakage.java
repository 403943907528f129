package io.ordeal.mesh;

import java.time.Duration;

/** What is done to a link's messages. The first four block it, and they are different faults. */
public sealed interface Breakage {
    /** Nothing is lost: what is sent waits, and arrives when healed, perhaps long after its sender gave up. */
    record Hold() implements Breakage {}

    /** Bytes are lost, connections are still accepted, and closed when healed. */
    record Drop() implements Breakage {}

    /** FIN to both ends, then refused. There is no one-way form. */
    record Cut() implements Breakage {}

    /** As lost packets: no accept, no FIN, no RST, no byte passes. Needs our own server. */
    record Blackhole() implements Breakage {}

    /** Everything takes longer. */
    record Latency(Duration latency, Duration jitter) implements Breakage {}

    /** So many bytes a second and no more. */
    record Bandwidth(long kilobytesPerSecond) implements Breakage {}

    /** Connections are reset, after so long. */
    record Reset(Duration after) implements Breakage {}

    /** The end of a connection is passed on late. */
    record SlowClose(Duration delay) implements Breakage {}

    /** Messages come in slices. */
    record Slices(int averageBytes, int variationBytes, Duration delay) implements Breakage {}
}
