package io.ordeal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.validate.Answer.Kind;
import io.ordeal.validate.Standing.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What clients in one JVM keep is kept if clients that share none say so, too. */
class ConfirmationsTest {
    private static final Question NONE = Asked.of("lock");
    private static final Question KILL = Asked.of("lock", "kill");
    private static final Questions QUESTIONS = Asked.all(NONE, KILL);
    private static final Need ROOM = new Need(64, Long.MAX_VALUE);
    private static final Duration BUDGET = Duration.ofMinutes(10);

    private final Standing standing = new Standing();

    private static Confirmations of(String refusal, Duration budget) {
        return new Confirmations(QUESTIONS, Map.of("lock", refusal), 3, budget);
    }

    private void inOneJvm(Outcome outcome) {
        standing.begin(NONE, Duration.ofSeconds(10));
        standing.end(NONE, outcome, Duration.ofSeconds(10), false, false);
    }

    private Optional<Duration> next(Confirmations confirmations) {
        return confirmations.next(Duration.ZERO, standing, ROOM, true).map(Choice::time);
    }

    private void apart(Confirmations confirmations, Outcome outcome) {
        assertThat(next(confirmations)).isPresent();
        confirmations.begin(NONE);
        assertThat(next(confirmations)).isEmpty();
        confirmations.end(NONE, outcome, outcome == Outcome.UNKNOWN ? "too little" : "");
    }

    private Answer answer(Confirmations confirmations, Question question, AskedTrial... trials) {
        return Findings.of(
                        new ValidationRequest(
                                "t",
                                List.of(),
                                BUDGET,
                                1,
                                3,
                                ClusterKind.PROCESS,
                                Optional.empty(),
                                Path.of("/results"),
                                List.of()),
                        new Asked.SaysNothing(NONE),
                        QUESTIONS,
                        standing,
                        confirmations,
                        Map.of(question.name(), List.of(trials)),
                        Duration.ofSeconds(61),
                        false,
                        false,
                        LocalDate.of(2026, 11, 29))
                .answers()
                .stream()
                .filter(answer -> answer.question().equals(question))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyWhatIsKeptIsConfirmed() {
        Confirmations confirmations = of("", BUDGET);
        assertThat(next(confirmations)).isEmpty();
        inOneJvm(Outcome.UNKNOWN);
        assertThat(next(confirmations)).isEmpty();
        inOneJvm(Outcome.VALID);
        assertThat(next(confirmations)).contains(Duration.ofSeconds(10));
        inOneJvm(Outcome.INVALID);
        assertThat(next(confirmations)).isEmpty();
    }

    @Test
    void whatIsKeptApartIsKept() {
        Confirmations confirmations = of("", BUDGET);
        inOneJvm(Outcome.VALID);
        apart(confirmations, Outcome.VALID);
        assertThat(next(confirmations)).isEmpty();
        assertThat(answer(confirmations, NONE, Asked.held(NONE, 10)).kind()).isEqualTo(Kind.KEEPS);
    }

    @Test
    void whatBreaksApartKeepsNothing() {
        Confirmations confirmations = of("", BUDGET);
        inOneJvm(Outcome.VALID);
        apart(confirmations, Outcome.INVALID);
        assertThat(next(confirmations)).isEmpty();
        Answer killed = answer(confirmations, KILL, Asked.held(KILL, 5));
        assertThat(killed.kind()).isEqualTo(Kind.NEEDLESS);
        assertThat(killed.why()).isEqualTo("it breaks without faults already");
    }

    @Test
    void whatIsUnknownApartIsTriedLongerOnceAndThenNotTold() {
        Confirmations confirmations = of("", BUDGET);
        inOneJvm(Outcome.VALID);
        apart(confirmations, Outcome.UNKNOWN);
        assertThat(next(confirmations)).contains(Duration.ofSeconds(30));
        apart(confirmations, Outcome.UNKNOWN);
        assertThat(next(confirmations)).isEmpty();
        Answer none = answer(confirmations, NONE, Asked.held(NONE, 10));
        assertThat(none.kind()).isEqualTo(Kind.NOT_TOLD);
        assertThat(none.why()).contains("clients that share one JVM", "too little");
    }

    @Test
    void whatThereWasNoTimeForIsNotTold() {
        Confirmations confirmations = of("", Duration.ofSeconds(12));
        inOneJvm(Outcome.VALID);
        assertThat(next(confirmations)).isEmpty();
        Answer none = answer(confirmations, NONE, Asked.held(NONE, 10));
        assertThat(none.kind()).isEqualTo(Kind.NOT_TOLD);
        assertThat(none.why()).contains("the budget was spent");
    }

    @Test
    void whatCannotBeApartIsKeptAndSaysSo() {
        Confirmations confirmations = of("the set is here", BUDGET);
        inOneJvm(Outcome.VALID);
        assertThat(next(confirmations)).isEmpty();
        Answer none = answer(confirmations, NONE, Asked.held(NONE, 10));
        assertThat(none.kind()).isEqualTo(Kind.KEEPS);
        assertThat(AnswerText.of(none)).contains("its clients shared one JVM", "the set is here");
    }
}
