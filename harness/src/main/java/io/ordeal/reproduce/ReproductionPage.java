package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.history.io.EdnText;
import io.ordeal.report.Html;
import io.ordeal.report.HtmlReport;
import io.ordeal.text.DurationText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** The page of a run that was shrunk by trying: what is left, how often it shows the anomaly, how it was come by, and why. */
public record ReproductionPage(Reproduction reproduction, LiveShrinker.Outcome outcome, Why why) {
    /** Of the operations that are left at most, the first ones. */
    private static final int MOST_OPERATIONS = 200;

    /** Writes it; a page that is there is replaced once this one is whole. */
    public Path write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            render(new Html(out));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void render(Html html) {
        ReplayPlan plan = reproduction.plan();
        String title = plan.spec().target() + " " + plan.spec().workload();
        String type = reproduction.signature().type();
        HtmlReport.begin(html, type + ": " + title);
        html.raw("<header class=\"head is-invalid\">\n<div class=\"inner\">\n")
                .element("p", "brand", "Ordeal")
                .element("h1", "", title)
                .element("p", "verdict", type + " in " + reproduction.rate() + sureness());
        plan.recording().anomalies().stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .map(Anomaly::explanation)
                .ifPresent(words -> html.element("p", "explanation", words.strip()));
        html.raw("</div>\n</header>\n<main>\n");
        what(html, plan);
        steps(html);
        why(html);
        html.raw("</main>\n</body>\n</html>\n");
    }

    private String sureness() {
        return reproduction.isConfirmed()
                ? " fresh runs"
                : " runs by which it was chosen, which flatter it: fresh ones were not made";
    }

    private static void what(Html html, ReplayPlan plan) {
        html.raw("<section id=\"what\">\n").element("h2", "", "What is done");
        html.element(
                "p",
                "claim",
                plan.operations().size() + " operations, " + plan.workers() + " workers, "
                        + plan.schedule().faults().size()
                        + (plan.schedule().faults().size() == 1 ? " fault, in " : " faults, in ")
                        + DurationText.print(ExpectedMoments.length(plan)));
        html.raw("<p class=\"command\"><code>./ordeal replay reproduce.json</code></p>\n<div class=\"at-work\"><ul>\n");
        for (PlannedFault fault : plan.schedule().faults()) {
            html.raw("<li>").element("code", "", fault.text()).raw("</li>\n");
        }
        html.raw("</ul></div>\n<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr><th>at</th><th>worker</th>"
                + "<th>operation</th></tr></thead>\n<tbody>\n");
        plan.operations().stream()
                .limit(MOST_OPERATIONS)
                .forEach(one -> html.raw("<tr>")
                        .element("td", "", String.format(Locale.ROOT, "%.3f s", one.timeNanos() / 1e9))
                        .element("td", "", String.valueOf(one.worker()))
                        .element(
                                "td",
                                "",
                                ":" + one.invocation().f() + " "
                                        + EdnText.of(one.invocation().value()))
                        .raw("</tr>\n"));
        html.raw("</tbody>\n</table>\n</div>\n");
        if (plan.operations().size() > MOST_OPERATIONS) {
            html.element(
                    "p", "claim", "and " + (plan.operations().size() - MOST_OPERATIONS) + " more, in reproduce.json");
        }
        html.raw("</section>\n");
    }

    private void steps(Html html) {
        html.raw("<section id=\"steps\">\n")
                .element("h2", "", "How it was come by")
                .raw(
                        "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr><th>what was tried</th><th>operations</th>"
                                + "<th>workers</th><th>faults</th><th>chosen by</th></tr></thead>\n<tbody>\n");
        for (LiveShrinker.Step step : outcome.steps()) {
            html.raw("<tr>");
            List.of(
                            step.what(),
                            String.valueOf(step.plan().operations().size()),
                            String.valueOf(step.plan().workers()),
                            String.valueOf(step.plan().schedule().faults().size()),
                            step.rate().count() + " of " + step.rate().of())
                    .forEach(cell -> html.element("td", "", cell));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private void why(Html html) {
        html.raw("<section id=\"why\">\n").element("h2", "", "Why");
        html.element(
                "p",
                "claim",
                "Of " + (why.shown() + why.notShown()) + " tries " + why.shown() + " showed the anomaly. "
                        + (why.rows().isEmpty()
                                ? "Nothing that was seen parts them from the others."
                                : "What parts them from the others, the most telling first; tries differ by what was left"
                                        + " out of them, too, so that a row says where to look, and is no cause."));
        if (!why.rows().isEmpty()) {
            html.raw(
                    "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr><th>event</th>"
                            + "<th>P(event | anomaly)</th><th>P(event | none)</th><th>P(anomaly | event)</th></tr></thead>\n<tbody>\n");
            for (Why.Row row : why.rows()) {
                html.raw("<tr>")
                        .element("td", "", row.event())
                        .element("td", "", share(row.withAnomaly()))
                        .element("td", "", share(row.without()))
                        .element("td", "", share(row.withEvent()))
                        .raw("</tr>\n");
            }
            html.raw("</tbody>\n</table>\n</div>\n");
        }
        html.raw("</section>\n");
    }

    /** {@code 0.75 (3 of 4)}. */
    static String share(Rate rate) {
        return String.format(Locale.ROOT, "%.2f (%d of %d)", rate.share(), rate.count(), rate.of());
    }
}
