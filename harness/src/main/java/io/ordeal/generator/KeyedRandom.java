package io.ordeal.generator;

import java.util.SplittableRandom;

/** Random numbers that depend on a key and on nothing else: not on timing, not on who drew before. */
public final class KeyedRandom {
    private KeyedRandom() {}

    /**
     * A generator of random numbers for a key.
     *
     * @param seed the run's
     * @param path where in the generator the draw is made; a name that stays the same from run to run
     * @param worker for whom
     * @param count the how-manieth draw of that worker there
     */
    public static SplittableRandom of(long seed, String path, int worker, long count) {
        return of(seed, path.hashCode() * 0x9E3779B97F4A7C15L, worker, count);
    }

    /**
     * A generator of random numbers for a key.
     *
     * @param path as {@link GeneratorContext#path}
     */
    public static SplittableRandom of(long seed, long path, int worker, long count) {
        long key = mix(seed ^ mix(path));
        key = mix(key ^ mix(worker * 0xD1B54A32D192ED03L + 0x632BE59BD9B4E019L));
        return new SplittableRandom(mix(key ^ mix(count + 0x9E3779B97F4A7C15L)));
    }

    /** The path of a generator's child. */
    static long path(long parent, long index) {
        return mix(parent * 0x9E3779B97F4A7C15L + mix(index + 0xD1B54A32D192ED03L));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
