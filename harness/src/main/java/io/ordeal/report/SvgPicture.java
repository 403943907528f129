package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.Op;
import java.util.Locale;

/** The picture of a violation for the page: the same as {@link AsciiPicture}, finer. */
final class SvgPicture {
    private static final double WIDTH = 1000;
    private static final double LEFT = 70;
    private static final double RIGHT = 30;
    private static final double TOP = 26;
    private static final double LANE = 44;
    private static final double BAR = 26;
    private static final double CHARACTER = 7;

    private SvgPicture() {}

    /** An svg element; empty if the witness shows no operation. */
    static String draw(Anomaly anomaly) {
        return CyclePicture.of(anomaly)
                .map(CycleSvg::draw)
                .orElseGet(
                        () -> WitnessPicture.of(anomaly).map(SvgPicture::draw).orElse(""));
    }

    private static String draw(WitnessPicture picture) {
        double plot = WIDTH - LEFT - RIGHT - 40;
        double[] at = MomentScale.place(
                picture.times(), picture.timed(), MomentScale.needs(picture, CHARACTER, 18), 14, plot);
        double floor = TOP + LANE * picture.lanes().size();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"picture\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                floor + 40,
                Html.escape(picture.caption())));
        picture.shade()
                .ifPresent(shade -> svg.append(rect(
                        "shade",
                        x(at, shade.from()),
                        TOP - 6,
                        x(at, shade.to()) - x(at, shade.from()),
                        floor - TOP + 12)));
        for (int i = 0; i < picture.lanes().size(); i++) {
            double y = TOP + LANE * i + LANE / 2;
            svg.append(text(
                    "lane-name", LEFT - 14, y + 4, "end", picture.lanes().get(i).name()));
            svg.append(String.format(
                    Locale.ROOT, "<path class=\"grid\" d=\"M%.0f %.1fH%.0f\"/>%n", LEFT - 6, y, WIDTH - 8));
            for (WitnessPicture.Bar bar : picture.lanes().get(i).bars()) {
                bar(svg, bar, at, y);
            }
        }
        ticks(svg, picture, at, floor);
        caption(svg, picture, x(at, picture.mark()), floor);
        return svg.append("</svg>\n").toString();
    }

    private static double x(double[] at, int moment) {
        return moment >= at.length ? WIDTH - 8 : LEFT + 16 + at[moment];
    }

    private static void bar(StringBuilder svg, WitnessPicture.Bar bar, double[] at, double y) {
        double from = x(at, bar.stretch().from());
        double to = x(at, bar.stretch().to());
        String kind = bar.hold() ? "hold" : "call-" + bar.outcome().wire();
        svg.append("<g class=\"bar ")
                .append(kind)
                .append(bar.stretch().to() >= at.length ? " endless" : "")
                .append("\"><title>")
                .append(Html.escape(bar.label()))
                .append("</title>")
                .append(rect("", from, y - BAR / 2, Math.max(3, to - from), BAR));
        int room = (int) ((to - from - 10) / CHARACTER);
        String label = bar.label().length() <= room
                ? bar.label()
                : room < 4 ? "" : bar.label().substring(0, room - 1) + "…";
        if (!label.isEmpty()) {
            svg.append(text("", from + 8, y + 4, "start", label));
        }
        svg.append("</g>\n");
    }

    /** Times under the moments, as far as they do not run into each other; the mark's first. */
    private static void ticks(StringBuilder svg, WitnessPicture picture, double[] at, double floor) {
        if (!picture.timed()) {
            svg.append(text("axis", LEFT, floor + 34, "start", "in the order of the events; there are no times"));
            return;
        }
        double free = 0;
        double mark = x(at, picture.mark());
        for (int i = 0; i < at.length; i++) {
            double x = x(at, i);
            svg.append(String.format(Locale.ROOT, "<path class=\"tick\" d=\"M%.1f %.1fv6\"/>", x, floor));
            boolean clear = Math.abs(x - mark) > 74 || i == picture.mark();
            if (clear && x - 34 > free && x < WIDTH - 30 && picture.times().get(i) != Op.NO_TIME) {
                svg.append(text("axis", x, floor + 18, "middle", picture.time(i)));
                free = x + 34;
            }
        }
        svg.append('\n');
    }

    private static void caption(StringBuilder svg, WitnessPicture picture, double x, double floor) {
        double length = picture.caption().length() * 6.6;
        String anchor = x - length / 2 < 4 ? "start" : x + length / 2 > WIDTH - 4 ? "end" : "middle";
        double at = anchor.equals("start") ? Math.max(4, Math.min(x, WIDTH - length)) : x;
        svg.append(String.format(Locale.ROOT, "<path class=\"mark\" d=\"M%.1f %.1fV%.1f\"/>", x, TOP - 12, floor + 4));
        svg.append(text("caption", at, floor + 34, anchor, picture.timed() ? picture.caption() : ""));
        if (!picture.timed()) {
            svg.append(text("caption", x, TOP - 14, x > WIDTH / 2 ? "end" : "start", picture.caption()));
        }
    }

    private static String rect(String cssClass, double x, double y, double width, double height) {
        return String.format(
                Locale.ROOT,
                "<rect%s x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"",
                x,
                y,
                width,
                height);
    }

    private static String text(String cssClass, double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"",
                x,
                y,
                anchor,
                Html.escape(text));
    }
}
