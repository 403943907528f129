package io.ordeal.validate;

import io.ordeal.targets.Expectation;
import io.ordeal.text.Markdown;
import io.ordeal.validate.Answer.Kind;
import java.util.List;

/** What was found, for a page of a continuous integration or a README. */
final class ValidationMarkdown {
    private ValidationMarkdown() {}

    static String of(Findings findings) {
        StringBuilder out = new StringBuilder("# What ")
                .append(Markdown.escape(findings.request().target()))
                .append(" keeps\n\n")
                .append(Markdown.escape(findings.summary()))
                .append("\n\n")
                .append(Markdown.escape(AnswerText.head(findings)))
                .append(".\n");
        findings.byWorkload().forEach((workload, answers) -> workload(out, workload, answers));
        untold(out, findings);
        List<Expectation> expectations = Deduction.of(findings);
        out.append("\n## Expectations to be pasted in\n\n```java\n")
                .append(Deduction.java(expectations))
                .append("```\n\n```yaml\n")
                .append(Deduction.yaml(expectations))
                .append("```\n\n")
                .append(Markdown.escape(AnswerText.outcome(findings)))
                .append(".\n");
        return out.toString();
    }

    private static void workload(StringBuilder out, String workload, List<Answer> answers) {
        out.append("\n## ").append(Markdown.escape(workload)).append("\n\n");
        out.append(Markdown.escape(Findings.sentence(answers))).append(".\n\n");
        out.append("| faults | answer | shows, or stands on | run |\n|---|---|---|---|\n");
        for (Answer answer : answers) {
            if (answer.question().faults().size() > 1
                    && (answer.kind() == Kind.NOT_ASKED || answer.kind() == Kind.NEEDLESS)) {
                continue;
            }
            out.append("| ")
                    .append(Markdown.escape(answer.question().faultsText()))
                    .append(" | ")
                    .append(
                            answer.kind() == Kind.BREAKS
                                    ? "**breaks**"
                                    : answer.kind().words())
                    .append(" | ")
                    .append(Markdown.escape(AnswerText.of(answer)))
                    .append(" | ")
                    .append(answer.telling()
                            .flatMap(trial -> trial.result().folder())
                            .map(folder -> "`" + folder.replace("`", "'").replace("|", "\\|") + "`")
                            .orElse(""))
                    .append(" |\n");
        }
        String pairs = AnswerText.pairs(answers);
        if (!pairs.isEmpty()) {
            out.append("\nTwo faults at once: ").append(Markdown.escape(pairs)).append(".\n");
        }
    }

    private static void untold(StringBuilder out, Findings findings) {
        if (findings.untold().isEmpty()) {
            return;
        }
        out.append("\n## Not tried\n\n");
        findings.untold()
                .forEach(untold -> out.append("- ")
                        .append(Markdown.escape(untold.fault()))
                        .append(untold.here() ? ", on this machine: " : ": ")
                        .append(Markdown.escape(untold.why()))
                        .append('\n'));
    }
}
