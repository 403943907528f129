package io.ordeal.reproduce;

import java.util.Locale;

/**
 * How often something came about.
 *
 * @param count times that it did, 0 to {@code of}
 * @param of tries, ≥ 0
 */
public record Rate(int count, int of) {
    /** Of the standard normal distribution, two-sided, at 95 %. */
    private static final double Z = 1.959964;

    public Rate {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException("expected 0 to " + of + " of " + of + ", found " + count);
        }
    }

    /** The share itself; 0 of no tries. */
    public double share() {
        return of == 0 ? 0 : (double) count / of;
    }

    /** The lower bound of Wilson's score interval at 95 % (E. B. Wilson 1927); 0 of no tries. */
    public double low() {
        // what is 0 by the formula is not always 0 by its arithmetic
        return count == 0 ? 0 : Math.max(0, centre() - half());
    }

    /** The upper bound; 1 of no tries. */
    public double high() {
        return count == of ? 1 : Math.min(1, centre() + half());
    }

    private double centre() {
        return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double half() {
        return Z / (1 + Z * Z / of) * Math.sqrt(share() * (1 - share()) / of + Z * Z / (4.0 * of * of));
    }

    /** {@code 7 of 10 (70 %, 95 % interval 40 to 89 %)}. */
    @Override
    public String toString() {
        return of == 0
                ? "0 of 0"
                : String.format(
                        Locale.ROOT,
                        "%d of %d (%.0f %%, 95 %% interval %.0f to %.0f %%)",
                        count,
                        of,
                        100 * share(),
                        100 * low(),
                        100 * high());
    }
}
