package io.ordeal.serve;

import io.ordeal.history.History;
import io.ordeal.report.Html;
import io.ordeal.report.Tracks;
import io.ordeal.serve.index.RunEntry;
import io.ordeal.serve.index.RunId;
import io.ordeal.serve.index.RunIndex;
import io.ordeal.store.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Two runs side by side: what differs is marked, and what they did stands on one axis of time. */
final class ComparePage {
    private static final List<String> NAMES = List.of("first", "second");

    private final ResultsFiles files;
    private final RunIndex index;
    private final RunHistories histories;

    ComparePage(ResultsFiles files, RunIndex index, RunHistories histories) {
        this.files = files;
        this.index = index;
        this.histories = histories;
    }

    /** @throws IllegalArgumentException it is not asked for two runs that are there */
    String of(Request request) {
        List<String> asked = request.all("run");
        if (asked.size() != 2) {
            throw new IllegalArgumentException("two runs can be compared, not " + asked.size()
                    + ": tick two in the list, or ask for /compare?run=TARGET/WORKLOAD/RUN&run=TARGET/WORKLOAD/RUN");
        }
        List<RunEntry> runs = new ArrayList<>();
        for (String each : asked) {
            Optional<RunId> id = files.run(List.of(each.split("/")));
            runs.add(id.flatMap(index::run)
                    .orElseThrow(() -> new IllegalArgumentException("there is no run " + each + ", or no more")));
        }
        return page(runs);
    }

    private String page(List<RunEntry> runs) {
        List<RunFolder> folders = runs.stream()
                .map(run -> new RunFolder(run.id().in(files.root())))
                .toList();
        List<RunDetails> details = folders.stream().map(RunDetails::read).toList();
        Frame frame = Frame.begin("Two runs", false);
        Html html = frame.html();
        html.raw(
                "<section id=\"compare\">\n<h1>Two runs</h1>\n<div class=\"scroll\"><table class=\"compare\">\n<tr><th></th>");
        for (RunEntry run : runs) {
            html.raw("<th>");
            Frame.link(
                    html, Request.address("run", run.id().segments()), run.id().toString());
            html.raw("</th>");
        }
        html.raw("</tr>\n<tr><th>verdict</th>");
        for (RunEntry run : runs) {
            html.raw("<td>");
            RunsPage.chip(html, run.state());
            html.text(" " + run.cause()).raw("</td>");
        }
        html.raw("</tr>\n");
        row(
                html,
                "anomalies",
                runs.stream().map(run -> String.join(", ", run.anomalies())).toList());
        row(html, "expected", runs.stream().map(RunEntry::expected).toList());
        row(
                html,
                "as expected",
                runs.stream()
                        .map(run ->
                                run.asExpected().map(was -> was ? "yes" : "no").orElse(""))
                        .toList());
        row(
                html,
                "operations",
                runs.stream()
                        .map(run -> String.format(Locale.ROOT, "%,d", run.operations()))
                        .toList());
        rows(html, details.stream().map(RunDetails::facts).toList());
        rows(html, details.stream().map(RunDetails::versions).toList());
        html.raw("</table></div>\n<p class=\"hint\">Marked is what differs.</p>\n</section>\n");
        tracks(html, folders, details);
        for (int i = 0; i < runs.size(); i++) {
            explanations(html, NAMES.get(i), details.get(i));
        }
        html.raw(
                "<section id=\"measurements\">\n<h2>Measurements</h2>\n<div class=\"scroll\"><table class=\"compare\">\n");
        rows(html, details.stream().map(ComparePage::figures).toList());
        html.raw("</table></div>\n</section>\n");
        return frame.end();
    }

    private static void rows(Html html, List<Map<String, String>> both) {
        Set<String> names = new TreeSet<>();
        both.forEach(each -> names.addAll(each.keySet()));
        for (String name : names) {
            row(
                    html,
                    name,
                    both.stream().map(each -> each.getOrDefault(name, "")).toList());
        }
    }

    private static void row(Html html, String name, List<String> values) {
        boolean differ = !values.get(0).equals(values.get(1));
        html.raw(differ ? "<tr class=\"differs\"><th>" : "<tr><th>").text(name).raw("</th>");
        values.forEach(value -> html.raw("<td>").text(value).raw("</td>"));
        html.raw("</tr>\n");
    }

    /** Measurements that are a number each, with their names' whole path. */
    private static Map<String, String> figures(RunDetails details) {
        Map<String, String> figures = new TreeMap<>();
        details.measurements().forEach((name, value) -> flatten(name, value, figures));
        return figures;
    }

    private static void flatten(String name, Object value, Map<String, String> figures) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (inner != null) {
                    flatten(name + " " + key, inner, figures);
                }
            });
        } else if (value instanceof Double number) {
            figures.put(name, String.format(Locale.ROOT, "%.3f", number));
        } else if (value instanceof Number || value instanceof Boolean || value instanceof String) {
            figures.put(name, String.valueOf(value));
        }
    }

    private void tracks(Html html, List<RunFolder> folders, List<RunDetails> details) {
        List<Tracks.Track> tracks = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            Optional<History> history = histories.history(folders.get(i));
            if (history.isPresent()) {
                tracks.add(new Tracks.Track(
                        NAMES.get(i), history.get(), details.get(i).marks()));
            }
        }
        html.raw("<section id=\"tracks\">\n<h2>What they did</h2>\n");
        if (tracks.size() < folders.size()) {
            html.element("p", "omissions", "A history is not there, can't be read, or is too long to be drawn here.");
        }
        if (!tracks.isEmpty()) {
            html.raw("<figure class=\"scroll\" tabindex=\"0\">\n")
                    .raw(Tracks.draw("Both runs on one axis of time", tracks))
                    .raw(
                            "<figcaption>Faults, operations begun (ok, and others on top), violations.</figcaption></figure>\n");
        }
        html.raw("</section>\n");
    }

    private static void explanations(Html html, String name, RunDetails details) {
        Map<String, String> first = details.anomalies().stream()
                .collect(Collectors.toMap(
                        RunDetails.Found::type, RunDetails.Found::explanation, (one, other) -> one, TreeMap::new));
        if (first.isEmpty()) {
            return;
        }
        html.raw("<section>\n").element("h2", "", "Found in the " + name);
        first.forEach((type, explanation) -> html.raw("<div class=\"violation\">")
                .element("h3", "", type)
                .element("p", "explanation", explanation)
                .raw("</div>\n"));
        html.raw("</section>\n");
    }
}
