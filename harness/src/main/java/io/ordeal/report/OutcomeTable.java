package io.ordeal.report;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;

/**
 * How many operations of each name ended how. An operation whose completion is not in the history counts as info, as it
 * does for the checkers.
 *
 * @param rows one for each {@code :f} of the clients, in the order in which they first occur
 */
public record OutcomeTable(List<Row> rows) {
    /** The operations named {@code f}. */
    public record Row(String f, long ok, long fail, long info) {
        public long total() {
            return ok + fail + info;
        }
    }

    public OutcomeTable {
        rows = List.copyOf(rows);
    }

    /** Counts; one pass over the history. */
    public static OutcomeTable of(History history) {
        OpType[] types = OpType.values();
        long[][] counts = new long[history.fNames().size()][types.length];
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                counts[history.fNumber(i)][history.outcome(i).ordinal()]++;
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int f = 0; f < counts.length; f++) {
            Row row = new Row(
                    history.fNames().get(f),
                    counts[f][OpType.OK.ordinal()],
                    counts[f][OpType.FAIL.ordinal()],
                    counts[f][OpType.INFO.ordinal()]);
            if (row.total() > 0) {
                rows.add(row);
            }
        }
        return new OutcomeTable(rows);
    }

    /** All operations together. */
    public Row sum() {
        return new Row(
                "all",
                rows.stream().mapToLong(Row::ok).sum(),
                rows.stream().mapToLong(Row::fail).sum(),
                rows.stream().mapToLong(Row::info).sum());
    }

    /** The table in columns, each line ended by a newline. */
    public String print(TextStyle style) {
        TextTable table = new TextTable("operation", "ok", "fail", "info", "total");
        for (Row row : rows.size() == 1 ? rows : withSum()) {
            table.row(
                    row.f(),
                    Numbers.grouped(row.ok()),
                    Numbers.grouped(row.fail()),
                    Numbers.grouped(row.info()),
                    Numbers.grouped(row.total()));
        }
        return rows.isEmpty() ? " no operations\n" : table.print(style);
    }

    List<Row> withSum() {
        List<Row> all = new ArrayList<>(rows);
        all.add(sum());
        return all;
    }
}
