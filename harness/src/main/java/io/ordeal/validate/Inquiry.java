package io.ordeal.validate;

import io.ordeal.campaign.allot.CellPast;
import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.validate.Standing.OfQuestion;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which trial is next. The rule stands in the {@linkplain io.ordeal.validate package's} essay. Immutable; O(questions). */
public final class Inquiry {
    /** Of a first trial under one fault: enough for the fault, its heal, and operations of each kind. */
    static final int FIRST_SECONDS = 5;

    /** Of a first trial without faults, on which all others stand, and of two faults, which are to meet. */
    static final int FIRST_OF_NONE_OR_TWO_SECONDS = 10;

    static final int LONGEST_SECONDS = 45;

    /** Of one fault alone that was Unknown; then it is tried beside another. */
    static final int LONGEST_ALONE_SECONDS = 15;

    /** Then a question has had its share, and what is left of the budget is not spent on it. */
    static final double ENOUGH_SECONDS = 60;

    private static final double ENOUGH_OF_TWO_SECONDS = 30;
    private static final int LONGER = 3;
    private static final double HALVES_WORTH_SECONDS = 10;

    /** Of a question whose promise is broken under less already, and whose other levels are asked for. */
    private static final double SHARE_OF_BROKEN = 0.3;

    private static final double USUAL_BESIDE_SECONDS = 6;

    /** What a trial takes beside its main phase, before one was measured. */
    static final Duration USUAL_BESIDE = Duration.ofSeconds((long) USUAL_BESIDE_SECONDS);

    private static final double MAIN_PER_BESIDE = 3;
    private static final int MOST_FAILURES = 2;

    /** Seeds are typed by people. */
    private static final int SEEDS = 1_000_000;

    private final Questions questions;
    private final long seed;
    private final Duration budget;
    private final int clientProcesses;

    /**
     * An inquiry.
     *
     * @param seed of all seeds
     * @param budget until the last trial ends
     * @param clientProcesses that a trial starts, beside the target's nodes
     */
    public Inquiry(Questions questions, long seed, Duration budget, int clientProcesses) {
        this.questions = questions;
        this.seed = seed;
        this.budget = budget;
        this.clientProcesses = clientProcesses;
    }

    /** The least budget in which a trial has its place. */
    public static Duration least() {
        return Duration.ofSeconds(FIRST_OF_NONE_OR_TWO_SECONDS + (int) USUAL_BESIDE_SECONDS);
    }

    /**
     * The next trial.
     *
     * @param elapsed since the first was asked for
     * @param standing what is known
     * @param measured what trials of each workload took until now
     * @param room what is left of the machine
     * @param idle whether nothing runs: then the next trial runs, however little room there is for it
     * @return empty if there is nothing to be asked now, or no room or no time for it
     */
    public Optional<Choice> next(
            Duration elapsed, Standing standing, Map<String, CellPast> measured, Need room, boolean idle) {
        double left = (budget.toMillis() - elapsed.toMillis()) / 1e3;
        return first(standing, measured, left)
                .filter(choice -> idle || choice.need().fitsInto(room));
    }

    private Optional<Choice> first(Standing standing, Map<String, CellPast> measured, double left) {
        for (Question question : questions.all()) {
            OfQuestion is = standing.of(question);
            Optional<String> why = isBesideUntellable(question, standing) ? Optional.empty() : whyAgain(question, is);
            if (why.isPresent() && isOpen(question, standing)) {
                Duration time = longer(question, is);
                if (fits(question, time, measured, left)) {
                    return Optional.of(choice(question, is, time, why.get(), measured));
                }
            }
        }
        return alone(standing, measured, left, false)
                .or(() -> alone(standing, measured, left, true))
                .or(() -> worthiest(standing, measured, left));
    }

    /** @param broken whether those are meant whose promise is broken under less already, though not at all levels */
    private Optional<Choice> alone(Standing standing, Map<String, CellPast> measured, double left, boolean broken) {
        for (Question question : questions.all()) {
            OfQuestion is = standing.of(question);
            Duration time = firstTime(question);
            if (question.faults().size() < 2
                    && is.begun() == 0
                    && isOpen(question, standing)
                    && isBrokenUnderLess(question, standing) == broken
                    && fits(question, time, measured, left)) {
                String why = question.faults().isEmpty() ? "without faults" : "each fault alone";
                return Optional.of(choice(question, is, time, why, measured));
            }
        }
        return Optional.empty();
    }

    private boolean isBrokenUnderLess(Question question, Standing standing) {
        return questions.weakerThan(question).stream()
                .anyMatch(weaker -> standing.of(weaker).broken());
    }

    private Optional<Choice> worthiest(Standing standing, Map<String, CellPast> measured, double left) {
        Question best = null;
        double most = 0;
        for (Question question : questions.all()) {
            OfQuestion is = standing.of(question);
            double worth = is.running() == 0 ? worth(question, standing) : 0;
            if (worth > most
                    && isOpen(question, standing)
                    && fits(question, spareTime(question, is, measured), measured, left)) {
                best = question;
                most = worth;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        OfQuestion is = standing.of(best);
        String why = String.format(
                Locale.ROOT, "likeliest to break: %.0f s without a violation, worth %.2f", is.calmSeconds(), most);
        return Optional.of(choice(best, is, spareTime(best, is, measured), why, measured));
    }

    private double worth(Question question, Standing standing) {
        OfQuestion is = standing.of(question);
        double enough = question.faults().size() < 2 ? ENOUGH_SECONDS : ENOUGH_OF_TWO_SECONDS;
        if (is.calmSeconds() >= enough) {
            return 0;
        }
        if (is.unknown()) {
            boolean again = question.faults().size() == 1 && is.last().toSeconds() < LONGEST_SECONDS;
            return again ? question.likelihood() / (1 + is.last().toSeconds() / HALVES_WORTH_SECONDS) : 0;
        }
        Optional<Question> untellable = untellableOf(question, standing);
        if (untellable.isPresent()) {
            return isToldBesideAnother(untellable.get(), standing)
                    ? 0
                    : 1 + question.likelihood() + (strikes(question) ? 1 : 0);
        }
        double some = isBrokenUnderLess(question, standing) ? SHARE_OF_BROKEN : 1;
        return some * question.likelihood() / (1 + is.calmSeconds() / HALVES_WORTH_SECONDS);
    }

    /** Whether one of the faults ends something: what is to be felt by its end is felt beside such a one. */
    private static boolean strikes(Question question) {
        return question.faults().stream()
                .anyMatch(fault -> FaultKinds.named(FaultSpec.parse(fault).kind())
                        .telling()
                        .isStrike());
    }

    private boolean isBesideUntellable(Question question, Standing standing) {
        return question.faults().size() > 1 && untellableOf(question, standing).isPresent();
    }

    private Optional<Question> untellableOf(Question question, Standing standing) {
        return questions.weakerThan(question).stream()
                .filter(weaker -> isUntellable(weaker, standing))
                .findFirst();
    }

    /** Of a fault that nothing shows to have been felt alone. */
    private static boolean isUntellable(Question question, Standing standing) {
        OfQuestion is = standing.of(question);
        return question.faults().size() == 1
                && is.judged() == 0
                && is.running() == 0
                && is.unknown()
                && is.last().toSeconds() >= LONGEST_ALONE_SECONDS;
    }

    private boolean isToldBesideAnother(Question alone, Standing standing) {
        return questions.all().stream()
                .anyMatch(other -> alone.isWeakerThan(other)
                        && (standing.of(other).judged() > 0
                                || standing.of(other).running() > 0));
    }

    /** Whether something is to be learnt of a question, and what it builds on is known. */
    private boolean isOpen(Question question, Standing standing) {
        OfQuestion is = standing.of(question);
        if (is.hopeless() || is.refused() || is.failed() >= MOST_FAILURES) {
            return false;
        }
        return questions.weakerThan(question).stream()
                .allMatch(weaker -> isUntellable(weaker, standing)
                        || (standing.of(weaker).judged() > 0
                                && !standing.of(weaker).hopeless()));
    }

    private static Optional<String> whyAgain(Question question, OfQuestion is) {
        if (is.begun() == 0 || is.running() > 0) {
            return Optional.empty();
        }
        if (is.unknown()) {
            int longest = question.faults().size() == 1 ? LONGEST_ALONE_SECONDS : LONGEST_SECONDS;
            return is.last().toSeconds() < longest
                    ? Optional.of("it was Unknown: once more, and longer")
                    : Optional.empty();
        }
        if (is.broken() && is.whole() == 0) {
            return Optional.of("broken at one level: once more, to its end, for the others");
        }
        boolean expected = question.breaksWithin().isPresent()
                && !is.broken()
                && is.last().compareTo(question.breaksWithin().orElseThrow()) < 0;
        return expected ? Optional.of("it must break, and has not yet") : Optional.empty();
    }

    private static Duration longer(Question question, OfQuestion is) {
        if (is.broken()) {
            return firstTime(question);
        }
        Duration most = is.unknown()
                ? Duration.ofSeconds(LONGEST_SECONDS)
                : question.breaksWithin().orElse(Duration.ofSeconds(LONGEST_SECONDS));
        Duration wanted = is.last().multipliedBy(LONGER);
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    private static Duration firstTime(Question question) {
        return Duration.ofSeconds(question.faults().size() == 1 ? FIRST_SECONDS : FIRST_OF_NONE_OR_TWO_SECONDS);
    }

    /** So long that most of what a trial takes is its main phase. */
    private static Duration spareTime(Question question, OfQuestion is, Map<String, CellPast> measured) {
        if (is.begun() == 0) {
            return firstTime(question);
        }
        if (is.unknown()) {
            return longer(question, is);
        }
        double wanted = MAIN_PER_BESIDE * beside(question, measured);
        return Duration.ofSeconds(
                Math.round(Math.max(FIRST_OF_NONE_OR_TWO_SECONDS, Math.min(LONGEST_SECONDS, wanted))));
    }

    private static boolean fits(Question question, Duration time, Map<String, CellPast> measured, double left) {
        return time.toMillis() / 1e3 + beside(question, measured) <= left;
    }

    private static double beside(Question question, Map<String, CellPast> measured) {
        return measured.getOrDefault(question.workload(), CellPast.NONE)
                .besideSeconds()
                .orElse(USUAL_BESIDE_SECONDS);
    }

    private Choice choice(Question question, OfQuestion is, Duration time, String why, Map<String, CellPast> measured) {
        Need need = measured.getOrDefault(question.workload(), CellPast.NONE)
                .need()
                .orElseGet(() -> Need.usual(question.cell().nodes(), clientProcesses));
        long drawn = KeyedRandom.of(seed, question.name(), GeneratorContext.NEMESIS, is.begun())
                .nextInt(SEEDS);
        return new Choice(question.name(), time, drawn, why, Optional.empty(), need);
    }
}
