package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.report.Html;
import io.ordeal.report.HtmlReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code index.html}: what is new tonight, the matrix, the trend, where the time went. One file, which loads nothing. */
final class NightPage {
    private static final int TALLEST = 60;

    private final NightSummary summary;
    private final Html html;
    private final RunLinks links;

    private NightPage(NightSummary summary, Html html, RunLinks links) {
        this.summary = summary;
        this.html = html;
        this.links = links;
    }

    /** @param links where the page leads to */
    static void write(NightSummary summary, RunLinks links, Appendable out) {
        new NightPage(summary, new Html(out), links).write();
    }

    private void write() {
        HtmlReport.begin(html, "Night: " + summary.outcome().wire());
        html.raw("<style>\n").raw(css()).raw("</style>\n");
        String look =
                summary.outcome().isRed() ? "is-invalid" : summary.outcome() == NightOutcome.GREEN ? "is-valid" : "";
        html.raw("<header class=\"head " + look + "\"><div class=\"inner\">\n");
        html.element("p", "brand", "Ordeal, the night of " + nightOf());
        html.raw("<p class=\"verdict\"><strong>")
                .text(summary.outcome().wire().toUpperCase(Locale.ROOT))
                .raw("</strong></p>\n");
        html.element("p", "", summary.headline());
        for (NightRow night : summary.nights()) {
            html.element(
                    "p",
                    "claim",
                    "shard " + night.shard() + " on " + night.machine() + ", commit "
                            + Days.shortened(night.revision()) + ", seed " + night.seed() + ", began "
                            + Days.moment(night.startedMillis()) + " UTC"
                            + (night.endedMillis().isEmpty() ? ", did not come to its end" : ""));
        }
        html.raw("</div></header>\n<main>\n");
        news();
        matrix();
        trend();
        findings();
        detections();
        time();
        list("Slower than before", summary.slower());
        list("Claims of their sources only: never tried", summary.untried());
        list("No canary for", summary.blindSpots());
        html.raw("</main>\n</body>\n</html>\n");
    }

    private String nightOf() {
        return summary.nights().stream()
                .map(NightRow::number)
                .findFirst()
                .map(Days::of)
                .orElse("nowhere");
    }

    private void news() {
        html.raw("<section id=\"new\">\n<h2>What is to be looked at tonight</h2>\n");
        List<CellResult> worst = summary.cells().stream()
                .filter(cell -> cell.status() != CellStatus.GREEN && cell.status() != CellStatus.UNREACHED)
                .toList();
        summary.goneSentences()
                .forEach(each -> html.raw("<div class=\"news\"><span class=\"chip is-red\">gone</span> ")
                        .text(each)
                        .raw("</div>\n"));
        if (worst.isEmpty() && summary.gone() == 0) {
            html.element("p", "", "Nothing: whatever came to a verdict went as expected.");
        }
        for (CellResult cell : worst) {
            html.raw("<div class=\"news\"><span class=\"chip is-"
                            + cell.status().wire() + "\">")
                    .text(cell.status().wire())
                    .raw("</span> ");
            link(cell, cell.name());
            html.raw("<p>").text(cell.sentence()).raw("</p>");
            cell.telling()
                    .filter(trial -> cell.status() == CellStatus.RED)
                    .flatMap(trial -> trial.findings().stream().findFirst())
                    .ifPresent(this::explanation);
            html.raw("</div>\n");
        }
        html.raw("</section>\n");
    }

    /** A sentence, and the picture behind it, whose lines must not be broken. */
    private void explanation(Finding finding) {
        String[] parts = finding.explanation().split("\n\n", 2);
        html.element("p", "claim", parts[0]);
        if (parts.length > 1) {
            html.element("pre", "", parts[1]);
        }
    }

    private void matrix() {
        Matrix matrix = Matrix.of(summary.cells());
        html.raw(
                "<section id=\"matrix\">\n<h2>Targets and faults</h2>\n<div class=\"wide\"><table class=\"matrix\">\n<tr><th></th>");
        matrix.columns().forEach(column -> html.raw("<th>").text(column).raw("</th>"));
        html.raw("</tr>\n");
        matrix.rows().forEach((target, cells) -> {
            html.raw("<tr><th>").text(target).raw("</th>");
            for (String column : matrix.columns()) {
                html.raw("<td>");
                cells.getOrDefault(column, List.of()).forEach(cell -> {
                    String title = Html.escape(cell.rest() + ": " + cell.sentence());
                    String shape =
                            "<span class=\"dot is-" + cell.status().wire() + "\" title=\"" + title + "\">" + "</span>";
                    Optional<String> report = report(cell);
                    if (report.isPresent()) {
                        html.raw("<a href=\"" + Html.escape(report.get()) + "\" aria-label=\"" + title + "\">" + shape
                                + "</a>");
                    } else {
                        html.raw(shape);
                    }
                });
                html.raw("</td>");
            }
            html.raw("</tr>\n");
        });
        html.raw("</table></div>\n<p class=\"legend\">");
        for (CellStatus status : CellStatus.values()) {
            html.raw("<span class=\"entry\"><span class=\"dot is-" + status.wire() + "\"></span> ")
                    .text(status.wire())
                    .raw("</span> ");
        }
        html.raw("</p>\n</section>\n");
    }

    private void trend() {
        html.raw("<section id=\"trend\">\n<h2>Nights</h2>\n<div class=\"trend\">\n");
        int most = summary.trend().stream().mapToInt(TrendPoint::judged).max().orElse(1);
        for (TrendPoint point : summary.trend()) {
            int height = Math.max(3, TALLEST * point.judged() / Math.max(1, most));
            String outcome =
                    point.outcome().isEmpty() ? "unfinished" : point.outcome().replace(' ', '-');
            String title = Html.escape(Days.of(point.number()) + ": "
                    + (point.outcome().isEmpty() ? "did not come to its end" : point.outcome()) + ", "
                    + point.judged() + " cells judged, " + point.surprises() + " surprises, commit "
                    + Days.shortened(point.revision()));
            html.raw("<span class=\"night is-" + Html.escape(outcome) + "\" style=\"height:" + height + "px\" title=\""
                    + title + "\"></span>\n");
        }
        html.raw("</div>\n")
                .element("p", "claim", "A bar a night, as tall as it judged cells, in the colour of its outcome.")
                .raw("</section>\n");
    }

    private void findings() {
        if (summary.findings().isEmpty()) {
            return;
        }
        html.raw("<section id=\"findings\">\n<h2>Findings, once each</h2>\n<div class=\"wide\"><table>\n")
                .raw(
                        "<tr><th>finding</th><th>standing</th><th>tonight</th><th>in all</th><th>first</th><th>last</th></tr>\n");
        for (FindingSum sum : summary.findings()) {
            html.raw("<tr><td>").text(sum.finding().signature()).raw("</td><td>");
            html.text(sum.finding().standing().wire() + (sum.isNew() ? ", not seen before" : ""));
            html.raw("</td><td>" + sum.tonight() + "</td><td>" + sum.count() + "</td><td>")
                    .text(Days.moment(sum.firstMillis()))
                    .raw("</td><td>")
                    .text(Days.moment(sum.lastMillis()))
                    .raw("</td></tr>\n");
        }
        html.raw("</table></div>\n</section>\n");
    }

    private void detections() {
        if (summary.detections().isEmpty()) {
            return;
        }
        html.raw("<section id=\"detections\">\n<h2>Detections, and whether they come back</h2>\n")
                .raw("<div class=\"wide\"><table>\n")
                .raw(
                        "<tr><th>detection</th><th>cell</th><th>seed</th><th>found</th><th>last reproduced</th><th>what</th></tr>\n");
        for (DetectionResult result : summary.detections()) {
            Detection detection = result.detection();
            html.raw("<tr><td><span class=\"dot is-" + colour(detection) + "\"></span> ")
                    .text(detection.id())
                    .raw("</td><td>")
                    .text(detection.cell())
                    .raw("</td><td>" + detection.seed() + "</td><td>")
                    .text(Days.moment(detection.foundMillis()))
                    .raw("</td><td>")
                    .text(DetectionResult.day(detection.reproducedMillis()))
                    .raw("</td><td>")
                    .text(result.sentence())
                    .raw("</td></tr>\n");
        }
        html.raw("</table></div>\n</section>\n");
    }

    /** As a cell of the same standing would have it. */
    private static String colour(Detection detection) {
        CellStatus like = switch (detection.standing()) {
            case GONE -> CellStatus.RED;
            case PROVEN -> CellStatus.GREEN;
            case FOUND -> CellStatus.UNREACHED;
            case UNPROVEN, RETIRED -> CellStatus.UNKNOWN;
        };
        return like.wire();
    }

    private void time() {
        html.raw("<section id=\"time\">\n<h2>Every cell, and why it got its time</h2>\n<div class=\"wide\"><table>\n")
                .raw(
                        "<tr><th>cell</th><th>what</th><th>min</th><th>trials</th><th>why</th><th>caught, over all nights</th></tr>\n");
        for (CellResult cell : summary.cells()) {
            html.raw("<tr><td><span class=\"dot is-" + cell.status().wire() + "\"></span> ");
            link(cell, cell.name());
            html.raw("</td><td>").text(cell.sentence());
            if (!cell.cell().canary().isEmpty()) {
                html.text(" (canary: " + cell.cell().canary() + ")");
            }
            html.raw("</td><td>")
                    .text(String.format(Locale.ROOT, "%.1f", cell.minutes()))
                    .raw("</td><td>" + cell.trials().size() + "</td><td>")
                    .text(cell.why())
                    .raw("</td><td>")
                    .text(summary.rates().getOrDefault(cell.name(), ""))
                    .raw("</td></tr>\n");
        }
        html.raw("</table></div>\n</section>\n");
    }

    private void list(String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        html.raw("<section><details><summary>")
                .text(title + ": " + sentences.size())
                .raw("</summary>\n<ul>\n");
        sentences.forEach(sentence -> html.element("li", "", sentence));
        html.raw("</ul></details></section>\n");
    }

    private void link(CellResult cell, String text) {
        Optional<String> report = report(cell);
        if (report.isPresent()) {
            html.raw("<a href=\"" + Html.escape(report.get()) + "\">")
                    .text(text)
                    .raw("</a>");
        } else {
            html.text(text);
        }
    }

    /** The run that tells the cell best, seen from the page. */
    private Optional<String> report(CellResult cell) {
        return cell.telling().flatMap(TrialRow::folder).flatMap(path -> links.of(Path.of(path)));
    }

    private static String css() {
        try (InputStream in = NightPage.class.getResourceAsStream("night.css")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks night.css: build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
