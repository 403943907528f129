package io.ordeal.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text: the first to the left, the others to the right. */
final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... head) {
        rows.add(head);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    String print(TextStyle style) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder(" ");
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(widths[c] - rows.get(r)[c].length());
                line.append(c == 0 ? "" : "  ").append(c == 0 ? rows.get(r)[c] + pad : pad + rows.get(r)[c]);
            }
            String text = line.toString().stripTrailing();
            out.append(r == 0 ? style.dim(text) : text).append('\n');
        }
        return out.toString();
    }
}
