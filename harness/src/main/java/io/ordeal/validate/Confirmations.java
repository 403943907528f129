package io.ordeal.validate;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.validate.Standing.OfQuestion;
import io.ordeal.validate.Standing.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which workloads are kept by clients that share nothing inside one JVM: one that is kept without faults by clients in this
 * JVM is tried once more, by few that are processes of their own. Longer, if that was Unknown. Not thread-safe.
 */
final class Confirmations {
    /** Enough to meet; each is a JVM. */
    static final int WORKERS = 4;

    private static final int MOST_TRIES = 2;
    private static final int SEEDS = 1_000_000;

    private static final String UNCONFIRMED =
            "kept by clients that share one JVM, but not told of clients that are processes" + " of their own: ";

    private final Questions questions;
    private final Map<String, String> refusals;
    private final long seed;
    private final Duration budget;
    private final Map<String, Of> all = new HashMap<>();

    /** @param last what came of the last try; empty while there was none, or it runs */
    private record Of(int tries, boolean running, Optional<Outcome> last, String why) {
        static final Of NOTHING = new Of(0, false, Optional.empty(), "the budget was spent before");

        boolean settled() {
            return last.filter(outcome -> outcome == Outcome.VALID || outcome == Outcome.INVALID)
                    .isPresent();
        }
    }

    /**
     * Some.
     *
     * @param refusals by workload, of those that are to be confirmed: why its clients can't be processes; empty if they can
     * @param budget until the last trial ends
     */
    Confirmations(Questions questions, Map<String, String> refusals, long seed, Duration budget) {
        this.questions = questions;
        this.refusals = Map.copyOf(refusals);
        this.seed = seed;
        this.budget = budget;
    }

    /** Of clients that share nothing, or that somebody has looked at. */
    static Confirmations none(Questions questions) {
        return new Confirmations(questions, Map.of(), 0, Duration.ZERO);
    }

    private boolean isDue(Question question) {
        return question.faults().isEmpty()
                && refusals.getOrDefault(question.workload(), "refused").isEmpty();
    }

    /** The next one; empty if none is due, or there is no room or no time for it. */
    Optional<Choice> next(Duration elapsed, Standing standing, Need room, boolean idle) {
        for (Question question : questions.all()) {
            OfQuestion is = standing.of(question);
            Of of = of(question);
            if (!isDue(question) || is.judged() == 0 || is.broken() || of.running || of.settled()) {
                continue;
            }
            Duration time = Duration.ofSeconds(Inquiry.FIRST_OF_NONE_OR_TWO_SECONDS * (of.tries == 0 ? 1L : 3L));
            Need need = Need.usual(question.cell().nodes(), WORKERS);
            boolean fits = elapsed.plus(time).plus(Inquiry.USUAL_BESIDE).compareTo(budget) <= 0;
            if (of.tries < MOST_TRIES && fits && (idle || need.fitsInto(room))) {
                long drawn = KeyedRandom.of(seed, question.name() + " apart", GeneratorContext.NEMESIS, of.tries)
                        .nextInt(SEEDS);
                String why = "it is kept: once more, by clients that are processes of their own";
                return Optional.of(new Choice(question.name(), time, drawn, why, Optional.empty(), need));
            }
        }
        return Optional.empty();
    }

    /** One begins. */
    void begin(Question question) {
        Of of = of(question);
        all.put(question.name(), new Of(of.tries + 1, true, of.last, of.why));
    }

    /**
     * One has come to its end.
     *
     * @param why there is no verdict; empty if there is one
     */
    void end(Question question, Outcome outcome, String why) {
        Of of = of(question);
        int tries = outcome == Outcome.CUT ? of.tries - 1 : of.tries;
        all.put(
                question.name(),
                new Of(tries, false, Optional.of(outcome), outcome == Outcome.CUT ? Of.NOTHING.why : why));
    }

    private Of of(Question question) {
        return all.getOrDefault(question.name(), Of.NOTHING);
    }

    /** Whether a workload was kept by clients in one JVM, and broken by clients that are processes. */
    boolean isBroken(Question question) {
        return questions.all().stream()
                .filter(other -> other.workload().equals(question.workload()) && isDue(other))
                .anyMatch(
                        other -> of(other).last.filter(Outcome.INVALID::equals).isPresent());
    }

    /** Why what clients in one JVM kept is not told of clients that share none; empty if it is, or need not be. */
    Optional<String> whyNotTold(Question question) {
        return isDue(question) && !of(question).settled()
                ? Optional.of(UNCONFIRMED + of(question).why)
                : Optional.empty();
    }

    /** What is to be known of a workload whose clients were tried in one JVM alone; empty if there is nothing. */
    String remark(Question question) {
        String refusal = refusals.getOrDefault(question.workload(), "");
        return refusal.isEmpty() ? "" : "its clients shared one JVM, and could not be tried apart: " + refusal;
    }
}
