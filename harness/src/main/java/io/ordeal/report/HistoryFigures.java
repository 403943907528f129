package io.ordeal.report;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import java.util.Map;

/**
 * The figures of a report alone: for pages that show a run before there is a verdict, or beside others. They look as those of
 * {@link HtmlReport} do, with {@link HtmlReport#style() its style}.
 */
public final class HistoryFigures {
    private HistoryFigures() {}

    /** Latency, rate, faults and counts of a history, which need not have come to its end. Takes time linear in it. */
    public static void write(Html html, History history) {
        FigureSections figures = new FigureSections(history, new PageClock(history), FaultSpans.of(history));
        figures.plots(html);
        figures.counts(html);
    }

    /** Measurements, as {@code verdict.json} has them. */
    public static void measurements(Html html, Map<String, Object> measurements) {
        FigureSections.measurements(html, measurements);
    }
}
