package io.ordeal.report;

/**
 * What a terminal can show.
 *
 * @param unicode line-drawing characters; else plain ASCII
 * @param colour ANSI colours
 * @param columns width, at least 60
 */
public record TextStyle(boolean unicode, boolean colour, int columns) {
    /** What any pipe or file takes. */
    public static final TextStyle PLAIN = new TextStyle(false, false, 90);

    public static final TextStyle UNICODE = new TextStyle(true, false, 90);

    private static final int NARROWEST = 60;

    public TextStyle {
        if (columns < NARROWEST) {
            throw new IllegalArgumentException("a report is at least " + NARROWEST + " columns wide, not " + columns);
        }
    }

    /** Set off, where there are colours. */
    public String bold(String text) {
        return paint("1", text);
    }

    /** As what is broken is. */
    public String red(String text) {
        return paint("31", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    /** @param code of ANSI's "select graphic rendition" */
    String paint(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** An arrow in one or two columns. */
    String arrow() {
        return unicode ? "→" : "->";
    }

    /** The text broken between words, each line with an indent, nothing in it that a terminal obeys. A word that is too long stands on a line of its own. */
    public String wrap(String text, String indent) {
        StringBuilder out = new StringBuilder();
        for (String paragraph : Visible.lines(text.strip()).split("\n")) {
            int column = 0;
            for (String word : paragraph.strip().split("\\s+")) {
                if (column > 0 && column + 1 + word.length() > columns) {
                    out.append('\n');
                    column = 0;
                }
                out.append(column == 0 ? indent : " ").append(word);
                column = (column == 0 ? indent.length() : column + 1) + word.length();
            }
            out.append('\n');
        }
        return out.toString();
    }
}
