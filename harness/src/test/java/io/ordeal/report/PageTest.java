package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static String page(Report report, PageLimits limits) {
        StringBuilder out = new StringBuilder();
        HtmlReport.render(report, limits, out);
        return out.toString();
    }

    @Test
    void valuesCanNotBecomeMarkup() {
        String evil = "</script><script>alert(1)</script><!-- \" onload='x' &";
        History history = new HistoryBuilder()
                .invoke(0, evil, Map.of(evil, List.of(evil)))
                .info(0, evil, evil)
                .build();
        Anomaly anomaly = new Anomaly(evil, evil, evil, history.ops(), Map.of(evil, evil, "next", List.of(evil)));
        String page = page(SampleReports.of(history, Verdict.invalid(anomaly)), PageLimits.DEFAULT);
        assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!--");
        assertThat(page.split("</script>", -1)).hasSize(5);
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        String page = page(SampleReports.lock(), PageLimits.DEFAULT);
        assertThat(page)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain(" src=")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .contains("default-src 'none'");
    }

    @Test
    void whatIsNotThereIsTold() {
        History history = SampleHistories.ofLength(3_000);
        Report report = SampleReports.of(history, Verdict.valid());
        assertThat(page(report, new PageLimits(1_000, 10, 1 << 20, 500, 25)))
                .containsPattern("more than 1,000 operations\\. The page has 2\\d of them")
                .contains("\"complete\":false")
                .contains("./ordeal history history.edn");
        assertThat(page(report, new PageLimits(10_000, 10, 4_000, 500, 25)))
                .contains("The values of all operations would make this page too large");
        assertThat(page(report, PageLimits.DEFAULT)).doesNotContain("class=\"omissions\">\n<p>");
    }

    @Test
    void ofManyViolationsTheNumberNotToldIsTold() {
        History history = SampleHistories.register();
        Anomaly one = new Anomaly(AnomalyType.STALE_READ, 1L, "a stale read", List.of(history.op(2), history.op(3)));
        Verdict verdict = new Verdict.Invalid(java.util.Collections.nCopies(40, one));
        assertThat(page(SampleReports.of(history, verdict), PageLimits.DEFAULT))
                .contains("There are 15 violations more")
                .contains("stale-read (40)");
    }

    @Test
    void aHistoryWithoutTimesIsDrawnInItsOrder() {
        History history = new HistoryBuilder()
                .invoke(0, "write", 1L)
                .ok(0, "write", 1L)
                .invoke(1, "read", null)
                .ok(1, "read", Keyword.of("nothing"))
                .build();
        Anomaly anomaly = new Anomaly(AnomalyType.STALE_READ, null, "stale", history.ops());
        assertThat(page(SampleReports.of(history, Verdict.invalid(anomaly)), PageLimits.DEFAULT))
                .contains("Not every event has a time")
                .contains("\"timed\":false")
                .contains("in the order of the events; there are no times")
                .doesNotContain("id=\"plots\"");
    }

    @Test
    void anEmptyHistoryHasAPage() {
        assertThat(page(
                        SampleReports.of(new HistoryBuilder().build(), Verdict.unknown("nothing was tested")),
                        PageLimits.DEFAULT))
                .contains("The history is empty.")
                .contains("UNKNOWN");
    }
}
