package io.ordeal.history.io;

import io.ordeal.history.Ratio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as EDN and Clojure write them. */
final class EdnNumbers {
    /** Longer ones take time that grows with the square of their length. */
    static final int MAX_LENGTH = 1000;

    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)N?");
    private static final Pattern HEXADECIMAL = Pattern.compile("([-+]?)0[xX]([0-9A-Fa-f]+)N?");
    private static final Pattern RATIO = Pattern.compile("([-+]?[0-9]+)/([0-9]+)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?(M?)");

    private EdnNumbers() {}

    /** The number as a BigInteger, Double, BigDecimal or {@link Ratio}, or null if it is none. */
    static @Nullable Object parse(String text) {
        if (INTEGER.matcher(text).matches()) {
            return new BigInteger(text.endsWith("N") ? text.substring(0, text.length() - 1) : text);
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return new BigInteger(hexadecimal.group(1) + hexadecimal.group(2), 16);
        }
        Matcher ratio = RATIO.matcher(text);
        if (ratio.matches()) {
            BigInteger denominator = new BigInteger(ratio.group(2));
            return denominator.signum() == 0 ? null : Ratio.of(new BigInteger(ratio.group(1)), denominator);
        }
        Matcher decimal = FLOAT.matcher(text);
        if (!decimal.matches()) {
            return null;
        }
        if (decimal.group(1).isEmpty()) {
            return Double.valueOf(text);
        }
        try {
            return new BigDecimal(text.substring(0, text.length() - 1));
        } catch (NumberFormatException e) {
            // An exponent beyond 32 bits.
            return null;
        }
    }
}
