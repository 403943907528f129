package io.ordeal.fault.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fault's draws are keyed by, beside the run's seed: whom it strikes, who is on which side, how long a link's delay is.
 * A fault that has one of its own draws again what it drew in another run, whatever else is in its schedule.
 *
 * @param fault as it was asked for: {@code partition:minority}
 * @param number the how-manieth of its like it was, ≥ 1
 */
public record Draws(String fault, long number) {
    private static final Pattern FORM = Pattern.compile("(.+)#([1-9]\\d{0,8})");

    /** @throws IllegalArgumentException it is none */
    public static Draws parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a fault and its number, such as partition:minority#2, found: " + text);
        }
        return new Draws(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return fault + "#" + number;
    }
}
