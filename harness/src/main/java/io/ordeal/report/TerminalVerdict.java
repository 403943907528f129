package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.measure.FailureReasons;
import io.ordeal.history.History;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as a screenful of text: the word, the sentence, the picture, the counts, and where the report lies.
 *
 * <pre>{@code
 *  INVALID  redis-setex lock: overlapping-holds of :a
 *
 *  p5 was granted :a at 2.104 s, while p3 held it from 1.802 s to 2.310 s.
 *
 *  p3 ───[═ holds :a ══▓▓▓▓▓▓▓]────
 *  ...
 * }</pre>
 */
public final class TerminalVerdict {
    private static final int PICTURES = 3;
    private static final int MEASUREMENT_ROWS = 12;
    private static final int REASONS = 4;

    /** The space before a row, and an ellipsis after it, of three characters where there is no better. */
    private static final int ROW_MARGIN = 4;

    private TerminalVerdict() {}

    /**
     * The whole of it, each line ended by a newline.
     *
     * @param run of a history alone: empty
     * @param reportFile path of {@code report.html}, as it is to be printed; empty if none was written
     */
    public static String print(
            Optional<RunSpec> run, CheckReport check, History history, Optional<String> reportFile, TextStyle style) {
        StringBuilder out = new StringBuilder();
        headline(out, run, check, style);
        Verdict verdict = check.result().verdict();
        if (verdict instanceof Verdict.Unknown unknown) {
            out.append(style.wrap(unknown.cause(), " ")).append('\n');
        }
        if (verdict.isValid()) {
            out.append(style.wrap(Sentences.claim(verdict, check.operations()), " "))
                    .append('\n');
        }
        List<Anomaly> anomalies = verdict.anomaliesOrNone();
        for (Anomaly anomaly : anomalies.subList(0, Math.min(PICTURES, anomalies.size()))) {
            out.append(style.wrap(anomaly.explanation(), " ")).append('\n');
            String picture = AsciiPicture.draw(anomaly, style);
            out.append(picture).append(picture.isEmpty() ? "" : "\n");
        }
        if (anomalies.size() > PICTURES) {
            out.append(style.wrap(
                            Numbers.count(anomalies.size() - PICTURES, "anomaly", "anomalies")
                                    + " more: report.html and verdict.json have them all",
                            " "))
                    .append('\n');
        }
        out.append(OutcomeTable.of(history).print(style));
        measurements(out, check, style);
        out.append(check.result().notes().isEmpty() ? "" : "\n");
        check.result().notes().forEach(note -> out.append(style.wrap("note: " + note, " ")));
        check.expectation()
                .ifPresent(expected -> out.append('\n').append(style.wrap(Sentences.expectation(expected), " ")));
        reportFile.ifPresent(path -> out.append("\n report: ").append(path).append('\n'));
        if (run.isPresent() && reportFile.isPresent()) {
            out.append(Commands.next(check));
        }
        return finish(out.toString(), style);
    }

    private static void headline(StringBuilder out, Optional<RunSpec> run, CheckReport check, TextStyle style) {
        Verdict verdict = check.result().verdict();
        String word = " " + Sentences.word(verdict).toUpperCase(java.util.Locale.ROOT) + " ";
        String what = run.map(spec -> spec.target() + " " + spec.workload()).orElse(check.file());
        String colour = verdict.isValid() ? "1;30;42" : verdict.isInvalid() ? "1;37;41" : "1;30;43";
        out.append(style.colour() ? " " : "")
                .append(style.paint(colour, word))
                .append(' ')
                .append(style.bold(what))
                .append(verdict.isInvalid() ? ": " + Sentences.anomalyNames(verdict) : "")
                .append("\n\n");
    }

    private static void measurements(StringBuilder out, CheckReport check, TextStyle style) {
        Map<String, Object> measurements = new TreeMap<>(check.result().measurements());
        failures(out, MeasurementRows.of(measurements.remove(FailureReasons.NAME), false), style);
        measurements.forEach((name, value) -> {
            List<Map<?, ?>> rows = MeasurementRows.of(value, false);
            if (rows.isEmpty()) {
                out.append(style.wrap(name + ": " + brief(value), " "));
                return;
            }
            out.append('\n');
            List<String> columns = MeasurementRows.columns(rows);
            String[] head = columns.stream().map(MeasurementRows::head).toArray(String[]::new);
            TextTable table = new TextTable(head);
            for (Map<?, ?> row : rows.subList(0, Math.min(MEASUREMENT_ROWS, rows.size()))) {
                table.row(columns.stream()
                        .map(column -> MeasurementRows.cell(column, row.get(column)))
                        .toArray(String[]::new));
            }
            out.append(" ").append(style.bold(name)).append('\n').append(table.print(style));
            if (rows.size() > MEASUREMENT_ROWS) {
                out.append(" … ").append(rows.size() - MEASUREMENT_ROWS).append(" rows more in verdict.json\n");
            }
        });
    }

    /** As sentences, a row each: an error is too long for a table's cell, and may have many lines. */
    private static void failures(StringBuilder out, List<Map<?, ?>> rows, TextStyle style) {
        if (rows.isEmpty()) {
            return;
        }
        out.append("\n ").append(style.bold("why operations did not succeed")).append('\n');
        for (Map<?, ?> row : rows.subList(0, Math.min(REASONS, rows.size()))) {
            Map<String, Object> named = new TreeMap<>();
            row.forEach((key, value) -> {
                if (value != null) {
                    named.put(String.valueOf(key), value);
                }
            });
            String sentence =
                    Visible.text(FailureReasons.sentence(named).strip().replaceAll("\\s+", " "));
            out.append(' ')
                    .append(ValueText.label(sentence, style.columns() - ROW_MARGIN))
                    .append('\n');
        }
        if (rows.size() > REASONS) {
            out.append(" … ")
                    .append(Numbers.count(rows.size() - REASONS, "reason", "reasons"))
                    .append(" more in verdict.json\n");
        }
    }

    private static String brief(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder();
            map.forEach((key, element) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(ValueText.plain(key))
                    .append(' ')
                    .append(MeasurementRows.cell(String.valueOf(key), element)));
            return text.toString();
        }
        return value instanceof Collection<?>
                ? ValueText.cut(ValueText.print(value), 200)
                : MeasurementRows.cell("", value);
    }

    private static String finish(String text, TextStyle style) {
        return style.unicode()
                ? text
                : text.replace("µs", "us")
                        .replace("…", "...")
                        .replace("→", "->")
                        .replace("≥", ">=")
                        .replace("≤", "<=");
    }
}
