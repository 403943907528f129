package io.ordeal.report;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Locale;

/**
 * Runs one above the other on one axis of time: of each a row a fault, how many operations began, those that were ok, and the
 * others on top, and its violations.
 */
public final class Tracks {
    private static final double WIDTH = 1000;
    private static final double LEFT = 90;
    private static final double RIGHT = 12;
    private static final double FAULT_ROW = 16;
    private static final double OPERATIONS = 40;
    private static final double GAP = 26;
    private static final int MOST_FAULTS = 12;
    private static final int BINS = 180;

    private final long lengthNanos;

    private Tracks(long lengthNanos) {
        this.lengthNanos = lengthNanos;
    }

    /**
     * A run.
     *
     * @param name that stands beside it, a word
     * @param history what it did
     * @param marks its violations
     */
    public record Track(String name, History history, List<Mark> marks) {
        public Track {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A violation.
     *
     * @param type of the anomaly
     * @param nanos when it had happened, since the run's start
     */
    public record Mark(String type, long nanos) {}

    /**
     * The picture, as SVG. Takes time linear in the histories.
     *
     * @param label what it is, for who can't see it
     */
    public static String draw(String label, List<Track> tracks) {
        long length = tracks.stream()
                .map(Track::history)
                .filter(history -> history.size() > 0)
                .mapToLong(history -> history.timeNanos(history.size() - 1))
                .max()
                .orElse(0);
        return new Tracks(Math.max(1, length)).all(label, tracks);
    }

    private String all(String label, List<Track> tracks) {
        StringBuilder svg = new StringBuilder();
        double end = 8 - GAP;
        for (Track track : tracks) {
            end = track(svg, track, end + GAP);
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"axis\" x=\"%.0f\" y=\"%.0f\" text-anchor=\"start\">0 s</text>%n"
                        + "<text class=\"axis\" x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">%s</text>%n",
                LEFT,
                end + 14,
                WIDTH - RIGHT,
                end + 14,
                Html.escape(Numbers.moment(lengthNanos))));
        return String.format(
                        Locale.ROOT,
                        "<svg class=\"picture\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n",
                        WIDTH,
                        end + 20,
                        Html.escape(label))
                + svg + "</svg>\n";
    }

    /** @return where it ends */
    private double track(StringBuilder svg, Track track, double top) {
        History history = track.history();
        List<FaultSpans.Span> spans = FaultSpans.of(history).spans();
        int rows = Math.min(MOST_FAULTS, spans.size());
        double floor = top + rows * FAULT_ROW + OPERATIONS;
        for (int row = 0; row < rows; row++) {
            fault(svg, history, spans.get(row), top + row * FAULT_ROW, floor);
        }
        operations(svg, history, floor);
        for (Mark mark : track.marks()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"mark\" d=\"M%.1f %.1fV%.1f\"><title>%s</title></path>%n",
                    x(mark.nanos()),
                    top - 4,
                    floor + 4,
                    Html.escape(mark.type() + " at " + Numbers.moment(mark.nanos()))));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"lane-name\" x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                LEFT - 10,
                floor - 4,
                Html.escape(track.name())));
        return floor;
    }

    private void fault(StringBuilder svg, History history, FaultSpans.Span span, double y, double floor) {
        double from = x(history.timeNanos(span.from()));
        double width = Math.max(3, x(history.timeNanos(span.end(history))) - from);
        String label = span.fault() + " " + FaultWords.line(span);
        svg.append(String.format(
                Locale.ROOT,
                "<g class=\"fault\"><title>%s</title><rect class=\"during\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                        + " height=\"%.1f\"/><rect class=\"name\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"start\">%s</text></g>%n",
                Html.escape(label),
                from,
                y,
                width,
                floor - y,
                from,
                y,
                width,
                FAULT_ROW - 3,
                from + 4,
                y + 10,
                width < 8 * span.fault().length() ? "" : Html.escape(span.fault())));
    }

    private void operations(StringBuilder svg, History history, double floor) {
        int[] ok = new int[BINS];
        int[] all = new int[BINS];
        int most = 1;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i) && history.timeNanos(i) >= 0) {
                int bin = (int) Math.min(BINS - 1, BINS * (double) history.timeNanos(i) / lengthNanos);
                all[bin]++;
                ok[bin] += history.outcome(i) == OpType.OK ? 1 : 0;
                most = Math.max(most, all[bin]);
            }
        }
        double width = (WIDTH - RIGHT - LEFT) / BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double high = (OPERATIONS - 6) * ok[bin] / most;
            double more = (OPERATIONS - 6) * (all[bin] - ok[bin]) / most;
            bar(svg, "call-ok", LEFT + bin * width, floor - high, width, high);
            bar(svg, "call-info", LEFT + bin * width, floor - high - more, width, more);
        }
        svg.append(String.format(
                Locale.ROOT, "<path class=\"grid\" d=\"M%.0f %.1fH%.0f\"/>%n", LEFT, floor, WIDTH - RIGHT));
    }

    private static void bar(StringBuilder svg, String kind, double x, double y, double width, double height) {
        if (height > 0) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<g class=\"bar %s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></g>%n",
                    kind,
                    x,
                    y,
                    Math.max(1, width - 1),
                    height));
        }
    }

    private double x(long nanos) {
        return LEFT + (WIDTH - RIGHT - LEFT) * Math.max(0, nanos) / lengthNanos;
    }
}
