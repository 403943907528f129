package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultsAtWork;
import io.ordeal.history.Op;
import io.ordeal.store.CheckReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The top of the page: the verdict in a word and a colour, and each violation told and drawn. */
final class VerdictSection {
    private static final int WITNESS_ROWS = 80;

    /** Details that the pictures show. */
    private static final Set<String> DRAWN =
            Set.of("holds", "linearizationIndexes", "linearizationStates", "next", FaultsAtWork.DETAIL);

    private final Report report;
    private final FaultStory faults;
    private final PageLimits limits;
    private final Verdict verdict;

    VerdictSection(Report report, FaultStory faults, PageLimits limits) {
        this.report = report;
        this.faults = faults;
        this.limits = limits;
        this.verdict = report.check().result().verdict();
    }

    void head(Html html) {
        String word = Sentences.word(verdict);
        html.raw("<header class=\"head is-" + word + "\">\n<div class=\"inner\">\n")
                .element("p", "brand", "Ordeal");
        html.raw("<h1>");
        report.run()
                .ifPresentOrElse(
                        run -> html.text(run.target())
                                .raw(" <span>")
                                .text(run.workload())
                                .raw("</span>"),
                        () -> html.text(report.check().file()));
        html.raw("</h1>\n<p class=\"verdict\"><strong>")
                .text(word.toUpperCase(Locale.ROOT))
                .raw("</strong> ")
                .text(verdict.isInvalid() ? Sentences.anomalyNames(verdict) : "")
                .raw("</p>\n");
        report.promise()
                .ifPresent(promise -> html.raw("<p class=\"promise\"><b>The promise</b> ")
                        .text(promise)
                        .raw("</p>\n"));
        html.element("p", "claim", Sentences.claim(verdict, report.check().operations()));
        if (verdict instanceof Verdict.Unknown unknown) {
            html.element("p", "cause", unknown.cause());
        }
        report.check().expectation().ifPresent(expected -> expectation(html, expected));
        facts(html);
        html.raw("</div>\n</header>\n");
    }

    private void facts(Html html) {
        Map<String, String> facts = new LinkedHashMap<>();
        report.run().ifPresent(run -> facts.putAll(RunFacts.head(run)));
        facts.put("checker", report.check().checker());
        html.raw("<div class=\"facts\">\n");
        RunSection.list(html, facts);
        html.raw("</div>\n");
    }

    private static void expectation(Html html, CheckReport.Expected expected) {
        boolean surprise =
                expected.asExpected().isPresent() && !expected.asExpected().get();
        html.raw("<p class=\"expected" + (surprise ? " surprise" : "") + "\"><b>")
                .text(expected.asExpected()
                        .map(was -> was ? "As expected" : "Not as expected")
                        .orElse("Expected"))
                .raw("</b> ")
                .text(expected.outcome())
                .text(expected.source().isBlank() ? "" : " (" + expected.source() + ")")
                .raw("</p>\n");
    }

    void violations(Html html) {
        List<Anomaly> anomalies = verdict.anomaliesOrNone();
        if (anomalies.isEmpty()) {
            return;
        }
        html.raw("<section id=\"violation\">\n")
                .element("h2", "", anomalies.size() == 1 ? "The violation" : "The violations");
        int told = Math.min(limits.anomalies(), anomalies.size());
        for (int i = 0; i < told; i++) {
            if (i == 1) {
                html.raw("<details class=\"more\"><summary>")
                        .text(told == 2 ? "One violation more" : told - 1 + " violations more")
                        .raw("</summary>\n");
            }
            violation(html, anomalies.get(i), i);
        }
        if (told > 1) {
            html.raw("</details>\n");
        }
        if (anomalies.size() > told) {
            html.element(
                    "p",
                    "omissions",
                    "There are " + Numbers.grouped(anomalies.size() - told)
                            + " violations more, not on this page: verdict.json has them all.");
        }
        html.raw("</section>\n");
    }

    private void violation(Html html, Anomaly anomaly, int number) {
        html.raw("<article class=\"violation\">\n<h3>").text(anomaly.type());
        if (anomaly.key() != null) {
            html.raw(" <span>")
                    .text("of " + ValueText.cut(ValueText.plain(anomaly.key()), 60))
                    .raw("</span>");
        }
        html.raw("</h3>\n");
        for (String sentence : anomaly.explanation().strip().split("\n")) {
            html.element("p", "explanation", ValueText.cut(sentence, limits.valueLengthNear()));
        }
        String picture = SvgPicture.draw(anomaly, faults);
        if (anomaly.type().equals(AnomalyType.NONLINEARIZABLE.wire())) {
            html.raw("<div class=\"linearization scroll\" data-anomaly=\"" + number + "\">\n")
                    .raw(picture)
                    .raw("</div>\n");
        } else if (!picture.isEmpty()) {
            html.raw("<figure class=\"scroll\" tabindex=\"0\">\n").raw(picture).raw("</figure>\n");
        }
        atWork(html, anomaly);
        html.raw("<p class=\"actions\"><button type=\"button\" data-show=\"" + number
                + "\">Show it in the timeline</button></p>\n");
        details(html, anomaly);
        witness(html, anomaly);
        html.raw("</article>\n");
    }

    /** The faults meanwhile, each with whom it struck and what began and ended it. */
    private void atWork(Html html, Anomaly anomaly) {
        List<FaultSpans.Span> spans = faults.atWork(anomaly);
        if (spans.isEmpty()) {
            return;
        }
        html.raw("<div class=\"at-work\">\n<h4>Faults at work meanwhile</h4>\n<ul>\n");
        for (FaultSpans.Span span : spans.subList(0, Math.min(WITNESS_ROWS, spans.size()))) {
            html.raw("<li><b>")
                    .text(span.fault())
                    .raw("</b> <span>")
                    .text(faults.when(span) + (span.failed() ? ", its injection failed" : ""))
                    .raw("</span> ")
                    .text(FaultWords.line(span))
                    .raw("</li>\n");
        }
        html.raw("</ul>\n");
        if (spans.size() > WITNESS_ROWS) {
            html.element("p", "omissions", Numbers.grouped(spans.size() - WITNESS_ROWS) + " more are in the timeline.");
        }
        html.raw("</div>\n");
    }

    /** What else the checker tells, but for what the picture shows. */
    private void details(Html html, Anomaly anomaly) {
        Map<String, Object> shown = new TreeMap<>(anomaly.details());
        shown.keySet().removeAll(DRAWN);
        html.raw("<dl>\n");
        shown.forEach((name, value) -> {
            if (!(value instanceof Collection<?>)) {
                html.raw("<dt>")
                        .text(name)
                        .raw("</dt><dd>")
                        .text(ValueText.cut(ValueText.plain(value), limits.valueLengthNear()))
                        .raw("</dd>\n");
            }
        });
        html.raw("</dl>\n");
        shown.forEach((name, value) -> {
            if (value instanceof Collection<?> list) {
                html.raw("<details><summary>").text(name).raw("</summary>\n<ol>\n");
                list.stream()
                        .limit(WITNESS_ROWS)
                        .forEach(element ->
                                html.element("li", "", ValueText.cut(ValueText.plain(element), limits.valueLength())));
                html.raw("</ol>\n");
                rest(html, list.size());
                html.raw("</details>\n");
            }
        });
    }

    private void witness(Html html, Anomaly anomaly) {
        if (anomaly.witness().isEmpty()) {
            return;
        }
        html.raw("<details><summary>The events that prove it (")
                .text(Numbers.grouped(anomaly.witness().size()))
                .raw(")</summary>\n<div class=\"scroll\"><table>\n<thead><tr>")
                .raw("<th class=\"n\">index</th><th class=\"n\">time</th><th>process</th><th>type</th><th>f</th>")
                .raw("<th>value</th><th>error</th></tr></thead>\n<tbody>\n");
        for (Op op : anomaly.witness()
                .subList(0, Math.min(WITNESS_ROWS, anomaly.witness().size()))) {
            html.raw("<tr><td class=\"n\">")
                    .text(String.valueOf(op.index()))
                    .raw("</td><td class=\"n\">")
                    .text(op.timeNanos() == Op.NO_TIME ? "" : Numbers.moment(op.timeNanos()))
                    .raw("</td><td>")
                    .text(op.isClient() ? "p" + op.process() : "nemesis")
                    .raw("</td><td class=\"outcome-" + op.type().wire() + "\">")
                    .text(op.type().wire())
                    .raw("</td><td>")
                    .text(op.f())
                    .raw("</td><td><code>")
                    .text(ValueText.cut(ValueText.print(op.value()), limits.valueLength()))
                    .raw("</code></td><td><code>")
                    .text(op.error() == null ? "" : ValueText.cut(ValueText.print(op.error()), limits.valueLength()))
                    .raw("</code></td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        rest(html, anomaly.witness().size());
        html.raw("</details>\n");
    }

    private static void rest(Html html, int size) {
        if (size > WITNESS_ROWS) {
            html.element("p", "omissions", Numbers.grouped(size - WITNESS_ROWS) + " more are in verdict.json.");
        }
    }
}
