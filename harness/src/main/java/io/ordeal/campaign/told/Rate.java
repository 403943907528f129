package io.ordeal.campaign.told;

import java.util.Locale;

/**
 * How often something happens a minute, and between which bounds that lies with 95 %.
 *
 * <p>Events of a Poisson process; the bounds are Byar's approximation of the exact ones (Breslow and Day, Statistical Methods
 * in Cancer Research II, 1987, section 2.3), off by less than 2 % from five events on.
 *
 * @param count of events
 * @param minutes in which they happened
 * @param perMinute count ÷ minutes; 0 if there were none of either
 * @param low the lower bound
 * @param high the upper bound; infinite if there were no minutes
 */
record Rate(int count, double minutes, double perMinute, double low, double high) {
    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959964;

    static Rate of(int count, double minutes) {
        if (minutes <= 0) {
            return new Rate(count, minutes, 0, 0, Double.POSITIVE_INFINITY);
        }
        double low = count == 0 ? 0 : count * cube(1 - 1 / (9.0 * count) - Z / (3 * Math.sqrt(count)));
        double more = count + 1.0;
        double high = more * cube(1 - 1 / (9 * more) + Z / (3 * Math.sqrt(more)));
        return new Rate(count, minutes, count / minutes, low / minutes, high / minutes);
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** Such as {@code 2.4 a minute (1.1–4.6)}. */
    String text() {
        return minutes <= 0
                ? "never run"
                : String.format(Locale.ROOT, "%.2f a minute (%.2f–%.2f)", perMinute, low, high);
    }
}
