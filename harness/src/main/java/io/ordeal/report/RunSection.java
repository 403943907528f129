package io.ordeal.report;

import io.ordeal.store.CheckReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The end of the page: what was run, by which versions, what was noted, and the lines that do it again. */
final class RunSection {
    private final Report report;

    RunSection(Report report) {
        this.report = report;
    }

    void write(Html html) {
        CheckReport check = report.check();
        if (!check.result().notes().isEmpty()) {
            html.raw("<section id=\"notes\">\n<h2>Notes</h2>\n<ul>\n");
            check.result().notes().forEach(note -> html.element("li", "", note));
            html.raw("</ul>\n</section>\n");
        }
        html.raw("<section id=\"run\">\n<h2>The run</h2>\n<div class=\"columns\">\n<div>\n");
        Map<String, String> facts = new LinkedHashMap<>();
        report.run().ifPresent(run -> facts.putAll(RunFacts.all(run)));
        facts.put("checker", check.checker());
        // Not how long it took: the same history has the same page.
        facts.put("judged", Numbers.count(check.operations(), "operation"));
        facts.put("history", check.file());
        list(html, facts);
        html.raw("</div>\n");
        report.run().filter(run -> !run.versions().isEmpty()).ifPresent(run -> {
            html.raw("<div>\n<h3>Versions</h3>\n");
            list(html, new TreeMap<>(run.versions()));
            html.raw("</div>\n");
        });
        html.raw("</div>\n<h3>Again</h3>\n");
        for (Commands.Command command : Commands.of(report)) {
            html.raw("<p class=\"command\"><code>")
                    .text(command.line())
                    .raw("</code> <span>")
                    .text(command.meaning())
                    .raw("</span></p>\n");
        }
        html.raw("</section>\n");
    }

    /** Names and values. */
    static void list(Html html, Map<String, String> facts) {
        html.raw("<dl>\n");
        facts.forEach((name, value) ->
                html.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>\n"));
        html.raw("</dl>\n");
    }
}
