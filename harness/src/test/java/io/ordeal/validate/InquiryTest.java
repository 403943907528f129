package io.ordeal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.targets.Expectation;
import io.ordeal.validate.Standing.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which trial is next, on virtual time: a machine with room for so many, on which each takes 6 s beside its main phase. */
class InquiryTest {
    private static final double BESIDE = 6;

    private record Running(Choice choice, boolean stops, double ends) {}

    /** What was made, and when it ended. */
    private record Made(Choice choice, boolean stops, double ended) {
        @Override
        public String toString() {
            return choice.cell().replaceFirst("t/", "") + " " + choice.time().toSeconds() + (stops ? "" : " whole");
        }
    }

    private final Standing standing = new Standing();
    private final Map<String, Integer> tries = new HashMap<>();

    /** Plays it to its end; what comes of a trial hangs on the question and how often it was asked before. */
    private List<Made> play(Questions questions, Duration budget, int side, Function<Question, Outcome> system) {
        Inquiry inquiry = new Inquiry(questions, 7, budget, 0);
        Need each = Need.usual(1, 0);
        PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingDouble(Running::ends));
        List<Made> made = new ArrayList<>();
        double now = 0;
        while (true) {
            while (true) {
                Need room =
                        new Need(each.processors() * (side - running.size()), each.bytes() * (side - running.size()));
                Optional<Choice> next = inquiry.next(
                        Duration.ofMillis((long) (now * 1000)), standing, Map.of(), room, running.isEmpty());
                if (next.isEmpty()) {
                    break;
                }
                Question question = questions.named(next.get().cell());
                boolean stops = standing.stops(question, questions);
                standing.begin(question, next.get().time());
                running.add(new Running(
                        next.get(), stops, now + BESIDE + next.get().time().toSeconds()));
            }
            Running first = running.poll();
            if (first == null) {
                return made;
            }
            now = first.ends();
            Question question = questions.named(first.choice().cell());
            Outcome outcome = system.apply(question);
            tries.merge(question.name(), 1, Integer::sum);
            boolean stopped = outcome == Outcome.INVALID && first.stops();
            standing.end(question, outcome, first.choice().time(), stopped, false);
            made.add(new Made(first.choice(), first.stops(), now));
        }
    }

    private static Outcome valid(Question question) {
        return Outcome.VALID;
    }

    @Test
    void noneThenAloneThenWhatIsLikeliest() {
        Questions questions = Asked.all(
                Asked.of("lock", "kill", "slices"),
                Asked.of("lock", "slices"),
                Asked.of("lock", "kill"),
                Asked.of("lock", "client-pause"),
                Asked.of("lock"));
        List<Made> made = play(questions, Duration.ofSeconds(110), 1, InquiryTest::valid);
        assertThat(made)
                .hasToString("[lock/none 10, lock/client-pause 5, lock/kill 5, lock/slices 5,"
                        + " lock/client-pause 18, lock/kill 18]");
    }

    @Test
    void theBudgetIsNeverExceededAndAnInquiryThatHasHadEnoughEndsBeforeIt() {
        Questions questions = Asked.all(
                Asked.of("lock"),
                Asked.of("lock", "kill"),
                Asked.of("lock", "pause"),
                Asked.of("lock", "kill", "pause"));
        assertThat(play(questions, Duration.ofSeconds(95), 2, InquiryTest::valid))
                .allSatisfy(trial -> assertThat(trial.ended()).isLessThanOrEqualTo(95));
        List<Made> all = play(questions, Duration.ofHours(10), 2, InquiryTest::valid);
        assertThat(all.get(all.size() - 1).ended()).isLessThan(600);
        assertThat(standing.of(Asked.of("lock", "kill", "pause")).calmSeconds()).isPositive();
    }

    @Test
    void whatBreaksIsClosedAndSoIsWhatHasMoreFaults() {
        Questions questions = Asked.all(
                Asked.of("lock"),
                Asked.of("lock", "kill"),
                Asked.of("lock", "pause"),
                Asked.of("lock", "kill", "pause"));
        List<Made> made = play(
                questions,
                Duration.ofMinutes(10),
                2,
                question -> question.faults().equals(List.of("kill")) ? Outcome.INVALID : Outcome.VALID);
        assertThat(made.stream().map(Made::choice).map(Choice::cell).filter(cell -> cell.contains("kill")))
                .containsExactly("t/lock/kill");
        assertThat(standing.brokenUnderLess(Asked.of("lock", "kill", "pause"), questions))
                .contains(questions.named("t/lock/kill"));
    }

    @Test
    void whatBreaksWithoutFaultsIsNotTriedUnderAny() {
        Questions questions = Asked.all(Asked.of("lock"), Asked.of("lock", "kill"), Asked.of("bank"));
        List<Made> made = play(
                questions,
                Duration.ofMinutes(1),
                1,
                question -> question.workload().equals("lock") ? Outcome.INVALID : Outcome.VALID);
        assertThat(made).hasToString("[lock/none 10, bank/none 10, bank/none 18]");
    }

    @Test
    void whatIsUnknownIsAskedAgainAndLongerAndThenLeft() {
        Questions questions = Asked.all(Asked.of("lock"), Asked.of("lock", "kill"));
        List<Made> made = play(
                questions,
                Duration.ofMinutes(10),
                1,
                question -> question.faults().isEmpty() ? Outcome.VALID : Outcome.UNKNOWN);
        assertThat(made.stream().map(Made::toString).filter(text -> text.contains("kill")))
                .containsExactly("lock/kill 5", "lock/kill 15", "lock/kill 45");
        assertThat(made.get(made.size() - 1).choice().cell())
                .as("not at the cost of others")
                .isEqualTo("t/lock/none");
    }

    @Test
    void whatCannotBeToldAloneIsTriedBesideAnotherUntilOneTells() {
        Questions questions = Asked.all(
                Asked.of("lock"),
                Asked.of("lock", "kill"),
                Asked.of("lock", "pause"),
                Asked.of("lock", "slow-close"),
                Asked.of("lock", "kill", "slow-close"),
                Asked.of("lock", "pause", "slow-close"));
        List<Made> made = play(
                questions,
                Duration.ofMinutes(10),
                1,
                question -> question.faults().equals(List.of("slow-close")) ? Outcome.UNKNOWN : Outcome.VALID);
        assertThat(made.stream().map(Made::toString).filter(text -> text.contains("slow-close")))
                .containsExactly(
                        "lock/slow-close 5", "lock/slow-close 15", "lock/kill,slow-close 10", "lock/slow-close 45");
    }

    @Test
    void withoutAWordOfTheWorkloadWithoutFaultsNothingElseOfItIsAsked() {
        Questions questions = Asked.all(Asked.of("lock"), Asked.of("lock", "kill"));
        assertThat(play(questions, Duration.ofMinutes(10), 1, question -> Outcome.FAILED))
                .hasToString("[lock/none 10, lock/none 18]");
    }

    @Test
    void whatMustBreakGetsLongerTrialsUpToTheTimeInWhichItSurelyDoes() {
        Expectation breaks =
                Expectation.breaks("lock", Set.of("kill"), "overlapping-holds", Duration.ofSeconds(40), "we");
        Questions questions = Asked.all(Asked.of("lock"), Asked.expecting(breaks, "kill"));
        List<Made> made = play(questions, Duration.ofSeconds(110), 1, InquiryTest::valid);
        assertThat(made).hasToString("[lock/none 10, lock/kill 5, lock/kill 15, lock/kill 40]");
    }

    @Test
    void transactionsRunToTheirEndsOnceTheStrongestLevelIsBroken() {
        Questions questions = Asked.all(
                Asked.ofLevels("txn"), Asked.ofLevels("txn", "kill"), Asked.of("bank"), Asked.of("bank", "slices"));
        List<Made> made = play(
                questions,
                Duration.ofSeconds(80),
                1,
                question -> question.workload().equals("txn") ? Outcome.INVALID : Outcome.VALID);
        assertThat(made).hasToString("[txn/none 10, txn/none 10 whole, bank/none 10, bank/slices 5, txn/kill 5 whole]");
    }

    @Test
    void whatFindsNoRoomWaitsButRunsAloneWhereItMust() {
        Questions questions = Asked.all(Asked.of("lock"));
        Inquiry inquiry = new Inquiry(questions, 7, Duration.ofMinutes(1), 0);
        assertThat(inquiry.next(Duration.ZERO, standing, Map.of(), Need.nothing(), false))
                .isEmpty();
        assertThat(inquiry.next(Duration.ZERO, standing, Map.of(), Need.nothing(), true))
                .isPresent();
    }

    @Test
    void theSameSeedAsksTheSame() {
        Questions questions = Asked.all(Asked.of("lock"), Asked.of("lock", "kill"));
        Inquiry inquiry = new Inquiry(questions, 7, Duration.ofMinutes(1), 0);
        Inquiry again = new Inquiry(questions, 7, Duration.ofMinutes(1), 0);
        Inquiry other = new Inquiry(questions, 8, Duration.ofMinutes(1), 0);
        Need room = new Need(9, 9L << 30);
        Choice choice =
                inquiry.next(Duration.ZERO, standing, Map.of(), room, true).orElseThrow();
        assertThat(again.next(Duration.ZERO, standing, Map.of(), room, true)).contains(choice);
        assertThat(other.next(Duration.ZERO, standing, Map.of(), room, true)
                        .orElseThrow()
                        .seed())
                .isNotEqualTo(choice.seed());
    }
}
