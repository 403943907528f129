package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.OpType;
import java.util.Arrays;
import java.util.Optional;

/**
 * The picture of a violation in text: a line a process, bars for holds and calls, the overlap filled.
 *
 * <pre>
 *  p3 ─────[═ holds :a ════▓▓▓▓▓▓▓▓▓▓]────────────────
 *  p5 ─────────────────────[▓▓▓▓▓▓▓▓▓▓ holds :a ══════]───
 *                          ^ 2.104 s: p5 is granted :a; p3 releases it only at 2.310 s
 * </pre>
 *
 * <p>A hold is a double line, a call a dotted one, from invocation to completion; one without an end, or of unknown
 * outcome, runs out in {@code >}. Distances follow the times as far as the order of all events can still be seen.
 */
public final class AsciiPicture {
    private static final int MARGIN = 3;
    private static final int WIDEST = 100;
    private static final int FEWEST_OPERATIONS = 4;

    /** Brackets and blanks round a label, and a cell of the bar to be seen. */
    private static final int PADDING = 4;

    /** Columns between two events, so that their order shows. */
    private static final int GAP = 2;

    /** Cells of the overlap keep their colour beside their character. */
    private static final char OVERLAP = '▓';

    private AsciiPicture() {}

    /**
     * The lines of the picture, each ended by a newline; none if the anomaly's witness shows no operation. Transactions
     * that form a cycle are drawn as that.
     */
    public static String draw(Anomaly anomaly, TextStyle style) {
        Optional<CyclePicture> cycle = CyclePicture.of(anomaly);
        if (cycle.isPresent()) {
            return CycleText.draw(cycle.get(), style);
        }
        // Few operations that can be read say more than many that can't.
        for (int most = WitnessPicture.MOST_OPERATIONS; most > FEWEST_OPERATIONS; most--) {
            Optional<WitnessPicture> picture = WitnessPicture.of(anomaly, most);
            if (picture.isPresent() && fits(picture.get(), style)) {
                return draw(picture.get(), style);
            }
        }
        return WitnessPicture.of(anomaly, FEWEST_OPERATIONS)
                .map(picture -> draw(picture, style))
                .orElse("");
    }

    private static boolean fits(WitnessPicture picture, TextStyle style) {
        double room = width(picture, style) - 2.0 * MARGIN - 1;
        return MomentScale.fits(picture.times().size(), MomentScale.needs(picture, 1, PADDING), GAP, room);
    }

    private static int names(WitnessPicture picture) {
        return picture.lanes().stream()
                .mapToInt(lane -> lane.name().length())
                .max()
                .orElse(0);
    }

    private static int width(WitnessPicture picture, TextStyle style) {
        return widest(style) - names(picture) - 3;
    }

    private static int widest(TextStyle style) {
        return Math.min(style.columns(), WIDEST);
    }

    private static String draw(WitnessPicture picture, TextStyle style) {
        int names = names(picture);
        int width = width(picture, style);
        double[] at = MomentScale.place(
                picture.times(),
                picture.timed(),
                MomentScale.needs(picture, 1, PADDING),
                GAP,
                width - 2.0 * MARGIN - 1);
        int[] columns =
                Arrays.stream(at).mapToInt(x -> MARGIN + (int) Math.round(x)).toArray();
        StringBuilder out = new StringBuilder();
        if (picture.leftOut() > 0) {
            out.append(style.wrap(
                    Numbers.count(picture.leftOut(), "earlier operation") + " of the witness "
                            + (picture.leftOut() == 1 ? "is" : "are")
                            + " not drawn here: report.html and verdict.json have them",
                    " "));
        }
        for (WitnessPicture.Lane lane : picture.lanes()) {
            char[] line = new char[width];
            Arrays.fill(line, '─');
            lane.bars().forEach(bar -> bar(line, bar, columns, picture, width));
            out.append(' ')
                    .append(lane.name())
                    .append(" ".repeat(names - lane.name().length() + 1))
                    .append(finish(new String(line), style))
                    .append('\n');
        }
        caption(out, picture, style, names + 2 + columns[picture.mark()]);
        return out.toString();
    }

    private static void bar(char[] line, WitnessPicture.Bar bar, int[] columns, WitnessPicture picture, int width) {
        int from = columns[bar.stretch().from()];
        boolean endless = bar.stretch().to() >= columns.length;
        int to = endless ? width - 1 : columns[bar.stretch().to()];
        char fill = bar.hold() ? '═' : bar.outcome() == OpType.FAIL ? '·' : bar.outcome() == OpType.INFO ? '╌' : '┄';
        Arrays.fill(line, from, to + 1, fill);
        picture.shade().filter(shade -> bar.hold()).ifPresent(shade -> {
            int begin = Math.max(from, columns[shade.from()]);
            int end = shade.to() >= columns.length ? width - 1 : columns[shade.to()];
            if (begin < Math.min(to, end)) {
                Arrays.fill(line, begin, Math.min(to, end) + 1, OVERLAP);
            }
        });
        line[from] = '[';
        line[to] = endless || bar.outcome() == OpType.INFO ? '>' : ']';
        label(line, bar.label(), from, to);
    }

    /** The label stands where the bar is not filled, if it fits there. */
    private static void label(char[] line, String label, int from, int to) {
        String text = " " + label + " ";
        int free = from + 1;
        int end = to;
        int shadeBegin = indexOf(line, from, to);
        if (shadeBegin >= 0) {
            int shadeEnd = shadeBegin;
            while (shadeEnd < to && line[shadeEnd] == OVERLAP) {
                shadeEnd++;
            }
            if (shadeBegin - free >= text.length()) {
                end = shadeBegin;
            } else if (to - shadeEnd >= text.length()) {
                free = shadeEnd;
            }
        }
        int room = end - free;
        if (room < text.length()) {
            if (room < 4) {
                return;
            }
            text = " " + label.substring(0, Math.min(label.length(), room - 3)) + "… ";
        }
        int start = free + Math.min(1, room - text.length());
        text.getChars(0, Math.min(text.length(), room), line, start);
    }

    private static int indexOf(char[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == OVERLAP) {
                return i;
            }
        }
        return -1;
    }

    private static void caption(StringBuilder out, WitnessPicture picture, TextStyle style, int column) {
        String time = picture.timed() ? picture.time(picture.mark()) + ": " : "";
        String caption = finish(time + picture.caption(), style);
        if (column + 2 + caption.length() <= widest(style)) {
            out.append(" ".repeat(column)).append(style.red("^ " + caption)).append('\n');
        } else if (caption.length() + 1 <= column) {
            out.append(" ".repeat(column - caption.length() - 1))
                    .append(style.red(caption + " ^"))
                    .append('\n');
        } else {
            out.append(" ".repeat(column)).append(style.red("^")).append('\n');
            for (String line : style.wrap(caption, " ").split("\n")) {
                int pad = Math.max(0, Math.min(column, widest(style) - line.length()) - 1);
                out.append(" ".repeat(pad)).append(style.red(line)).append('\n');
            }
        }
    }

    /** The drawing in the characters and colours that the terminal has. */
    private static String finish(String line, TextStyle style) {
        String text = line;
        if (!style.unicode()) {
            text = text.replace('─', ' ')
                    .replace('═', '=')
                    .replace('┄', '-')
                    .replace('╌', '-')
                    .replace('·', '.')
                    .replace(OVERLAP, '#')
                    .replace('…', '~')
                    .replace("→", ">")
                    .replace("µ", "u");
        }
        char overlap = style.unicode() ? OVERLAP : '#';
        int begin = text.indexOf(overlap);
        if (begin < 0 || !style.colour()) {
            return text;
        }
        int end = text.lastIndexOf(overlap) + 1;
        return text.substring(0, begin) + style.red(text.substring(begin, end)) + text.substring(end);
    }
}
