package io.ordeal.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as one types it: {@code 500m}, {@code 2g}, {@code 65536}. */
final class ByteSize {
    private static final Pattern SIZE = Pattern.compile("(\\d+)([kmg]?)b?");

    private ByteSize() {}

    /**
     * Reads a size.
     *
     * @param option whose value it is, for the message
     * @throws UsageException when it is none, or more than there can be
     */
    static long parse(String option, String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(option + " takes a size such as 500m or 2g, not " + text);
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
        } catch (NumberFormatException | ArithmeticException tooMuch) {
            throw new UsageException(
                    option + " takes a size such as 500m or 2g; " + text + " is more than there can be", tooMuch);
        }
    }
}
