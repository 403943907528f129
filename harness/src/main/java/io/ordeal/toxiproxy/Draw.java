package io.ordeal.toxiproxy;

import java.util.SplittableRandom;

/**
 * The randomness of one toxic on one connection: a function of (seed, proxy, toxic, number of the connection), so that
 * two runs with one seed hit the same connections whatever their timing.
 */
final class Draw {
    private final long key;

    Draw(long seed, String proxy, String toxic, long connectionNumber) {
        long mixed = mix(seed);
        mixed = mix(mixed ^ hash(proxy));
        mixed = mix(mixed ^ hash(toxic));
        this.key = mix(mixed ^ connectionNumber);
    }

    /** Whether a toxic of this toxicity acts on this connection. Monotone: whoever is hit at 0.2 is hit at 0.5. */
    boolean hits(float toxicity) {
        return (key >>> 40) * 0x1p-24 < toxicity;
    }

    /** A stream of random numbers for jitter and slices. */
    SplittableRandom random() {
        return new SplittableRandom(mix(key));
    }

    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
