package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import java.util.List;
import java.util.Locale;

/**
 * The picture of a violation for the page: the same as {@link AsciiPicture}, finer, with the faults at work behind it.
 */
final class SvgPicture {
    private static final double WIDTH = 1000;
    private static final double LEFT = 70;
    private static final double RIGHT = 30;
    private static final double LANE = 44;
    private static final double BAR = 26;
    private static final double FAULT_ROW = 18;
    private static final double CHARACTER = 7;

    private final WitnessPicture picture;
    private final PictureFaults faults;

    /** Where each moment is drawn, from {@link #LEFT} on. */
    private final double[] at;

    private final double top;
    private final double floor;
    private final StringBuilder svg = new StringBuilder();

    private SvgPicture(WitnessPicture picture, PictureFaults faults) {
        this.picture = picture;
        this.faults = faults;
        at = MomentScale.place(
                picture.times(),
                picture.timed(),
                MomentScale.needs(picture, CHARACTER, 18),
                14,
                WIDTH - LEFT - RIGHT - 40);
        top = 26 + FAULT_ROW * faults.rows().size();
        floor = top + LANE * picture.lanes().size();
    }

    /** An svg element; empty if the witness shows no operation. */
    static String draw(Anomaly anomaly, FaultStory story) {
        return CyclePicture.of(anomaly)
                .map(cycle -> CycleSvg.draw(cycle, story))
                .orElseGet(() -> WitnessPicture.of(anomaly)
                        .map(picture -> new SvgPicture(picture, PictureFaults.of(picture, anomaly, story)).draw())
                        .orElse(""));
    }

    private String draw() {
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"picture\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                floor + 40,
                Html.escape(picture.caption())));
        faults();
        picture.shade()
                .ifPresent(shade -> svg.append(
                        rect("shade", x(shade.from()), top - 6, x(shade.to()) - x(shade.from()), floor - top + 12)));
        for (int i = 0; i < picture.lanes().size(); i++) {
            lane(i);
        }
        ticks();
        caption();
        return svg.append("</svg>\n").toString();
    }

    /** A bar with the name above the lanes for each, and its time tinted down to their floor. */
    private void faults() {
        for (int row = 0; row < faults.rows().size(); row++) {
            for (PictureFaults.Band band : faults.rows().get(row)) {
                double from = between(band.from());
                double width = Math.max(3, between(band.to()) - from);
                double y = 4 + row * FAULT_ROW;
                svg.append("<g class=\"fault\"><title>")
                        .append(Html.escape(band.label() + ": " + band.told()))
                        .append("</title>")
                        .append(rect("during", from, y, width, floor - y))
                        .append(rect("name", from, y, width, FAULT_ROW - 3))
                        .append(text("", from + 5, y + 11, "start", cut(band.label(), width - 8)))
                        .append("</g>\n");
            }
        }
    }

    private void lane(int number) {
        WitnessPicture.Lane lane = picture.lanes().get(number);
        double y = top + LANE * number + LANE / 2;
        svg.append(text("lane-name", LEFT - 14, y + 4, "end", lane.name()));
        svg.append(
                String.format(Locale.ROOT, "<path class=\"grid\" d=\"M%.0f %.1fH%.0f\"/>%n", LEFT - 6, y, WIDTH - 8));
        for (PictureFaults.Band frozen : faults.frozen()) {
            if (frozen.lane() == number) {
                double from = between(frozen.from());
                double width = Math.max(3, between(frozen.to()) - from);
                svg.append("<g class=\"frozen\"><title>")
                        .append(Html.escape(frozen.told()))
                        .append("</title>")
                        .append(rect("", from, y - LANE / 2 + 1, width, LANE - 2))
                        .append(text("", from + 6, y + LANE / 2 - 4, "start", cut(frozen.label(), width - 8)))
                        .append("</g>\n");
            }
        }
        lane.bars().forEach(bar -> bar(bar, y));
    }

    private double x(int moment) {
        return moment >= at.length ? WIDTH - 8 : LEFT + 16 + at[moment];
    }

    /** As {@link PictureFaults} counts: parts of moments, and what lies beyond either end. */
    private double between(double moment) {
        if (moment < 0) {
            return LEFT - 6;
        } else if (moment > at.length - 1) {
            return WIDTH - 8;
        }
        int before = (int) moment;
        return before == at.length - 1 ? x(before) : x(before) + (moment - before) * (x(before + 1) - x(before));
    }

    private void bar(WitnessPicture.Bar bar, double y) {
        double from = x(bar.stretch().from());
        double to = x(bar.stretch().to());
        String kind = bar.hold() ? "hold" : "call-" + bar.outcome().wire();
        svg.append("<g class=\"bar ")
                .append(kind)
                .append(bar.stretch().to() >= at.length ? " endless" : "")
                .append("\"><title>")
                .append(Html.escape(bar.label()))
                .append("</title>")
                .append(rect("", from, y - BAR / 2, Math.max(3, to - from), BAR))
                .append(text("", from + 8, y + 4, "start", cut(bar.label(), to - from - 10)))
                .append("</g>\n");
    }

    private static String cut(String label, double width) {
        int room = (int) (width / CHARACTER);
        return label.length() <= room ? label : room < 4 ? "" : label.substring(0, room - 1) + "…";
    }

    /** Times under the moments, as far as they do not run into each other; the mark's first. */
    private void ticks() {
        if (!picture.timed()) {
            svg.append(text("axis", LEFT, floor + 34, "start", "in the order of the events; there are no times"));
            return;
        }
        double free = 0;
        double mark = x(picture.mark());
        List<Long> times = picture.times();
        for (int i = 0; i < at.length; i++) {
            double x = x(i);
            svg.append(String.format(Locale.ROOT, "<path class=\"tick\" d=\"M%.1f %.1fv6\"/>", x, floor));
            boolean clear = Math.abs(x - mark) > 74 || i == picture.mark();
            if (clear && x - 34 > free && x < WIDTH - 30 && times.get(i) >= 0) {
                svg.append(text("axis", x, floor + 18, "middle", picture.time(i)));
                free = x + 34;
            }
        }
        svg.append('\n');
    }

    private void caption() {
        double x = x(picture.mark());
        double length = picture.caption().length() * 6.6;
        String anchor = x - length / 2 < 4 ? "start" : x + length / 2 > WIDTH - 4 ? "end" : "middle";
        double at = anchor.equals("start") ? Math.max(4, Math.min(x, WIDTH - length)) : x;
        svg.append(String.format(Locale.ROOT, "<path class=\"mark\" d=\"M%.1f %.1fV%.1f\"/>", x, top - 12, floor + 4));
        if (picture.timed()) {
            svg.append(text("caption", at, floor + 34, anchor, picture.caption()));
        } else {
            svg.append(text("caption", x, top - 14, x > WIDTH / 2 ? "end" : "start", picture.caption()));
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
        return text.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                        cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"",
                        x,
                        y,
                        anchor,
                        Html.escape(text));
    }
}
