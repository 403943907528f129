package io.ordeal.report;

import io.ordeal.history.Op;
import java.util.Locale;

/** Numbers and times in the one way in which reports print them. */
final class Numbers {
    private Numbers() {}

    /** {@code 1,204,113}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A moment of a run: {@code 2.104 s}; under 10 ms finer, as that is what the history then is about. */
    static String moment(long nanos) {
        if (nanos == Op.NO_TIME) {
            return "no time";
        }
        return nanos != 0 && Math.abs(nanos) < 10_000_000 ? span(nanos) : decimals(nanos / 1e9, 3) + " s";
    }

    /** How long something took, with three figures: {@code 310 µs}, {@code 4.25 ms}, {@code 1.2 s}, {@code 2 min 5 s}. */
    static String span(long nanos) {
        if (nanos < 0) {
            return "-" + span(-nanos);
        } else if (nanos < 1_000) {
            return nanos + " ns";
        } else if (nanos < 999_500) {
            return figures(nanos / 1e3) + " µs";
        } else if (nanos < 999_500_000) {
            return figures(nanos / 1e6) + " ms";
        } else if (nanos < 120_000_000_000L) {
            return figures(nanos / 1e9) + " s";
        }
        long seconds = Math.round(nanos / 1e9);
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Three figures, without zeros at the end. */
    static String figures(double number) {
        double size = Math.abs(number);
        int places = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        String text = decimals(number, places);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    static String decimals(double number, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", number);
    }

    /** Appends a coordinate, to a hundredth. */
    static void hundredths(StringBuilder out, double number) {
        long hundredths = Math.round(Math.abs(number) * 100);
        if (number < 0 && hundredths > 0) {
            out.append('-');
        }
        out.append(hundredths / 100);
        if (hundredths % 100 != 0) {
            out.append('.').append(hundredths / 10 % 10);
            if (hundredths % 10 != 0) {
                out.append(hundredths % 10);
            }
        }
    }

    static String percent(double share) {
        // 99.97 % must not look like all of it.
        double percent = share * 100;
        String text = decimals(percent, percent > 99 && percent < 100 ? 2 : 1);
        return (share < 1 && text.startsWith("100") ? "> 99.99" : text.replaceFirst("\\.0+$", "")) + " %";
    }

    /** {@code one operation}, {@code 3 operations}. */
    static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** {@code one anomaly}, {@code 3 anomalies}. */
    static String count(long number, String noun, String plural) {
        return number == 1 ? "one " + noun : grouped(number) + " " + plural;
    }
}
