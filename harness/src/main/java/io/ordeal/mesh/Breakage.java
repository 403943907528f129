package io.ordeal.mesh;

import io.ordeal.toxiproxy.MessageRule;
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

    /**
     * As lost packets: no byte, FIN or RST passes, and who connects finds nobody. Needs our own server. Where it swallowed
     * nothing, as clients connect anew for every request, what it did is told by those whom it kept out.
     */
    record Blackhole() implements Breakage {
        /** Of connections that were opened into it. */
        static final String KEPT_OUT = "connections-kept-out";

        @Override
        public String measure() {
            return "bytes-swallowed";
        }
    }

    /** Some messages are held, repeated or reordered. Needs our own server, and mostly links whose protocol is known. */
    record Messages(MessageRule rule) implements Breakage {
        @Override
        public String measure() {
            return switch (rule.act()) {
                case HOLD -> "bytes-held";
                case REPEAT -> "messages-repeated";
                case REORDER -> "messages-reordered";
            };
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
