package io.ordeal.validate;

import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.targets.Target;
import io.ordeal.trial.Levels;
import io.ordeal.validate.Answer.Kind;
import io.ordeal.validate.Standing.OfQuestion;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out of a target.
 *
 * @param request that was made
 * @param summary of the target, its own
 * @param answers the weakest faults first, of these what breaks first, then what is not told; all questions have one
 * @param untold faults under which nothing was asked
 * @param took from the first trial's start to the last one's end
 * @param interrupted whether somebody ended it early
 * @param diskFull whether it ended because there was no room on the disk
 * @param day on which it was
 */
public record Findings(
        ValidationRequest request,
        String summary,
        List<Answer> answers,
        List<Untold> untold,
        Duration took,
        boolean interrupted,
        boolean diskFull,
        LocalDate day) {
    public Findings {
        answers = List.copyOf(answers);
        untold = List.copyOf(untold);
    }

    static Findings of(
            ValidationRequest request,
            Target target,
            Questions questions,
            Standing standing,
            Confirmations confirmations,
            Map<String, List<AskedTrial>> trials,
            Duration took,
            boolean interrupted,
            boolean diskFull,
            LocalDate day) {
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions.all()) {
            List<AskedTrial> asked = trials.getOrDefault(question.name(), List.of());
            answers.add(confirmed(answer(question, questions, standing, asked, interrupted), confirmations));
        }
        answers.replaceAll(answer -> toldBeside(answer, answers));
        answers.sort(Comparator.<Answer>comparingInt(
                        answer -> answer.question().faults().size())
                .thenComparingInt(answer -> rank(answer.kind())));
        return new Findings(request, target.summary(), answers, questions.untold(), took, interrupted, diskFull, day);
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case BREAKS -> 0;
            case NOT_TOLD -> 1;
            case KEEPS -> 2;
            case BESIDE -> 3;
            case NEEDLESS -> 4;
            case NOT_ASKED -> 5;
        };
    }

    private static Answer answer(
            Question question, Questions questions, Standing standing, List<AskedTrial> trials, boolean interrupted) {
        if (trials.stream().anyMatch(AskedTrial::broke)) {
            return new Answer(question, Kind.BREAKS, trials, "");
        }
        if (trials.stream().anyMatch(AskedTrial::held)) {
            return question.breaksWithin()
                    .filter(within -> trials.stream()
                            .noneMatch(trial ->
                                    trial.held() && trial.choice().time().compareTo(within) >= 0))
                    .map(within -> new Answer(
                            question,
                            Kind.NOT_TOLD,
                            trials,
                            "it held, but in trials shorter than the " + within.toSeconds()
                                    + " s in which the target expects it to break: give it more --budget"))
                    .orElseGet(() -> new Answer(question, Kind.KEEPS, trials, ""));
        }
        if (!trials.isEmpty()) {
            AskedTrial last = trials.get(trials.size() - 1);
            return new Answer(question, Kind.NOT_TOLD, trials, last.result().why());
        }
        Optional<Question> less = standing.brokenUnderLess(question, questions);
        if (less.isPresent()) {
            String under = less.get().faults().isEmpty()
                    ? "without faults"
                    : "under " + less.get().faultsText();
            return new Answer(question, Kind.NEEDLESS, trials, "it breaks " + under + " already");
        }
        return new Answer(question, Kind.NOT_ASKED, trials, whyNot(question, questions, standing, interrupted));
    }

    /** The same, or what clients that are processes of their own say of what clients in one JVM kept. */
    private static Answer confirmed(Answer answer, Confirmations confirmations) {
        Question question = answer.question();
        if (answer.kind() == Kind.BREAKS && question.faults().isEmpty() && confirmations.isBroken(question)) {
            return new Answer(
                    question,
                    Kind.BREAKS,
                    answer.trials(),
                    "clients that are processes of their own break it: what clients in one JVM share excludes them there alone");
        }
        if (answer.kind() != Kind.KEEPS) {
            return answer;
        }
        if (!question.faults().isEmpty() && confirmations.isBroken(question)) {
            return new Answer(question, Kind.NEEDLESS, answer.trials(), "it breaks without faults already");
        }
        return confirmations
                .whyNotTold(question)
                .map(why -> new Answer(question, Kind.NOT_TOLD, answer.trials(), why))
                .orElseGet(() -> new Answer(question, Kind.KEEPS, answer.trials(), confirmations.remark(question)));
    }

    /** The same, or what another fault beside it told. */
    private static Answer toldBeside(Answer answer, List<Answer> all) {
        if (answer.kind() != Kind.NOT_TOLD || answer.question().faults().size() != 1) {
            return answer;
        }
        String fault = answer.question().faults().get(0);
        return all.stream()
                .filter(other -> other.kind() == Kind.KEEPS
                        && answer.question().isWeakerThan(other.question())
                        && other.felt().containsKey(fault))
                .findFirst()
                .map(other -> new Answer(
                        answer.question(),
                        Kind.BESIDE,
                        answer.trials(),
                        "kept under " + other.question().faultsText() + ": " + AnswerText.standsOn(other) + "; alone: "
                                + answer.why()))
                .orElse(answer);
    }

    private static String whyNot(Question question, Questions questions, Standing standing, boolean interrupted) {
        Optional<Question> unknown = questions.weakerThan(question).stream()
                .filter(weaker -> {
                    OfQuestion is = standing.of(weaker);
                    return is.begun() > 0 && is.judged() == 0;
                })
                .findFirst();
        if (unknown.isPresent()) {
            return unknown.get().faults().isEmpty()
                    ? "without faults nothing could be told either"
                    : "under " + unknown.get().faultsText() + " alone nothing could be told either";
        }
        return interrupted ? "it was interrupted before" : "the budget was spent before";
    }

    /**
     * Whether an answer says no more than that without faults: the promise breaks without faults, and under these no further
     * level of isolation did.
     */
    static boolean saysNoMore(Answer answer, List<Answer> ofWorkload) {
        return !answer.question().faults().isEmpty()
                && answer.kind() == Kind.BREAKS
                && !answer.isSurprise()
                && ofWorkload.stream()
                        .filter(other -> other.question().faults().isEmpty() && other.kind() == Kind.BREAKS)
                        .anyMatch(none -> none.levels()
                                .broken()
                                .containsAll(answer.levels().broken()));
    }

    /** The workloads, each with its answers, in the order of answers. */
    public Map<String, List<Answer>> byWorkload() {
        Map<String, List<Answer>> all = new LinkedHashMap<>();
        answers.stream()
                .sorted(Comparator.comparing(answer -> answer.question().workload()))
                .forEach(answer -> all.computeIfAbsent(answer.question().workload(), none -> new ArrayList<>())
                        .add(answer));
        return all;
    }

    /** Whether something is other than the target says. */
    public boolean isContradicted() {
        return answers.stream().anyMatch(Answer::isSurprise);
    }

    /** Whether nothing has a verdict, and all that was tried failed for the harness' or its surroundings' sake. */
    public boolean isFailed() {
        List<AskedTrial> all =
                answers.stream().flatMap(answer -> answer.trials().stream()).toList();
        return !all.isEmpty() && all.stream().allMatch(trial -> trial.result().end() == End.FAILED);
    }

    /**
     * Whether something is open that was to be told: a workload without faults, or under one fault. Two faults at once are
     * tried as far as there is time, and so is what breaks without faults already, and leave nothing open.
     */
    public boolean isUndecided() {
        return byWorkload().values().stream()
                .filter(of -> of.stream()
                        .noneMatch(answer -> answer.question().faults().isEmpty() && answer.kind() == Kind.BREAKS))
                .flatMap(List::stream)
                .filter(answer -> answer.question().faults().size() < 2)
                .anyMatch(answer -> answer.kind() == Kind.NOT_TOLD || answer.kind() == Kind.NOT_ASKED);
    }

    /** All trials that came to an end. */
    public long trials() {
        return answers.stream().mapToLong(answer -> answer.trials().size()).sum();
    }

    /** What a workload's answers come to: {@code holds with none, breaks under client-pause}. */
    static String sentence(List<Answer> answers) {
        Optional<Answer> none = answers.stream()
                .filter(answer -> answer.question().faults().isEmpty())
                .findFirst();
        List<String> broken = names(answers, Kind.BREAKS);
        if (none.filter(answer -> answer.kind() == Kind.BREAKS).isPresent()) {
            Answer breaks = none.get();
            return "breaks without faults: " + String.join(", ", breaks.anomalies()) + levelsText(answers);
        }
        if (none.filter(answer -> answer.kind() == Kind.KEEPS).isEmpty()) {
            return "without faults nothing could be told"
                    + none.map(answer -> ": " + answer.why()).orElse("");
        }
        List<String> kept = names(answers, Kind.KEEPS);
        String holds = "holds with none" + (kept.isEmpty() ? "" : " and under " + String.join(", ", kept));
        return holds + (broken.isEmpty() ? "" : "; breaks under " + String.join(", ", broken)) + levelsText(answers);
    }

    private static String levelsText(List<Answer> answers) {
        List<Answer> judged = answers.stream()
                .filter(answer -> answer.question().judgedAtLevels() && answer.judged() > 0)
                .toList();
        if (judged.isEmpty()) {
            return "";
        }
        Levels levels = judged.stream().map(Answer::levels).reduce(Levels.NONE, Levels::and);
        List<ConsistencyModel> kept = levels.strongestKept();
        if (kept.isEmpty()) {
            return "";
        }
        List<String> open = judged.stream()
                .filter(answer -> !answer.levels().kept().containsAll(kept))
                .map(answer -> answer.question().faultsText().replace(",", " with "))
                .toList();
        return "; keeps "
                + String.join(", ", kept.stream().map(ConsistencyModel::wire).toList())
                + (open.isEmpty()
                        ? " in all that was tried"
                        : ", which could not be told under " + String.join(", ", open));
    }

    /** Those of one fault; pairs only where they say more. */
    private static List<String> names(List<Answer> answers, Kind kind) {
        return answers.stream()
                .filter(answer -> answer.kind() == kind
                        && !answer.question().faults().isEmpty()
                        && (kind == Kind.BREAKS || answer.question().faults().size() == 1))
                .map(answer -> answer.question().faultsText().replace(",", " with "))
                .toList();
    }
}
