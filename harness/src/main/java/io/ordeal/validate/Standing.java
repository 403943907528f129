package io.ordeal.validate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of each question until now, as far as the next trial hangs on it. Not thread-safe. */
public final class Standing {
    private final Map<String, OfQuestion> questions = new HashMap<>();

    /** What came of a trial. */
    public enum Outcome {
        VALID,
        INVALID,
        UNKNOWN,
        /** It makes no sense. */
        REFUSED,
        /** The harness or its surroundings failed. */
        FAILED,
        /** It was cut short, and is as if it had not been. */
        CUT
    }

    /**
     * What has happened to a question.
     *
     * @param begun trials, those that run as well
     * @param running trials
     * @param calmSeconds of main phases in which nothing more broke than was broken before
     * @param judged trials that came to a verdict
     * @param whole trials that came to a verdict, and were not ended by a violation
     * @param broken whether a trial broke the promise
     * @param hopeless whether the promise is broken at every level
     * @param refused whether it can't be asked
     * @param failed trials that came to nothing, as the harness or its surroundings failed
     * @param last the length of the last trial
     * @param unknown whether that was Unknown
     */
    public record OfQuestion(
            int begun,
            int running,
            double calmSeconds,
            int judged,
            int whole,
            boolean broken,
            boolean hopeless,
            boolean refused,
            int failed,
            Duration last,
            boolean unknown) {
        static final OfQuestion NOTHING = new OfQuestion(0, 0, 0, 0, 0, false, false, false, 0, Duration.ZERO, false);
    }

    public OfQuestion of(Question question) {
        return questions.getOrDefault(question.name(), OfQuestion.NOTHING);
    }

    /** A trial of a length begins. */
    public void begin(Question question, Duration time) {
        OfQuestion is = of(question);
        questions.put(
                question.name(),
                new OfQuestion(
                        is.begun + 1,
                        is.running + 1,
                        is.calmSeconds,
                        is.judged,
                        is.whole,
                        is.broken,
                        is.hopeless,
                        is.refused,
                        is.failed,
                        time,
                        is.unknown));
    }

    /**
     * A trial has come to its end.
     *
     * @param ran its main phase
     * @param stopped whether its first violation ended it
     * @param hopeless whether every level is broken, where it is judged at levels
     */
    public void end(Question question, Outcome outcome, Duration ran, boolean stopped, boolean hopeless) {
        OfQuestion is = of(question);
        boolean judged = outcome == Outcome.VALID || outcome == Outcome.INVALID;
        boolean whole = judged && !stopped;
        boolean broke = outcome == Outcome.INVALID;
        boolean calm = whole && (!broke || question.judgedAtLevels());
        questions.put(
                question.name(),
                new OfQuestion(
                        is.begun - (outcome == Outcome.CUT ? 1 : 0),
                        is.running - 1,
                        is.calmSeconds + (calm ? ran.toMillis() / 1e3 : 0),
                        is.judged + (judged ? 1 : 0),
                        is.whole + (whole ? 1 : 0),
                        is.broken || broke,
                        is.hopeless || (broke && (hopeless || !question.judgedAtLevels())),
                        is.refused || outcome == Outcome.REFUSED,
                        is.failed + (outcome == Outcome.FAILED ? 1 : 0),
                        is.last,
                        outcome == Outcome.UNKNOWN));
    }

    /** The first question under fewer faults that is broken for good; then nothing is to be learnt of this one. */
    public Optional<Question> brokenUnderLess(Question question, Questions among) {
        return among.weakerThan(question).stream()
                .filter(other -> of(other).hopeless())
                .findFirst();
    }

    /** Whether the next trial of a question ends at its first violation; where that is known already, it is not waited for. */
    public boolean stops(Question question, Questions among) {
        return !question.judgedAtLevels()
                || (!of(question).broken()
                        && among.weakerThan(question).stream()
                                .noneMatch(other -> of(other).broken()));
    }
}
