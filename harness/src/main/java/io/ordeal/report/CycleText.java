package io.ordeal.report;

import java.util.List;

/**
 * A cycle of transactions in text.
 *
 * <pre>
 *  ┌─▶ T1  p0  index 14   [r 7 [1 2]]  [append 5 3]
 *  │     │ rw
 *  │     ▼
 *  │   T2  p3  index 17   [append 7 3]  [r 5 nil]
 *  │     │ rw
 *  └─────┘
 * </pre>
 */
final class CycleText {
    private CycleText() {}

    /** The lines, each ended by a newline. */
    static String draw(CyclePicture picture, TextStyle style) {
        StringBuilder out = new StringBuilder();
        List<CyclePicture.Transaction> transactions = picture.transactions();
        for (int i = 0; i < transactions.size(); i++) {
            CyclePicture.Transaction transaction = transactions.get(i);
            String head = (i == 0 ? " ┌─▶ " : " │   ") + transaction.title() + "   ";
            int room = Math.max(10, style.columns() - head.length());
            String operations = transaction.operations();
            line(
                    out,
                    head + (operations.length() <= room ? operations : operations.substring(0, room - 1) + "…"),
                    style);
            line(out, " │     │ " + picture.dependencies().get(i), style);
            line(out, i == transactions.size() - 1 ? " └─────┘" : " │     ▼", style);
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String line, TextStyle style) {
        String text = style.unicode()
                ? line
                : line.replace('┌', '+')
                        .replace('└', '+')
                        .replace('┘', '+')
                        .replace('─', '-')
                        .replace('│', '|')
                        .replace('▶', '>')
                        .replace('▼', 'v')
                        .replace('…', '~');
        out.append(text.stripTrailing()).append('\n');
    }
}
