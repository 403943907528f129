package io.ordeal.validate;

import io.ordeal.checker.measure.Contention;
import io.ordeal.trial.Levels;
import io.ordeal.validate.Answer.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an answer says, in sentences that all tables share. */
final class AnswerText {
    private AnswerText() {}

    /** What it shows, or stands on, or why it is not told. */
    static String of(Answer answer) {
        return switch (answer.kind()) {
            case BREAKS -> broken(answer) + ofClients(answer) + expected(answer);
            case KEEPS -> standsOn(answer) + levels(answer.levels()) + ofClients(answer) + expected(answer);
            case BESIDE, NOT_TOLD, NEEDLESS, NOT_ASKED -> answer.why();
        };
    }

    private static String ofClients(Answer answer) {
        return answer.why().isEmpty() ? "" : "; " + answer.why();
    }

    private static String broken(Answer answer) {
        String after = answer.violationMillis().isPresent()
                ? String.format(
                        Locale.ROOT, " after %.1f s", answer.violationMillis().getAsLong() / 1e3)
                : "";
        String rate = answer.judged() > 1 ? ", in " + answer.broken() + " of " + answer.judged() + " trials" : "";
        return String.join(", ", answer.anomalies()) + after + rate + levels(answer.levels());
    }

    /** {@code 3 trials, 40 s, 7,012 operations ok, 812 of them contended; felt: kill 5 times}. */
    static String standsOn(Answer answer) {
        Contention contention = answer.contention();
        Map<String, Integer> felt = answer.felt();
        long unknown = answer.trials().size() - answer.judged();
        return String.format(
                        Locale.ROOT,
                        "%d %s, %.0f s, %,d operations ok, %,d contended",
                        answer.judged(),
                        answer.judged() == 1 ? "trial" : "trials",
                        answer.seconds(),
                        contention.ok(),
                        contention.contended())
                + (felt.isEmpty()
                        ? ""
                        : "; felt: "
                                + felt.entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + times(entry.getValue()))
                                        .collect(Collectors.joining(", ")))
                + (unknown == 0 ? "" : "; " + unknown + " more without a verdict");
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String levels(Levels levels) {
        List<String> kept =
                levels.strongestKept().stream().map(level -> level.wire()).toList();
        List<String> broken =
                levels.weakestBroken().stream().map(level -> level.wire()).toList();
        return (kept.isEmpty() ? "" : "; keeps " + String.join(", ", kept))
                + (broken.isEmpty() ? "" : "; breaks " + String.join(", ", broken));
    }

    private static String expected(Answer answer) {
        if (answer.expected().isEmpty()) {
            return "";
        }
        return answer.isSurprise()
                ? "; CONTRADICTS what the target says: " + answer.expected()
                : "; as the target says: " + answer.expected();
    }

    /** What pairs of faults came to, as far as they have no rows of their own; empty if there are none. */
    static String pairs(List<Answer> answers) {
        Map<Kind, Long> counts = answers.stream()
                .filter(answer -> answer.question().faults().size() > 1)
                .collect(Collectors.groupingBy(Answer::kind, Collectors.counting()));
        if (counts.isEmpty()) {
            return "";
        }
        List<String> parts = new java.util.ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> parts.add(entry.getValue() + " " + ofPairs(entry.getKey())));
        return String.join(", ", parts);
    }

    private static String ofPairs(Kind kind) {
        return switch (kind) {
            case KEEPS -> "kept";
            case BREAKS -> "broken";
            case BESIDE, NOT_TOLD -> "not told";
            case NEEDLESS -> "needless, as one of the two breaks it";
            case NOT_ASKED -> "not asked";
        };
    }

    /** Of how, when and how long it was asked. */
    static String head(Findings findings) {
        ValidationRequest request = findings.request();
        return String.format(
                Locale.ROOT,
                "%s: %,d trials in %d:%02d min, seed %d, %s%s%s",
                request.target(),
                findings.trials(),
                findings.took().toMinutes(),
                findings.took().toSecondsPart(),
                request.seed(),
                request.cluster().name().toLowerCase(Locale.ROOT),
                request.version().map(version -> ", version " + version).orElse(""),
                findings.interrupted() ? ", interrupted" : "");
    }

    /** What it comes to beside what the target says of itself. */
    static String outcome(Findings findings) {
        if (findings.isContradicted()) {
            return "something is other than the target says of itself";
        }
        boolean said = findings.answers().stream()
                .anyMatch(answer -> answer.judged() > 0 && !answer.expected().isEmpty());
        String agrees =
                said ? "all that was told is as the target says of itself" : "the target says nothing of itself";
        return findings.isUndecided() ? agrees + "; something is open" : agrees;
    }
}
