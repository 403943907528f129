package io.ordeal.software;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a software of which something is said: {@code 3.9.3}, that alone; {@code 3.9.4..}, that and all later; {@code
 * ..3.9.2}, that and all earlier; {@code 3.9.0..3.9.2}.
 *
 * @param product as in a run's versions
 * @param from the first; null if there is no first
 * @param to the last; null if there is no last
 */
public record VersionRange(
        String product, @Nullable String from, @Nullable String to) {
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final String BETWEEN = "..";

    public VersionRange {
        for (String bound : Arrays.asList(from, to)) {
            if (bound != null && !NUMBERS.matcher(bound).matches()) {
                throw new IllegalArgumentException("expected versions such as 3.9.3 or 3.9.4.., found " + bound);
            }
        }
        if (from == null && to == null) {
            throw new IllegalArgumentException("a range of versions begins or ends somewhere, such as 3.9.4..");
        }
    }

    /** @throws IllegalArgumentException no such range */
    public static VersionRange parse(String product, String text) {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            return new VersionRange(product, text, text);
        }
        String from = text.substring(0, between);
        String to = text.substring(between + BETWEEN.length());
        return new VersionRange(product, from.isEmpty() ? null : from, to.isEmpty() ? null : to);
    }

    /**
     * Whether what ran is of it. Nothing is if its version is no row of numbers, as that of a path of the user's: it is not
     * known then.
     *
     * @param versions what ran, by product
     */
    public boolean includes(Map<String, String> versions) {
        String version = versions.get(product);
        return version != null
                && NUMBERS.matcher(version).matches()
                && (from == null || compare(version, from) >= 0)
                && (to == null || compare(version, to) <= 0);
    }

    /** Number by number; one that is not there counts as 0. */
    private static int compare(String a, String b) {
        List<String> left = List.of(a.split("\\."));
        List<String> right = List.of(b.split("\\."));
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Long.compare(number(left, i), number(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long number(List<String> numbers, int i) {
        return i < numbers.size() ? Long.parseLong(numbers.get(i)) : 0;
    }

    /** As {@code zookeeper 3.9.4..}. */
    @Override
    public String toString() {
        return product + " "
                + (Objects.equals(from, to)
                        ? from
                        : Objects.requireNonNullElse(from, "") + BETWEEN + Objects.requireNonNullElse(to, ""));
    }
}
