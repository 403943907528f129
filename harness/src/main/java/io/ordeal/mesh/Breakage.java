package io.ordeal.mesh;

import java.time.Duration;

/** What is done to a link's messages. The first four block it, and they are different faults. */
public sealed interface Breakage {
    /** What its effect is counted in, e.g. {@code bytes-held}: of nothing else can it be said that it was felt. */
    String measure();

    /** Nothing is lost: what is sent waits, and arrives when healed, perhaps long after its sender gave up. */
    record Hold() implements Breakage {
        @Override
        public String measure() {
            return "bytes-held";
        }
    }

    /** Bytes are lost, connections are still accepted, and closed when healed. */
    record Drop() implements Breakage {
        @Override
        public String measure() {
            return "bytes-dropped";
        }
    }

    /** FIN to both ends, then refused. There is no one-way form. */
    record Cut() implements Breakage {
        @Override
        public String measure() {
            return "connections-cut";
        }
    }

    /** As lost packets: no accept, no FIN, no RST, no byte passes. Needs our own server. */
    record Blackhole() implements Breakage {
        @Override
        public String measure() {
            return "bytes-swallowed";
        }
    }

    /** Everything takes longer. */
    record Latency(Duration latency, Duration jitter) implements Breakage {
        @Override
        public String measure() {
            return "messages-delayed";
        }
    }

    /** So many bytes a second and no more. */
    record Bandwidth(long kilobytesPerSecond) implements Breakage {
        @Override
        public String measure() {
            return "waited-millis";
        }
    }

    /** Connections are reset, after so long. */
    record Reset(Duration after) implements Breakage {
        @Override
        public String measure() {
            return "connections-reset";
        }
    }

    /** The end of a connection is passed on late. */
    record SlowClose(Duration delay) implements Breakage {
        @Override
        public String measure() {
            return "closes-delayed";
        }
    }

    /** Messages come in slices. */
    record Slices(int averageBytes, int variationBytes, Duration delay) implements Breakage {
        @Override
        public String measure() {
            return "messages-sliced";
        }
    }
}
