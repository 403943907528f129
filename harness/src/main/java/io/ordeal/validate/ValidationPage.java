package io.ordeal.validate;

import io.ordeal.report.Html;
import io.ordeal.report.HtmlReport;
import io.ordeal.targets.Expectation;
import io.ordeal.validate.Answer.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code index.html}: the table, with a link to the report of each answer. One file, which loads nothing. */
final class ValidationPage {
    private final Findings findings;
    private final Html html;
    private final Path folder;

    private ValidationPage(Findings findings, Html html, Path folder) {
        this.findings = findings;
        this.html = html;
        this.folder = folder;
    }

    /** @param folder in which the page lies, so that links to runs need not be absolute */
    static void write(Findings findings, Path folder, Appendable out) {
        new ValidationPage(findings, new Html(out), folder).write();
    }

    private void write() {
        HtmlReport.begin(html, "What " + findings.request().target() + " keeps");
        html.raw("<style>\n").raw(css()).raw("</style>\n");
        html.raw("<header class=\"head " + (findings.isContradicted() ? "is-invalid" : "")
                + "\"><div class=\"inner\">\n");
        html.element("p", "brand", "Ordeal, " + findings.day());
        html.raw("<p class=\"verdict\"><strong>")
                .text("What " + findings.request().target() + " keeps")
                .raw("</strong></p>\n");
        html.element("p", "", findings.summary());
        html.element("p", "claim", AnswerText.head(findings));
        html.element("p", "claim", AnswerText.outcome(findings));
        html.raw("</div></header>\n<main>\n");
        findings.byWorkload().forEach(this::workload);
        untold();
        List<Expectation> expectations = Deduction.of(findings);
        pasted("Expectations, in Java", Deduction.java(expectations));
        pasted("Expectations, in YAML", Deduction.yaml(expectations));
        html.raw("</main>\n</body>\n</html>\n");
    }

    private void workload(String workload, List<Answer> answers) {
        html.raw("<section>\n").element("h2", "", workload);
        html.element("p", "", Findings.sentence(answers));
        rows(answers.stream()
                .filter(answer -> answer.question().faults().size() < 2 || answer.kind() == Kind.BREAKS)
                .toList());
        String pairs = AnswerText.pairs(answers);
        if (!pairs.isEmpty()) {
            html.raw("<details><summary>").text("two faults at once: " + pairs).raw("</summary>\n");
            rows(answers.stream()
                    .filter(answer -> answer.question().faults().size() > 1
                            && (answer.kind() == Kind.KEEPS || answer.kind() == Kind.NOT_TOLD))
                    .toList());
            html.raw("</details>\n");
        }
        html.raw("</section>\n");
    }

    private void rows(List<Answer> answers) {
        html.raw("<div class=\"answers\">\n");
        for (Answer answer : answers) {
            String look =
                    answer.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            html.raw("<div class=\"answer is-" + look + (answer.isSurprise() ? " is-surprise" : "")
                            + "\"><span class=\"faults\">")
                    .text(answer.question().faultsText())
                    .raw("</span><span class=\"kind\">")
                    .text(answer.kind().words())
                    .raw("</span><span class=\"what\">")
                    .text(AnswerText.of(answer));
            Optional<Path> report = answer.report();
            report.ifPresent(path -> html.raw(" <a href=\"" + Html.escape(seenFromHere(path)) + "\">")
                    .text("report")
                    .raw("</a>"));
            html.raw("</span></div>\n");
        }
        html.raw("</div>\n");
    }

    private String seenFromHere(Path report) {
        Path here = folder.toAbsolutePath().normalize();
        return here.relativize(report.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    private void untold() {
        if (findings.untold().isEmpty()) {
            return;
        }
        html.raw("<section><details><summary>")
                .text("Faults that were not tried: " + findings.untold().size())
                .raw("</summary>\n<ul>\n");
        findings.untold()
                .forEach(untold -> html.element(
                        "li", "", untold.fault() + (untold.here() ? ", on this machine: " : ": ") + untold.why()));
        html.raw("</ul></details></section>\n");
    }

    private void pasted(String title, String text) {
        html.raw("<section><details><summary>")
                .text(title)
                .raw("</summary>\n")
                .element("pre", "pasted", text)
                .raw("</details></section>\n");
    }

    private static String css() {
        try (InputStream in = ValidationPage.class.getResourceAsStream("validate.css")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks validate.css: build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
