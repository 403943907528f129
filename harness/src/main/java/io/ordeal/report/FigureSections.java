package io.ordeal.report;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The figures of the page: plots, measurements, counts. */
final class FigureSections {
    private static final int PLOTTED = 12;
    private static final int TABLE_ROWS = 400;

    private final History history;
    private final PageClock clock;
    private final FaultSpans faults;
    private final List<PlotBins> bins;

    FigureSections(History history, PageClock clock, FaultSpans faults) {
        this.history = history;
        this.clock = clock;
        this.faults = faults;
        this.bins = clock.timed() ? PlotBins.of(history, clock) : List.of();
    }

    void plots(Html html) {
        if (bins.isEmpty()) {
            return;
        }
        html.raw("<section id=\"plots\">\n<h2>Latency and rate</h2>\n<p class=\"legend\">")
                .raw("<span class=\"key ok\">ok</span><span class=\"key info\">info: outcome unknown</span>")
                .raw("<span class=\"key fail\">fail</span><span class=\"key median\">median of ok</span>")
                .raw("<span class=\"key tail\">99th percentile of ok</span><span class=\"key fault\">fault</span>")
                .raw("<span class=\"hint\">by the time of invocation; click to look there</span></p>\n")
                .raw("<div class=\"plots\">\n");
        Plots plots = new Plots(history, clock, faults);
        for (PlotBins plotted : bins.subList(0, Math.min(PLOTTED, bins.size()))) {
            html.raw("<figure><figcaption><b>")
                    .text(plotted.f())
                    .raw("</b> latency</figcaption>\n")
                    .raw(plots.latency(plotted))
                    .raw("</figure>\n<figure><figcaption><b>")
                    .text(plotted.f())
                    .raw("</b> begun a second</figcaption>\n")
                    .raw(plots.rate(plotted))
                    .raw("</figure>\n");
        }
        html.raw("</div>\n");
        if (bins.size() > PLOTTED) {
            html.element("p", "omissions", bins.size() - PLOTTED + " operation names more are in the tables only.");
        }
        quantiles(html);
        html.raw("</section>\n");
    }

    private void quantiles(Html html) {
        html.raw(
                        "<div class=\"scroll\"><table>\n<thead><tr><th>latency</th><th>outcome</th><th class=\"n\">completed</th>")
                .raw("<th class=\"n\">median</th><th class=\"n\">90 %</th><th class=\"n\">99 %</th>")
                .raw("<th class=\"n\">99.9 %</th><th class=\"n\">longest</th></tr></thead>\n<tbody>\n");
        for (PlotBins named : bins) {
            for (OpType outcome : List.of(OpType.OK, OpType.FAIL, OpType.INFO)) {
                Histogram latencies = named.total(outcome);
                if (latencies.getTotalCount() == 0) {
                    continue;
                }
                html.raw("<tr><td>")
                        .text(named.f())
                        .raw("</td><td class=\"outcome-" + outcome.wire() + "\">" + outcome.wire() + "</td>");
                number(html, Numbers.grouped(latencies.getTotalCount()));
                for (double percentile : new double[] {50, 90, 99, 99.9}) {
                    number(html, Numbers.span(latencies.getValueAtPercentile(percentile)));
                }
                number(html, Numbers.span(latencies.getMaxValue()));
                html.raw("</tr>\n");
            }
        }
        html.raw("</tbody></table></div>\n");
    }

    private static void number(Html html, String text) {
        html.raw("<td class=\"n\">").text(text).raw("</td>");
    }

    /** @param all by name, in the kinds of values that JSON has */
    static void measurements(Html html, Map<String, Object> all) {
        Map<String, Object> measurements = new TreeMap<>(all);
        if (measurements.isEmpty()) {
            return;
        }
        html.raw("<section id=\"measurements\">\n<h2>Measurements</h2>\n<dl>\n");
        measurements.forEach((name, value) -> {
            if (MeasurementRows.of(value).isEmpty()) {
                html.raw("<dt>")
                        .text(MeasurementRows.head(name))
                        .raw("</dt><dd>")
                        .text(ValueText.cut(MeasurementRows.cell(name, value), 2_000))
                        .raw("</dd>\n");
            }
        });
        html.raw("</dl>\n");
        measurements.forEach((name, value) -> {
            List<Map<?, ?>> rows = MeasurementRows.of(value);
            if (!rows.isEmpty()) {
                html.element("h3", "", name);
                table(html, rows);
            }
        });
        html.raw("</section>\n");
    }

    private static void table(Html html, List<Map<?, ?>> rows) {
        List<String> columns = MeasurementRows.columns(rows);
        html.raw("<div class=\"scroll\"><table>\n<thead><tr>");
        for (String column : columns) {
            html.raw(numeric(rows, column) ? "<th class=\"n\">" : "<th>")
                    .text(MeasurementRows.head(column))
                    .raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (Map<?, ?> row : rows.subList(0, Math.min(TABLE_ROWS, rows.size()))) {
            html.raw("<tr>");
            for (String column : columns) {
                html.raw(numeric(rows, column) ? "<td class=\"n\">" : "<td>")
                        .text(MeasurementRows.cell(column, row.get(column)))
                        .raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        if (rows.size() > TABLE_ROWS) {
            html.element(
                    "p", "omissions", Numbers.grouped(rows.size() - TABLE_ROWS) + " rows more are in verdict.json.");
        }
    }

    private static boolean numeric(List<Map<?, ?>> rows, String column) {
        return rows.stream().allMatch(row -> row.get(column) == null || row.get(column) instanceof Number);
    }

    void counts(Html html) {
        html.raw("<section id=\"counts\">\n<h2>Operations</h2>\n<div class=\"scroll\"><table>\n<thead><tr>")
                .raw("<th>operation</th><th class=\"n\">ok</th><th class=\"n\">fail</th><th class=\"n\">info</th>")
                .raw("<th class=\"n\">total</th><th>shares</th></tr></thead>\n<tbody>\n");
        for (OutcomeTable.Row row : OutcomeTable.of(history).withSum()) {
            html.raw("<tr><td>").text(row.f()).raw("</td>");
            for (long count : new long[] {row.ok(), row.fail(), row.info(), row.total()}) {
                number(html, Numbers.grouped(count));
            }
            html.raw("<td><div class=\"shares\">");
            share(html, "ok", row.ok(), row.total());
            share(html, "info", row.info(), row.total());
            share(html, "fail", row.fail(), row.total());
            html.raw("</div></td></tr>\n");
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private static void share(Html html, String outcome, long count, long total) {
        if (count > 0) {
            html.raw("<i class=\"back-" + outcome + "\" style=\"width:"
                    + Numbers.decimals(100.0 * count / total, 2) + "%\" title=\""
                    + Html.escape(outcome + " " + Numbers.percent(count / (double) total)) + "\"></i>");
        }
    }
}
