package io.ordeal.report;

import java.util.List;
import java.util.Locale;

/** A cycle of transactions for the page: a box each, from the top down, and an arrow back to the first. */
final class CycleSvg {
    private static final double WIDTH = 1000;
    private static final double LEFT = 56;
    private static final double TOP = 8;
    private static final double BOX = 46;
    private static final double GAP = 40;
    private static final double CHARACTER = 7;

    private CycleSvg() {}

    static String draw(CyclePicture picture, FaultStory story) {
        List<CyclePicture.Transaction> transactions = picture.transactions();
        int last = transactions.size() - 1;
        double floor = y(last) + BOX;
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"picture cycle\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, floor + 34, "a cycle of " + transactions.size() + " transactions"));
        for (int i = 0; i <= last; i++) {
            box(svg, transactions.get(i), y(i));
            faults(svg, story.atWorkDuring(transactions.get(i).index()), y(i));
            double x = LEFT + 60;
            double from = y(i) + BOX;
            if (i < last) {
                double to = y(i + 1);
                svg.append(format("<path class=\"edge\" d=\"M%.0f %.0fV%.0f\"/>%n", x, from, to - 9));
                svg.append(format("<path class=\"head\" d=\"M%.0f %.0fl-6 -10h12z\"/>%n", x, to));
            } else {
                double to = y(0) + BOX / 2;
                svg.append(format(
                        "<path class=\"edge\" d=\"M%.0f %.0fv22H%.0fV%.0fH%.0f\"/>%n",
                        x, from, LEFT - 30, to, LEFT - 9));
                svg.append(format("<path class=\"head\" d=\"M%.0f %.0fl-10 -6v12z\"/>%n", LEFT, to));
            }
            svg.append(format(
                    "<text class=\"caption\" x=\"%.0f\" y=\"%.0f\">%s</text>%n",
                    x + 10,
                    from + (i < last ? GAP / 2 + 4 : 16),
                    Html.escape(picture.dependencies().get(i))));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double y(int transaction) {
        return TOP + transaction * (BOX + GAP);
    }

    private static void box(StringBuilder svg, CyclePicture.Transaction transaction, double y) {
        int room = (int) ((WIDTH - LEFT - 40) / CHARACTER);
        String operations = transaction.operations();
        String shown = operations.length() <= room ? operations : operations.substring(0, room - 1) + "…";
        svg.append(format(
                "<g class=\"bar\"><title>%s</title><rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\"/>"
                        + "<text class=\"lane-name\" x=\"%.0f\" y=\"%.0f\">%s</text>"
                        + "<text x=\"%.0f\" y=\"%.0f\">%s</text></g>%n",
                Html.escape(operations),
                LEFT,
                y,
                WIDTH - LEFT - 8,
                BOX,
                LEFT + 12,
                y + 18,
                Html.escape(transaction.title()),
                LEFT + 12,
                y + 36,
                Html.escape(shown)));
    }

    /** Which faults were at work during it, at the box' right end. */
    private static void faults(StringBuilder svg, List<String> atWork, double y) {
        if (!atWork.isEmpty()) {
            String all = String.join(", ", atWork);
            svg.append(format(
                    "<g class=\"meanwhile\"><title>%s</title><rect x=\"%.0f\" y=\"%.0f\" width=\"4\" height=\"%.0f\"/>"
                            + "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">%s</text></g>%n",
                    Html.escape(all), WIDTH - 12, y, BOX, WIDTH - 20, y + 18, Html.escape(ValueText.label(all, 80))));
        }
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
