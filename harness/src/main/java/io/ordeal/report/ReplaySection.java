package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Locale;

/** A replay's recording and the replay itself, one above the other on one axis of time, and the violation of either. */
final class ReplaySection {
    private static final double WIDTH = 1000;
    private static final double LEFT = 90;
    private static final double RIGHT = 12;
    private static final double FAULT_ROW = 16;
    private static final double OPERATIONS = 40;
    private static final double GAP = 26;
    private static final int MOST_FAULTS = 12;
    private static final int BINS = 180;

    private final Report replay;
    private final FaultStory story;
    private final Report.Beside beside;
    private final long lengthNanos;

    ReplaySection(Report replay, FaultStory story, Report.Beside beside) {
        this.replay = replay;
        this.story = story;
        this.beside = beside;
        lengthNanos = Math.max(
                1, Math.max(length(replay.history()), length(beside.recording().history())));
    }

    private static long length(History history) {
        return history.size() == 0 ? 0 : history.timeNanos(history.size() - 1);
    }

    void write(Html html) {
        Report recording = beside.recording();
        html.raw("<section id=\"replay\">\n<h2>Recording and replay</h2>\n");
        html.raw("<p>The recording: ")
                .element("code", "", recording.check().file())
                .raw("</p>\n");
        beside.remarks().forEach(remark -> html.element("p", "", remark));
        html.raw("<figure class=\"scroll\" tabindex=\"0\">\n").raw(tracks()).raw("</figure>\n");
        violation(html, "Recorded", recording, new FaultStory(recording.history(), FaultSpans.of(recording.history())));
        violation(html, "Replayed", replay, story);
        html.raw("</section>\n");
    }

    private static void violation(Html html, String when, Report report, FaultStory story) {
        List<Anomaly> anomalies = report.check().result().verdict().anomaliesOrNone();
        html.element(
                "h3",
                "",
                when + ": "
                        + (anomalies.isEmpty()
                                ? "no violation"
                                : anomalies.get(0).type()));
        if (!anomalies.isEmpty()) {
            html.element("p", "explanation", anomalies.get(0).explanation().strip());
            String picture = SvgPicture.draw(anomalies.get(0), story);
            if (!picture.isEmpty()) {
                html.raw("<figure class=\"scroll\" tabindex=\"0\">\n")
                        .raw(picture)
                        .raw("</figure>\n");
            }
        }
    }

    /** Of either run a row a fault, and how many operations began: those that were ok, and the others on top. */
    private String tracks() {
        StringBuilder svg = new StringBuilder();
        double recorded = track(svg, "recorded", beside.recording(), 8);
        double replayed = track(svg, "replayed", replay, recorded + GAP);
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"axis\" x=\"%.0f\" y=\"%.0f\" text-anchor=\"start\">0 s</text>%n"
                        + "<text class=\"axis\" x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">%s</text>%n",
                LEFT,
                replayed + 14,
                WIDTH - RIGHT,
                replayed + 14,
                Html.escape(Numbers.moment(lengthNanos))));
        return String.format(
                        Locale.ROOT,
                        "<svg class=\"picture\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"Recording and replay on"
                                + " one axis of time\">%n",
                        WIDTH,
                        replayed + 20)
                + svg + "</svg>\n";
    }

    /** @return where it ends */
    private double track(StringBuilder svg, String name, Report report, double top) {
        History history = report.history();
        List<FaultSpans.Span> spans = FaultSpans.of(history).spans();
        int rows = Math.min(MOST_FAULTS, spans.size());
        double floor = top + rows * FAULT_ROW + OPERATIONS;
        for (int row = 0; row < rows; row++) {
            fault(svg, history, spans.get(row), top + row * FAULT_ROW, floor);
        }
        operations(svg, history, floor);
        for (Anomaly anomaly : report.check().result().verdict().anomaliesOrNone()) {
            anomaly.witness().stream()
                    .mapToLong(Op::timeNanos)
                    .max()
                    .ifPresent(nanos -> svg.append(String.format(
                            Locale.ROOT,
                            "<path class=\"mark\" d=\"M%.1f %.1fV%.1f\"><title>%s</title></path>%n",
                            x(nanos),
                            top - 4,
                            floor + 4,
                            Html.escape(anomaly.type() + " at " + Numbers.moment(nanos)))));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"lane-name\" x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                LEFT - 10,
                floor - 4,
                name));
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
