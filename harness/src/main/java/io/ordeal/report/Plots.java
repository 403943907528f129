package io.ordeal.report;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Locale;

/**
 * The plots of a run as SVG: for each operation name its latency (logarithmic; every operation is in it, the denser the
 * darker, with the median and the 99th percentile of the ok ones) and its rate, the faults' spans shaded in both.
 */
final class Plots {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 190;
    private static final double LEFT = 52;
    private static final double RIGHT = 8;
    private static final double TOP = 20;
    private static final double BOTTOM = 22;
    private static final double PLOT = WIDTH - LEFT - RIGHT;
    private static final double FLOOR = HEIGHT - BOTTOM;
    private static final int STEPS_IN_DECADE = 40;
    private static final List<OpType> OUTCOMES = List.of(OpType.OK, OpType.FAIL, OpType.INFO);
    /** Fewer operations than this in a stretch on average, and stretches are taken together. */
    private static final int MANY_FOR_QUANTILE = 20;

    private static final int MANY_FOR_RATE = 8;
    private static final double[] DENSITIES = {0.3, 0.5, 0.75, 1};

    private final History history;
    private final PageClock clock;
    private final FaultSpans faults;

    Plots(History history, PageClock clock, FaultSpans faults) {
        this.history = history;
        this.clock = clock;
        this.faults = faults;
    }

    String latency(PlotBins bins) {
        int lowest = Integer.MAX_VALUE;
        int highest = -1;
        for (int row = 0; row < PlotBins.rows(); row++) {
            for (int bin = 0; bin < PlotBins.BINS; bin++) {
                for (OpType outcome : OUTCOMES) {
                    if (bins.took(outcome, bin, row) > 0) {
                        lowest = Math.min(lowest, row * PlotBins.COARSE);
                        highest = Math.max(highest, (row + 1) * PlotBins.COARSE);
                    }
                }
            }
        }
        StringBuilder svg = open("latency of " + bins.f());
        if (highest < 0) {
            return svg.append(label(LEFT + PLOT / 2, HEIGHT / 2, "middle", "no operation completed"))
                    .append("</svg>\n")
                    .toString();
        }
        Scale scale = new Scale(lowest, Math.max(highest, lowest + STEPS_IN_DECADE / 2));
        for (int decade = 0; decade <= 10; decade++) {
            double y = scale.y(decade * STEPS_IN_DECADE);
            if (y >= TOP - 0.1 && y <= FLOOR + 0.1) {
                grid(svg, y, Numbers.span(Math.round(PlotBins.nanosAt(decade * STEPS_IN_DECADE))));
            }
        }
        for (OpType outcome : OUTCOMES) {
            cells(svg, bins, outcome, scale);
        }
        svg.append(quantile(bins, 0.99, scale)).append(quantile(bins, 0.5, scale));
        return svg.append("</svg>\n").toString();
    }

    private record Scale(double lowest, double highest) {
        double y(double step) {
            return FLOOR - (step - lowest) / (highest - lowest) * (FLOOR - TOP);
        }
    }

    private static void cells(StringBuilder svg, PlotBins bins, OpType outcome, Scale scale) {
        double width = PLOT / PlotBins.BINS;
        double height = scale.y(0) - scale.y(PlotBins.COARSE);
        StringBuilder[] paths = new StringBuilder[DENSITIES.length];
        for (int bin = 0; bin < PlotBins.BINS; bin++) {
            for (int row = 0; row < PlotBins.rows(); row++) {
                long count = bins.took(outcome, bin, row);
                if (count > 0) {
                    int density = (int) Math.min(DENSITIES.length - 1, Math.log10((double) count) * 1.5);
                    paths[density] = paths[density] == null ? new StringBuilder() : paths[density];
                    path(paths[density], LEFT + bin * width, scale.y((row + 1) * PlotBins.COARSE), width, height);
                }
            }
        }
        for (int density = 0; density < DENSITIES.length; density++) {
            if (paths[density] != null) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<path class=\"fill-%s\" fill-opacity=\"%s\" d=\"%s\"/>%n",
                        outcome.wire(),
                        DENSITIES[density],
                        paths[density]));
            }
        }
    }

    private static String quantile(PlotBins bins, double share, Scale scale) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        int together = bins.together(MANY_FOR_QUANTILE);
        for (int bin = 0; bin < PlotBins.BINS; bin += together) {
            double step = bins.quantileStep(bin, together, share);
            if (step < 0) {
                pen = false;
                continue;
            }
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    pen ? "L" : "M",
                    LEFT + (bin + Math.min(together, PlotBins.BINS - bin) / 2.0) * PLOT / PlotBins.BINS,
                    scale.y(step)));
            // A stretch with no neighbours would be a point, which a line does not show.
            path.append(pen ? "" : "h.01");
            pen = true;
        }
        return path.isEmpty()
                ? ""
                : "<path class=\"quantile " + (share < 0.9 ? "median" : "tail") + "\" d=\"" + path + "\"/>\n";
    }

    String rate(PlotBins bins) {
        int together = bins.together(MANY_FOR_RATE);
        double seconds = Math.max(1, clock.last() - clock.first()) / 1e9 / PlotBins.BINS * together;
        double step = niceStep(bins.mostBegun(together) / seconds / 3);
        double top = Math.max(step, Math.ceil(bins.mostBegun(together) / seconds / step) * step);
        StringBuilder svg = open("rate of " + bins.f());
        for (double tick = 0; tick <= top * 1.001; tick += step) {
            grid(svg, FLOOR - tick / top * (FLOOR - TOP), tick == 0 ? "0" : Numbers.figures(tick) + "/s");
        }
        double[] below = new double[PlotBins.BINS];
        for (OpType outcome : List.of(OpType.OK, OpType.INFO, OpType.FAIL)) {
            StringBuilder path = new StringBuilder();
            for (int bin = 0; bin < PlotBins.BINS; bin += together) {
                double width = PLOT / PlotBins.BINS * Math.min(together, PlotBins.BINS - bin);
                double height = bins.begun(outcome, bin, together) / seconds / top * (FLOOR - TOP);
                if (height > 0) {
                    path(path, LEFT + bin * PLOT / PlotBins.BINS, FLOOR - below[bin] - height, width, height);
                    below[bin] += height;
                }
            }
            if (!path.isEmpty()) {
                svg.append("<path class=\"fill-")
                        .append(outcome.wire())
                        .append("\" d=\"")
                        .append(path)
                        .append("\"/>\n");
            }
        }
        return svg.append("</svg>\n").toString();
    }

    /** A rectangle as a part of a path. There are thousands, for which a formatter is too slow. */
    private static void path(StringBuilder path, double x, double y, double width, double height) {
        path.append('M');
        Numbers.hundredths(path, x);
        path.append(' ');
        Numbers.hundredths(path, y);
        path.append('h');
        Numbers.hundredths(path, width);
        path.append('v');
        Numbers.hundredths(path, height);
        path.append('h');
        Numbers.hundredths(path, -width);
        path.append('z');
    }

    /** 1, 2 or 5 times a power of ten, not below a number. */
    static double niceStep(double atLeast) {
        double size = Math.pow(10, Math.floor(Math.log10(Math.max(atLeast, 1e-9))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * size >= atLeast) {
                return factor * size;
            }
        }
        return 10 * size;
    }

    private StringBuilder open(String title) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"plot\" viewBox=\"0 0 %.0f %.0f\" data-left=\"%.0f\" data-right=\"%.0f\" role=\"img\""
                        + " aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                LEFT,
                WIDTH - RIGHT,
                Html.escape(title)));
        double lastLabel = Double.NEGATIVE_INFINITY;
        for (FaultSpans.Span span : faults.spans()) {
            double from = x(clock.at(span.from()));
            double to = x(clock.at(span.end(history)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<g class=\"fault\"><title>%s, %s to %s</title><rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\""
                            + " height=\"%.0f\"/>",
                    Html.escape(FaultLabel.of(span)),
                    Numbers.moment(clock.at(span.from())),
                    span.to() < 0 ? "the end, not healed" : Numbers.moment(clock.at(span.to())),
                    from,
                    TOP,
                    Math.max(0.5, to - from),
                    FLOOR - TOP));
            if (from > lastLabel && from + span.kind().length() * 5.4 < WIDTH) {
                svg.append(label(from, TOP - 5, "start", span.kind()));
                lastLabel = from + span.kind().length() * 5.4 + 6;
            }
            svg.append("</g>\n");
        }
        double span = (double) Math.max(1, clock.last() - clock.first());
        double step = niceStep(span / 6e9) * 1e9;
        for (double tick = Math.ceil(clock.first() / step) * step; tick <= clock.last(); tick += step) {
            double x = x(Math.round(tick));
            boolean atEdge = x > WIDTH - RIGHT - 20;
            svg.append(label(atEdge ? WIDTH - 2 : x, HEIGHT - 6, atEdge ? "end" : "middle", tickText(tick, step)));
        }
        svg.append("<rect class=\"view\" x=\"0\" y=\"" + TOP + "\" width=\"0\" height=\"" + (FLOOR - TOP) + "\"/>\n");
        return svg;
    }

    /** Ticks of one axis have one unit. */
    private static String tickText(double nanos, double stepNanos) {
        if (nanos == 0) {
            return "0";
        }
        double unit = stepNanos >= 1e8 ? 1e9 : stepNanos >= 1e5 ? 1e6 : stepNanos >= 1e2 ? 1e3 : 1;
        String name = unit == 1e9 ? " s" : unit == 1e6 ? " ms" : unit == 1e3 ? " µs" : " ns";
        String text = Numbers.decimals(nanos / unit, stepNanos < unit ? 1 : 0);
        return text + name;
    }

    private double x(long nanos) {
        return LEFT + PLOT * (nanos - clock.first()) / (double) Math.max(1, clock.last() - clock.first());
    }

    private static void grid(StringBuilder svg, double y, String label) {
        svg.append(String.format(Locale.ROOT, "<path class=\"grid\" d=\"M%.0f %.1fH%.0f\"/>", LEFT, y, WIDTH - RIGHT))
                .append(label(LEFT - 6, y + 3.5, "end", label))
                .append('\n');
    }

    private static String label(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y,
                anchor,
                Html.escape(text));
    }
}
