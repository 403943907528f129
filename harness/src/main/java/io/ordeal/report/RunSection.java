package io.ordeal.report;

import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.text.DurationText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        report.run().ifPresent(run -> options(run, facts));
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

    private static void options(RunSpec run, Map<String, String> facts) {
        RunOptions options = run.options();
        facts.put("target", run.target());
        facts.put("workload", run.workload());
        facts.put("faults", run.faults().isEmpty() ? "none" : String.join(", ", run.faults()));
        if (!run.schedule().isEmpty()) {
            facts.put(
                    "schedule",
                    run.schedule().faults().stream().map(PlannedFault::text).collect(Collectors.joining(", ")));
        }
        facts.put("seed", String.valueOf(run.seed()));
        facts.put("time", DurationText.print(options.time()));
        run.interruption().ifPresent(cut -> facts.put("interrupted", cut.sentence(options.time())));
        facts.put("rate", options.rate() == 0 ? "as fast as it goes" : Numbers.figures(options.rate()) + " a second");
        facts.put("concurrency", String.valueOf(options.concurrency()));
        facts.put("fault interval", DurationText.print(options.faultInterval()));
        facts.put("operation time-out", DurationText.print(options.operationTimeout()));
        facts.put("cluster", options.cluster().name().toLowerCase(Locale.ROOT));
        if (!options.endpoints().isEmpty()) {
            facts.put("endpoints", String.join(", ", options.endpoints()));
        }
        facts.put("keys", options.keys() == 0 ? "the workload's own number" : String.valueOf(options.keys()));
        facts.put("operations a key", String.valueOf(options.operationsPerKey()));
        options.toxiproxy().ifPresent(address -> facts.put("toxiproxy", address));
    }

    private static void list(Html html, Map<String, String> facts) {
        html.raw("<dl>\n");
        facts.forEach((name, value) ->
                html.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>\n"));
        html.raw("</dl>\n");
    }
}
