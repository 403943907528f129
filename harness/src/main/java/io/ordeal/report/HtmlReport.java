package io.ordeal.report;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * {@code report.html}: the verdict, the violation in a sentence and a picture, the timeline of every operation and fault,
 * latencies and rates, counts, and how to do it again. One file, which loads nothing: its script is its own.
 *
 * <p>Takes time linear in the history; a page of 1,000,000 operations has about 10 MB. How much of a longer one is in the
 * page is told in the page.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the report of a run into its folder; a report that is there is replaced once the new one is whole.
     *
     * @return where it is
     * @throws IOException the folder can't be read or written
     */
    public static Path write(RunFolder folder, CheckReport check, History history) throws IOException {
        return write(folder.reportFile(), Report.ofRun(folder.readSpec(), check, history));
    }

    /** Writes a report to a file. */
    public static Path write(Path file, Report report) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            render(report, out);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As {@link #render(Report, Appendable)}. */
    public static void render(RunSpec run, CheckReport check, History history, Appendable out) {
        render(Report.ofRun(run, check, history), out);
    }

    /** @throws UncheckedIOException {@code out} could not be written */
    public static void render(Report report, Appendable out) {
        render(report, PageLimits.DEFAULT, out);
    }

    static void render(Report report, PageLimits limits, Appendable out) {
        PageClock clock = new PageClock(report.history());
        FaultSpans faults = FaultSpans.of(report.history());
        FaultStory story = new FaultStory(report.history(), faults);
        PageData data = new PageData(report, clock, faults, story.frozen(), limits);
        Html html = new Html(out);
        begin(html, Sentences.word(report.check().result().verdict()) + ": " + report.title());
        VerdictSection verdict = new VerdictSection(report, story, limits);
        verdict.head(html);
        html.raw("<main>\n");
        verdict.violations(html);
        report.beside().ifPresent(beside -> new ReplaySection(report, story, beside).write(html));
        timeline(html, data, report);
        FigureSections figures = new FigureSections(report.history(), clock, faults);
        figures.plots(html);
        FigureSections.measurements(html, report.check().result().measurements());
        figures.counts(html);
        new RunSection(report).write(html);
        html.raw("</main>\n");
        script(html, data);
        html.raw("</body>\n</html>\n");
    }

    /** The head of every page, up to and with the opening body tag. */
    public static void begin(Html html, String title) {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                // The page asks for nothing, and may not even if a value were to slip through as markup.
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src"
                        + " 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\">\n")
                .raw("<link rel=\"icon\" href=\"data:,\">\n")
                .element("title", "", title)
                .raw("<style>\n")
                .raw(style())
                .raw("</style>\n</head>\n<body>\n");
    }

    private static void timeline(Html html, PageData data, Report report) {
        html.raw("<section id=\"timeline\">\n<h2>Timeline</h2>\n");
        if (report.history().size() == 0) {
            html.element("p", "", "The history is empty.").raw("</section>\n");
            return;
        }
        html.raw(resource("timeline.html"));
        List<String> omissions = data.omissions();
        if (!omissions.isEmpty()) {
            html.raw("<div class=\"omissions\">\n");
            omissions.forEach(sentence -> html.element("p", "", sentence));
            if (data.anythingOmitted()) {
                html.raw("<p>All of it: ")
                        .element(
                                "code",
                                "",
                                "./ordeal history "
                                        + Commands.quoted(report.check().file()))
                        .raw("</p>\n");
            }
            html.raw("</div>\n");
        }
        html.raw("</section>\n");
    }

    private static void script(Html html, PageData data) {
        html.raw("<script type=\"application/json\" id=\"data\">")
                .raw(data.json())
                .raw("</script>\n<script type=\"text/plain\" id=\"columns\">")
                .raw(data.columns())
                .raw("</script>\n<script type=\"text/plain\" id=\"values\">")
                .raw(data.values())
                .raw("</script>\n<script>\n(() => {\n\"use strict\";\n");
        for (String part : List.of(
                "columns.js",
                "drawing.js",
                "lanes.js",
                "overview.js",
                "input.js",
                "timeline.js",
                "linearization.js",
                "page.js")) {
            html.raw(resource(part));
        }
        html.raw("})();\n</script>\n");
    }

    /** How pages look: a style sheet. */
    public static String style() {
        return resource("report.css");
    }

    static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name + ": build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
