package io.ordeal.serve;

import io.ordeal.report.HistoryFigures;
import io.ordeal.report.Html;
import io.ordeal.serve.index.RunEntry;
import io.ordeal.serve.index.RunId;
import io.ordeal.serve.index.RunIndex;
import io.ordeal.serve.index.RunState;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run: what it was, its verdict, its figures while there is no report, its files. */
final class RunPage {
    private static final int MOST_FILES = 500;
    private static final int MOST_ANOMALIES = 50;

    private final ResultsFiles files;
    private final RunIndex index;
    private final RunHistories histories;

    RunPage(ResultsFiles files, RunIndex index, RunHistories histories) {
        this.files = files;
        this.index = index;
        this.histories = histories;
    }

    /** Empty if there is no such run. */
    Optional<String> of(List<String> names) throws IOException {
        Optional<RunId> id = files.run(names);
        Optional<RunEntry> entry = id.flatMap(index::run);
        return entry.isEmpty() ? Optional.empty() : Optional.of(page(entry.get()));
    }

    private String page(RunEntry run) throws IOException {
        RunFolder folder = new RunFolder(run.id().in(files.root()));
        RunDetails details = RunDetails.read(folder);
        boolean unjudged = run.state() == RunState.UNDER_WAY || run.state() == RunState.UNFINISHED;
        Frame frame = Frame.begin(run.id().target() + " " + run.id().workload(), unjudged);
        Html html = frame.html();
        html.raw("<section id=\"verdict\" class=\"head is-" + run.state().wire() + "\">\n");
        html.element(
                "p",
                "brand",
                RunsPage.MOMENT.format(run.started()) + " · " + run.id().name());
        html.raw("<h1>")
                .text(run.id().target())
                .raw(" <span>")
                .text(run.id().workload())
                .raw("</span></h1>\n<p>");
        RunsPage.chip(html, run.state());
        html.text(" " + told(run)).raw("</p>\n");
        expectation(html, run, details);
        links(html, run, folder);
        html.raw("</section>\n");
        anomalies(html, details);
        if (unjudged || !Files.exists(folder.reportFile(), LinkOption.NOFOLLOW_LINKS)) {
            figures(html, run, folder);
        }
        html.raw("<section id=\"facts\">\n<h2>The run</h2>\n");
        list(html, details.facts());
        if (!details.versions().isEmpty()) {
            html.raw("<h3>Versions</h3>\n");
            list(html, details.versions());
        }
        if (!details.notes().isEmpty()) {
            html.raw("<h3>Notes</h3>\n<ul>\n");
            details.notes().forEach(note -> html.element("li", "", note));
            html.raw("</ul>\n");
        }
        html.raw("<p class=\"command\"><code>")
                .text("./ordeal check '" + folder.path().toString().replace("'", "'\\''") + "'")
                .raw("</code> <span>judges it again</span></p>\n</section>\n");
        HistoryFigures.measurements(html, details.measurements());
        files(html, run, folder.path());
        return frame.end();
    }

    /** What is to be said of a state that stands for itself in no other way. */
    private static String told(RunEntry run) {
        return switch (run.state()) {
            case UNDER_WAY ->
                "It goes on" + (run.mainPhase().isEmpty() ? "" : "; its main phase takes " + run.mainPhase())
                        + ". There is no verdict yet.";
            case UNFINISHED ->
                "There is no verdict, and nothing was written for a minute: it was killed, or is being judged. ./ordeal"
                        + " check judges what is there.";
            case UNREADABLE -> run.cause() + ". ./ordeal check judges its history again.";
            case UNKNOWN -> run.cause();
            case VALID, INVALID -> String.format(Locale.ROOT, "%,d operations were judged.", run.operations());
        };
    }

    private static void expectation(Html html, RunEntry run, RunDetails details) {
        if (run.expected().isEmpty()) {
            return;
        }
        html.raw("<p" + (run.isSurprise() ? " class=\"surprise\">" : ">"))
                .text("Expected: " + run.expected()
                        + (run.asExpected().isEmpty()
                                ? ""
                                : run.isSurprise() ? ", and it was not so" : ", and so it was")
                        + (details.expectedBecause().isEmpty() ? "" : ", because: " + details.expectedBecause()))
                .raw("</p>\n");
    }

    private static void links(Html html, RunEntry run, RunFolder folder) {
        List<String> names = run.id().segments();
        html.raw("<p class=\"links\">");
        for (Path file : List.of(folder.reportFile(), folder.historyFile())) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                String name = String.valueOf(file.getFileName());
                Frame.link(html, Request.address("files", with(names, List.of(name))), name);
                html.raw(" · ");
            }
        }
        Frame.link(html, Request.address("zip", names), "all of it as .zip");
        html.raw("</p>\n");
    }

    private static void anomalies(Html html, RunDetails details) {
        if (details.anomalies().isEmpty()) {
            return;
        }
        html.raw("<section id=\"anomalies\">\n<h2>What was found</h2>\n");
        for (RunDetails.Found found : details.anomalies()
                .subList(0, Math.min(MOST_ANOMALIES, details.anomalies().size()))) {
            html.raw("<div class=\"violation\">")
                    .element("h3", "", found.type())
                    .element("p", "explanation", found.explanation())
                    .raw("</div>\n");
        }
        if (details.anomalies().size() > MOST_ANOMALIES) {
            html.element("p", "omissions", details.anomalies().size() - MOST_ANOMALIES + " more are in verdict.json.");
        }
        html.raw("</section>\n");
    }

    private void figures(Html html, RunEntry run, RunFolder folder) {
        Optional<String> figures = histories.markup(folder, "figures", history -> {
            StringBuilder out = new StringBuilder();
            HistoryFigures.write(new Html(out), history);
            return out.toString();
        });
        if (figures.isPresent()) {
            html.raw(figures.get());
        } else {
            html.raw("<section id=\"plots\"><h2>Latency and rate</h2>\n")
                    .element(
                            "p",
                            "",
                            run.state() == RunState.UNDER_WAY
                                    ? "There is no history to be drawn yet, or it is too long to be drawn while it grows."
                                    : "There is no history to be drawn here: it is not there, can't be read, or is too"
                                            + " long. ./ordeal report writes the run's page.")
                    .raw("</section>\n");
        }
    }

    private static void list(Html html, Map<String, String> facts) {
        html.raw("<dl>\n");
        facts.forEach((name, value) ->
                html.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>\n"));
        html.raw("</dl>\n");
    }

    private static void files(Html html, RunEntry run, Path folder) throws IOException {
        List<ResultsFiles.Below> below = ResultsFiles.below(folder, MOST_FILES);
        html.raw("<section id=\"files\">\n<h2>Files</h2>\n<div class=\"scroll\"><table>\n");
        for (ResultsFiles.Below file : below) {
            List<String> names = with(run.id().segments(), file.names());
            html.raw("<tr><td>");
            Frame.link(html, Request.address("files", names), String.join("/", file.names()));
            html.raw("</td><td class=\"n\">")
                    .text(String.format(Locale.ROOT, "%,d", file.bytes()))
                    .raw("</td><td>");
            if (file.path().toString().endsWith(".log")) {
                Frame.link(html, Request.address("log", names), "its end");
            }
            html.raw("</td></tr>\n");
        }
        html.raw("</table></div>\n");
        if (below.size() == MOST_FILES) {
            html.element("p", "omissions", "There are more; the .zip has all of them.");
        }
        html.raw("</section>\n");
    }

    private static List<String> with(List<String> names, List<String> more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return all;
    }
}
