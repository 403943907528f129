package io.ordeal.validate;

import io.ordeal.report.TextStyle;
import io.ordeal.report.Visible;
import io.ordeal.validate.Answer.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** The table as a terminal shows it. */
public final class ValidationText {
    private static final int VERDICT = 9;

    private final Findings findings;
    private final TextStyle style;
    private final StringBuilder out = new StringBuilder();

    private ValidationText(Findings findings, TextStyle style) {
        this.findings = findings;
        this.style = style;
    }

    /** Prints it. */
    public static String print(Findings findings, TextStyle style) {
        return new ValidationText(findings, style).print();
    }

    private String print() {
        out.append(style.wrap(AnswerText.head(findings), " "));
        out.append(style.wrap(findings.summary(), " ")).append('\n');
        findings.byWorkload().forEach(this::workload);
        untold();
        out.append(style.wrap(AnswerText.outcome(findings), " "));
        return out.toString();
    }

    private void workload(String workload, List<Answer> answers) {
        out.append(' ').append(style.bold(Visible.text(workload))).append('\n');
        out.append(style.wrap(Findings.sentence(answers), "   ")).append('\n');
        List<Answer> rows = answers.stream()
                .filter(answer -> answer.question().faults().size() < 2 || answer.kind() == Kind.BREAKS)
                .filter(answer -> answer.kind() != Kind.NEEDLESS)
                .filter(answer -> !Findings.saysNoMore(answer, answers))
                .toList();
        int width = rows.stream()
                .mapToInt(answer -> answer.question().faultsText().length())
                .max()
                .orElse(0);
        rows.forEach(answer -> row(answer, Math.max(width, "faults".length())));
        String same = answers.stream()
                .filter(answer -> Findings.saysNoMore(answer, answers))
                .map(answer -> answer.question().faultsText())
                .collect(Collectors.joining(", "));
        if (!same.isEmpty()) {
            out.append(style.wrap("no further level was broken under " + same, "   "));
        }
        long needless = answers.stream()
                .filter(answer -> answer.kind() == Kind.NEEDLESS
                        && answer.question().faults().size() == 1)
                .count();
        if (needless > 0) {
            out.append(style.wrap(needless + " faults were not tried: it breaks without them", "   "));
        }
        String pairs = AnswerText.pairs(answers);
        if (!pairs.isEmpty()) {
            out.append(style.wrap("two faults at once: " + pairs, "   "));
        }
        out.append('\n');
    }

    private void row(Answer answer, int width) {
        String faults = answer.question().faultsText();
        String verdict = answer.kind().words();
        String left = "   " + faults + " ".repeat(width - faults.length()) + "  ";
        String indent = " ".repeat(left.length() + VERDICT + 1);
        String text = style.wrap(AnswerText.of(answer), indent);
        out.append(left)
                .append(answer.kind() == Kind.BREAKS || answer.isSurprise() ? style.red(verdict) : verdict)
                .append(" ".repeat(VERDICT + 1 - verdict.length()))
                .append(text.stripLeading());
        if (answer.kind() == Kind.BREAKS || answer.isSurprise()) {
            answer.report()
                    .ifPresent(report -> out.append(indent)
                            .append(Visible.text(report.toString()))
                            .append('\n'));
        }
    }

    private void untold() {
        List<Untold> here = findings.untold().stream().filter(Untold::here).toList();
        here.forEach(untold ->
                out.append(style.wrap("not tried on this machine: " + untold.fault() + ": " + untold.why(), " ")));
        String others = findings.untold().stream()
                .filter(untold -> !untold.here())
                .map(Untold::fault)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            out.append(style.wrap("not for this target: " + others, " "));
        }
    }
}
