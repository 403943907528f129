package io.ordeal.history;

import java.math.BigInteger;

/**
 * A fraction as Clojure prints it, {@code 2/3}: in lowest terms, and never an integer.
 *
 * @param denominator at least 2
 */
public record Ratio(BigInteger numerator, BigInteger denominator) {
    public Ratio {
        if (denominator.compareTo(BigInteger.TWO) < 0) {
            throw new IllegalArgumentException("a ratio's denominator is at least 2, not " + denominator);
        }
        if (!numerator.gcd(denominator).equals(BigInteger.ONE)) {
            throw new IllegalArgumentException("not in lowest terms: " + numerator + "/" + denominator);
        }
    }

    /**
     * The quotient in lowest terms.
     *
     * @param denominator not zero
     * @return a {@code Ratio}, or a {@code BigInteger} where the division leaves nothing over
     */
    public static Object of(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator);
        BigInteger divisor = denominator.signum() < 0 ? common.negate() : common;
        BigInteger reduced = denominator.divide(divisor);
        return reduced.equals(BigInteger.ONE)
                ? numerator.divide(divisor)
                : new Ratio(numerator.divide(divisor), reduced);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
