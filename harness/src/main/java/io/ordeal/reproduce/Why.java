package io.ordeal.reproduce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What went with the anomaly, over all tries, and what did not. Tries differ in what was left out as much as by chance; so
 * a row is a hint where to look, and no cause.
 *
 * @param shown tries that showed the anomaly
 * @param notShown tries that did not, though their faults came as planned
 * @param rows what tells them apart, the best first
 */
public record Why(int shown, int notShown, List<Row> rows) {
    private static final int MOST_ROWS = 20;

    /** What parts the tries by less than this says nothing. */
    private static final double LEAST_DIFFERENCE = 0.1;

    public Why {
        rows = List.copyOf(rows);
    }

    /**
     * An event.
     *
     * @param withAnomaly tries with it that showed the anomaly, of all that did: P(event | anomaly)
     * @param withEvent tries with it that showed the anomaly, of all that had it: P(anomaly | event)
     * @param without tries with it that did not show the anomaly, of all that did not: P(event | no anomaly)
     */
    public record Row(String event, Rate withAnomaly, Rate withEvent, Rate without) {
        /** How much more often it went with the anomaly than without, −1 to 1. */
        public double difference() {
            return withAnomaly.share() - without.share();
        }
    }

    /** Counts. Tries whose faults came otherwise than planned, or that came to no verdict, say nothing, and are left out. O(n·m). */
    public static Why of(List<LiveTry> tries) {
        List<LiveTry> counted = tries.stream()
                .filter(one -> one.result() != ReplayTry.Result.MISSED && one.result() != ReplayTry.Result.UNKNOWN)
                .toList();
        int shown = (int) counted.stream().filter(LiveTry::isShown).count();
        int notShown = counted.size() - shown;
        NavigableSet<String> events = new TreeSet<>();
        counted.forEach(one -> events.addAll(one.events()));
        List<Row> rows = new ArrayList<>();
        for (String event : events) {
            int with = 0;
            int withOf = 0;
            for (LiveTry one : counted) {
                if (one.events().contains(event)) {
                    withOf++;
                    with += one.isShown() ? 1 : 0;
                }
            }
            rows.add(new Row(event, new Rate(with, shown), new Rate(with, withOf), new Rate(withOf - with, notShown)));
        }
        if (shown == 0 || notShown == 0) {
            return new Why(shown, notShown, List.of());
        }
        return new Why(
                shown,
                notShown,
                rows.stream()
                        .filter(row -> Math.abs(row.difference()) >= LEAST_DIFFERENCE)
                        .sorted(Comparator.comparingDouble((Row row) -> -Math.abs(row.difference())))
                        .limit(MOST_ROWS)
                        .toList());
    }
}
