package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.text.Markdown;
import java.util.List;
import java.util.Locale;

/** A night on a continuous integration's page: what is red on top, in a minute's reading. */
final class SummaryMarkdown {
    /** Of lists that only say what is missing. */
    private static final int MOST = 20;

    private SummaryMarkdown() {}

    static String of(NightSummary summary) {
        StringBuilder out = new StringBuilder();
        out.append("# Ordeal: ").append(Markdown.escape(summary.headline())).append("\n\n");
        for (NightRow night : summary.nights()) {
            out.append("Night of ")
                    .append(Days.of(night.number()))
                    .append(", shard ")
                    .append(night.shard())
                    .append(" on ")
                    .append(Markdown.escape(night.machine()))
                    .append(", commit ")
                    .append(Markdown.escape(Days.shortened(night.revision())))
                    .append(", seed ")
                    .append(night.seed())
                    .append(night.endedMillis().isEmpty() ? ", did not come to its end" : "")
                    .append(".\n");
        }
        section(out, summary, "Red", List.of(CellStatus.RED, CellStatus.STALE));
        gone(out, summary);
        section(out, summary, "Blind: canaries that did not break", List.of(CellStatus.BLIND));
        section(out, summary, "Known", List.of(CellStatus.KNOWN));
        section(out, summary, "Without a verdict", List.of(CellStatus.UNKNOWN));
        findings(out, summary);
        canaries(out, summary);
        detections(out, summary);
        time(out, summary);
        list(out, "Slower than before", summary.slower());
        list(
                out,
                "Not reached",
                summary.cells().stream()
                        .filter(cell -> cell.status() == CellStatus.UNREACHED)
                        .map(CellResult::name)
                        .toList());
        list(out, "Claims of their sources only: never tried", summary.untried());
        list(out, "No canary for", summary.blindSpots());
        out.append(
                "\nThe rule by which cells get their time: surprises are tried again, then canaries, then detections for a tenth"
                        + " of the budget, then what is undecided,"
                        + " then cells that the last night did not judge, then all others once; what is left goes to the cell with the"
                        + " greatest weight × (1 + surprises) ÷ (1 + minutes without a surprise), four times as much for three nights"
                        + " after a change of its target.\n");
        return out.toString();
    }

    private static void section(StringBuilder out, NightSummary summary, String title, List<CellStatus> statuses) {
        List<CellResult> cells = summary.cells().stream()
                .filter(cell -> statuses.contains(cell.status()))
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        out.append("\n## ").append(title).append("\n\n| cell | what | again |\n|---|---|---|\n");
        for (CellResult cell : cells) {
            out.append("| ")
                    .append(code(cell.name()))
                    .append(" | ")
                    .append(Markdown.escape(cell.sentence()))
                    .append(" | ")
                    .append(cell.telling()
                            .flatMap(trial -> trial.folder().map(folder -> JUnitXml.again(folder, trial.verdict())))
                            .map(SummaryMarkdown::code)
                            .orElse(""))
                    .append(" |\n");
        }
    }

    private static void findings(StringBuilder out, NightSummary summary) {
        if (summary.findings().isEmpty()) {
            return;
        }
        out.append("\n## Findings, once each\n\n| finding | standing | tonight | in all | first | last |\n")
                .append("|---|---|---|---|---|---|\n");
        for (FindingSum sum : summary.findings()) {
            out.append("| ")
                    .append(Markdown.escape(sum.finding().signature()))
                    .append(" | ")
                    .append(sum.finding().standing().wire())
                    .append(sum.isNew() ? ", not seen before tonight" : "")
                    .append(" | ")
                    .append(sum.tonight())
                    .append(" | ")
                    .append(sum.count())
                    .append(" | ")
                    .append(Days.moment(sum.firstMillis()))
                    .append(" | ")
                    .append(Days.moment(sum.lastMillis()))
                    .append(" |\n");
        }
    }

    private static void gone(StringBuilder out, NightSummary summary) {
        if (summary.gone() == 0) {
            return;
        }
        out.append("\n## Detections that no longer come back\n\n");
        summary.goneSentences()
                .forEach(each -> out.append("- ").append(Markdown.escape(each)).append('\n'));
    }

    private static void detections(StringBuilder out, NightSummary summary) {
        if (summary.detections().isEmpty()) {
            return;
        }
        out.append("\n<details><summary>Detections: ")
                .append(summary.detections().size())
                .append(
                        "</summary>\n\n| detection | cell | seed | found | last reproduced | what |\n|---|---|---|---|---|---|\n");
        for (DetectionResult result : summary.detections()) {
            Detection detection = result.detection();
            out.append("| ")
                    .append(code(detection.id()))
                    .append(" | ")
                    .append(code(detection.cell()))
                    .append(" | ")
                    .append(detection.seed())
                    .append(" | ")
                    .append(Days.moment(detection.foundMillis()))
                    .append(" | ")
                    .append(DetectionResult.day(detection.reproducedMillis()))
                    .append(" | ")
                    .append(Markdown.escape(result.sentence()))
                    .append(" |\n");
        }
        out.append("\n</details>\n");
    }

    private static void canaries(StringBuilder out, NightSummary summary) {
        out.append("\n## Canaries\n\n| canary | of | what |\n|---|---|---|\n");
        summary.cells().stream()
                .filter(cell -> !cell.cell().canary().isEmpty())
                .forEach(cell -> out.append("| ")
                        .append(code(cell.name()))
                        .append(" | ")
                        .append(Markdown.escape(cell.cell().canary()))
                        .append(" | ")
                        .append(Markdown.escape(cell.sentence()))
                        .append(" |\n"));
    }

    private static void time(StringBuilder out, NightSummary summary) {
        out.append("\n<details><summary>Where the time went</summary>\n\n")
                .append(
                        "| cell | minutes | trials | what | why | caught, over all nights |\n|---|---|---|---|---|---|\n");
        summary.cells().stream()
                .filter(cell -> !cell.trials().isEmpty())
                .sorted(java.util.Comparator.comparingDouble(CellResult::minutes)
                        .reversed())
                .forEach(cell -> out.append("| ")
                        .append(code(cell.name()))
                        .append(" | ")
                        .append(String.format(Locale.ROOT, "%.1f", cell.minutes()))
                        .append(" | ")
                        .append(cell.trials().size())
                        .append(" | ")
                        .append(Markdown.escape(cell.sentence()))
                        .append(" | ")
                        .append(Markdown.escape(cell.why()))
                        .append(" | ")
                        .append(summary.rates().getOrDefault(cell.name(), ""))
                        .append(" |\n"));
        out.append("\n</details>\n");
    }

    private static void list(StringBuilder out, String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        out.append("\n<details><summary>")
                .append(title)
                .append(": ")
                .append(sentences.size())
                .append("</summary>\n\n");
        sentences.stream()
                .limit(MOST)
                .forEach(each -> out.append("- ").append(Markdown.escape(each)).append('\n'));
        if (sentences.size() > MOST) {
            out.append("- and ").append(sentences.size() - MOST).append(" more, in index.html\n");
        }
        out.append("\n</details>\n");
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'").replace("|", "\\|").replace("\n", " ") + "`";
    }
}
