package io.ordeal.validate;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.validate.Answer.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Expectations, from what was found: for whoever wants to say of a target what was seen of it. The first that speaks of a run
 * counts, so that what breaks under two faults stands before what breaks under one, and what holds stands last.
 *
 * <p>What broke in its first trial is taken to break surely, in a run ten times as long as it took, of 30 s at least; what
 * broke only in a later one may break. Of two faults that break something together it can only be said that they surely do.
 * Nothing is said of what was not told.
 */
public final class Deduction {
    private static final int SURELY = 10;
    private static final long STEP_SECONDS = 30;

    private Deduction() {}

    /** The expectations of all workloads, in the order in which they count. */
    public static List<Expectation> of(Findings findings) {
        List<Expectation> all = new ArrayList<>();
        findings.byWorkload().forEach((workload, answers) -> all.addAll(ofWorkload(workload, answers, findings)));
        return all;
    }

    private static List<Expectation> ofWorkload(String workload, List<Answer> answers, Findings findings) {
        List<Answer> broken =
                answers.stream().filter(answer -> answer.kind() == Kind.BREAKS).toList();
        Optional<Answer> none = answers.stream()
                .filter(answer -> answer.question().faults().isEmpty())
                .findFirst();
        if (none.filter(answer -> answer.kind() == Kind.BREAKS).isPresent()) {
            return List.of(brokenWithoutFaults(workload, none.get(), broken, findings));
        }
        List<Expectation> all = new ArrayList<>();
        for (int faults = 2; faults > 0; faults--) {
            int strength = faults;
            List<Answer> these = broken.stream()
                    .filter(answer -> answer.question().faults().size() == strength)
                    .toList();
            these.stream()
                    .filter(answer -> strength > 1 || isSure(answer))
                    .forEach(answer -> all.add(breaks(workload, answer, findings)));
            all.addAll(mayBreak(
                    workload,
                    these.stream()
                            .filter(answer -> strength == 1 && !isSure(answer))
                            .toList(),
                    findings));
        }
        List<Answer> kept = answers.stream()
                .filter(answer -> answer.kind() == Kind.KEEPS
                        && answer.question().faults().size() < 2)
                .toList();
        if (none.filter(answer -> answer.kind() == Kind.KEEPS).isPresent()) {
            Set<String> under = new TreeSet<>();
            kept.forEach(answer -> under.addAll(answer.question().faults()));
            all.add(Expectation.holds(workload, under, source(kept, findings)));
        }
        return all;
    }

    /** Speaks of all runs, so that it names whatever was found in any. */
    private static Expectation brokenWithoutFaults(
            String workload, Answer none, List<Answer> broken, Findings findings) {
        List<String> anomalies = broken.stream()
                .flatMap(answer -> answer.anomalies().stream())
                .distinct()
                .sorted()
                .toList();
        String source = source(broken, findings);
        return isSure(none)
                ? Expectation.breaks(workload, Set.of(), anomalies, within(none), source)
                : Expectation.mayBreak(workload, Set.of(), anomalies, source);
    }

    private static boolean isSure(Answer answer) {
        return answer.trials().get(0).broke();
    }

    private static Expectation breaks(String workload, Answer answer, Findings findings) {
        return Expectation.breaks(
                workload,
                Set.copyOf(answer.question().faults()),
                answer.anomalies(),
                within(answer),
                source(List.of(answer), findings));
    }

    private static Duration within(Answer answer) {
        long needed = SURELY * answer.violationMillis().orElse(0) / 1000;
        return Duration.ofSeconds(STEP_SECONDS * Math.max(1, (needed + STEP_SECONDS - 1) / STEP_SECONDS));
    }

    private static List<Expectation> mayBreak(String workload, List<Answer> answers, Findings findings) {
        Map<List<String>, List<Answer>> byAnomalies = new LinkedHashMap<>();
        answers.forEach(answer -> byAnomalies
                .computeIfAbsent(answer.anomalies(), none -> new ArrayList<>())
                .add(answer));
        List<Expectation> all = new ArrayList<>();
        byAnomalies.forEach((anomalies, of) -> {
            Set<String> faults = new TreeSet<>();
            of.forEach(answer -> faults.addAll(answer.question().faults()));
            all.add(Expectation.mayBreak(workload, faults, anomalies, source(of, findings)));
        });
        return all;
    }

    private static String source(List<Answer> answers, Findings findings) {
        return String.format(
                Locale.ROOT,
                "./ordeal validate, %s: %d trials, %.0f s",
                findings.day(),
                answers.stream().mapToLong(Answer::judged).sum(),
                answers.stream().mapToDouble(Answer::seconds).sum());
    }

    /** As a target in Java has them. */
    public static String java(List<Expectation> expectations) {
        StringBuilder out = new StringBuilder("public List<Expectation> expectations() {\n    return List.of(");
        for (int i = 0; i < expectations.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n").append("            ").append(java(expectations.get(i)));
        }
        return out.append(");\n}\n").toString();
    }

    private static String java(Expectation expectation) {
        String start = "(" + quoted(expectation.workload()) + ", Set.of(" + list(sorted(expectation.faults())) + "), ";
        String end = quoted(expectation.source()) + ")";
        Outcome outcome = expectation.outcome();
        if (outcome instanceof Outcome.Breaks breaks) {
            return "Expectation.breaks" + start + "List.of(" + list(breaks.anomalies()) + "), Duration.ofSeconds("
                    + breaks.within().toSeconds() + "), " + end;
        }
        return outcome instanceof Outcome.MayBreak mayBreak
                ? "Expectation.mayBreak" + start + "List.of(" + list(mayBreak.anomalies()) + "), " + end
                : "Expectation.holds" + start + end;
    }

    /** As a target's file has them. */
    public static String yaml(List<Expectation> expectations) {
        StringBuilder out = new StringBuilder(expectations.isEmpty() ? "expectations: []\n" : "expectations:\n");
        for (Expectation expectation : expectations) {
            Map<String, String> keys = new LinkedHashMap<>();
            keys.put("workload", expectation.workload());
            keys.put("outcome", word(expectation.outcome()));
            if (!expectation.outcome().anomalies().isEmpty()) {
                keys.put(
                        "anomalies",
                        "[" + String.join(", ", expectation.outcome().anomalies()) + "]");
            }
            if (expectation.outcome() instanceof Outcome.Breaks breaks) {
                keys.put("within", breaks.within().toSeconds() + "s");
            }
            keys.put("faults", "[" + String.join(", ", sorted(expectation.faults())) + "]");
            keys.put("source", quoted(expectation.source()));
            String before = "  - ";
            for (Map.Entry<String, String> key : keys.entrySet()) {
                out.append(before)
                        .append(key.getKey())
                        .append(": ")
                        .append(key.getValue())
                        .append('\n');
                before = "    ";
            }
        }
        return out.toString();
    }

    private static String word(Outcome outcome) {
        return outcome instanceof Outcome.Breaks
                ? "breaks"
                : outcome instanceof Outcome.MayBreak ? "may-break" : "holds";
    }

    private static List<String> sorted(Set<String> faults) {
        return List.copyOf(new TreeSet<>(faults));
    }

    private static String list(List<String> texts) {
        return String.join(", ", texts.stream().map(Deduction::quoted).toList());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
