package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Invocation;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Signature;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out and what stays, with outcomes by a rule, and a clock that goes on by 10 s a try. */
class LiveShrinkerTest {
    private static final Duration ENOUGH = Duration.ofHours(2);

    @TempDir
    private Path folder;

    private ReplayPlan whole;
    private final AtomicLong clock = new AtomicLong();
    private final SplittableRandom random = new SplittableRandom(1);
    private int made;
    private Predicate<ReplayPlan> byItself = plan -> false;

    /** By the number of the try. */
    private IntPredicate fails = number -> false;

    private Repetition repetition = Repetition.none();

    /** Guesses that come before the whole. */
    private List<FirstGuesses.Guess> before = List.of();

    @BeforeEach
    void record() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        whole = ReplayPlan.of(recording)
                .withSchedule(Anchors.of(recording, AnchorChoice.OPERATIONS).schedule());
    }

    private static Set<Object> values(ReplayPlan plan) {
        return plan.operations().stream().map(one -> one.invocation().value()).collect(Collectors.toSet());
    }

    private static List<String> faults(ReplayPlan plan) {
        return plan.schedule().faults().stream().map(PlannedFault::id).toList();
    }

    private LiveShrinker shrinker(Duration budget, double rate, Predicate<ReplayPlan> shows) throws IOException {
        return shrinker(budget, plan -> rate, shows);
    }

    private LiveShrinker shrinker(Duration budget, ToDoubleFunction<ReplayPlan> rate, Predicate<ReplayPlan> shows)
            throws IOException {
        List<FirstGuesses.Guess> guesses = new ArrayList<>(before);
        guesses.add(new FirstGuesses.Guess("all of the recording", whole));
        return new LiveShrinker(
                guesses,
                1,
                repetition,
                new LiveTries(
                        budget,
                        new Trying() {
                            @Override
                            public Optional<LiveTry> once(ReplayPlan plan, TrialListener listener)
                                    throws TrialFailedException {
                                made++;
                                clock.addAndGet(Duration.ofSeconds(10).toNanos());
                                if (fails.test(made)) {
                                    throw new TrialFailedException(
                                            "starting a server",
                                            new RunFolder(folder),
                                            new IOException("not up in time"));
                                }
                                boolean shown = shows.test(plan) && random.nextDouble() < rate.applyAsDouble(plan);
                                if (byItself.test(plan)) {
                                    return Optional.of(new LiveTry(
                                            faults(plan).isEmpty() ? ReplayTry.Result.OTHER : ReplayTry.Result.SAME,
                                            faults(plan).isEmpty()
                                                    ? Optional.of("nonlinearizable " + Signature.NO_FAULT)
                                                    : Optional.empty(),
                                            Optional.empty(),
                                            new TreeSet<>()));
                                }
                                return Optional.of(new LiveTry(
                                        shown ? ReplayTry.Result.SAME : ReplayTry.Result.ABSENT,
                                        Optional.empty(),
                                        Optional.empty(),
                                        new TreeSet<>(faults(plan))));
                            }
                        },
                        TriesFile.open(folder.resolve("tries.jsonl")),
                        clock::get,
                        new LiveShrinker.Listener() {}),
                new LiveShrinker.Listener() {});
    }

    private static boolean writesThreeAndSevenAndTheFirstKill(ReplayPlan plan) {
        return values(plan).containsAll(List.of(List.of("r0", 3L), List.of("r0", 7L)))
                && faults(plan).contains("k1");
    }

    private static ReplayPlan smallest(LiveShrinker.Outcome outcome) {
        return outcome.steps().get(outcome.steps().size() - 1).plan();
    }

    @Test
    void onlyWhatIsNeededStays() throws Exception {
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 1, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(values(smallest(outcome))).containsExactlyInAnyOrder(List.of("r0", 3L), List.of("r0", 7L));
        assertThat(faults(smallest(outcome))).containsExactly("k1");
        assertThat(outcome.isFinished()).isTrue();
        assertThat(outcome.isConfirmed()).isTrue();
        assertThat(outcome.rate()).isEqualTo(new Rate(20, 20));
        assertThat(Why.of(outcome.tries()).rows())
                .first()
                .satisfies(row -> assertThat(row.event()).isEqualTo("k1"));
    }

    /** Where the fifth write is left out it comes about without a fault: then the kill would be a bystander. */
    @Test
    void whatComesAboutByItselfIsNotTakenForIt() throws Exception {
        byItself = plan -> !values(plan).contains(List.of("r0", 5L));
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 1, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(values(smallest(outcome)))
                .containsExactlyInAnyOrder(List.of("r0", 3L), List.of("r0", 5L), List.of("r0", 7L));
        assertThat(faults(smallest(outcome))).containsExactly("k1");
    }

    /** Not even where it begins, for want of anything that shows it oftener. */
    @Test
    void whatComesAboutByItselfIsNotBegunWith() throws Exception {
        byItself = plan -> true;
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 1, plan -> true).run();
        assertThat(outcome.steps()).isEmpty();
    }

    /** The rate that is told is that of the fresh tries, and not of those by which the plan was chosen. */
    @Test
    void whatComesBackSeldomIsShrunkAndToldAsSeldom() throws Exception {
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 0.6, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(writesThreeAndSevenAndTheFirstKill(smallest(outcome))).isTrue();
        assertThat(smallest(outcome).operations()).hasSizeLessThan(10);
        assertThat(outcome.isConfirmed()).isTrue();
        assertThat(outcome.rate().of()).isEqualTo(20);
        assertThat(outcome.rate().share()).isBetween(0.3, 0.9);
    }

    /** Of the rounds that are made of what is left, one of them at least shows it nearly always. */
    @Test
    void whatComesBackSeldomIsMadeInRounds() throws Exception {
        repetition = new Repetition(operations -> Optional.of((round, one) -> round == 0
                ? one
                : new Invocation(
                        one.f(), List.of("r" + round, ((List<?>) Objects.requireNonNull(one.value())).get(1)))));
        LiveShrinker.Outcome outcome = shrinker(
                        ENOUGH,
                        plan -> 1 - Math.pow(0.5, Math.ceil(plan.operations().size() / 2.0)),
                        LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(faults(smallest(outcome))).startsWith("k1", "k1-r2");
        assertThat(values(smallest(outcome))).contains(List.of("r1", 3L), List.of("r1", 7L));
        assertThat(outcome.isConfirmed()).isTrue();
        assertThat(outcome.rate().share()).isGreaterThanOrEqualTo(0.9);
    }

    /** Without the fifth write it is shown three times, and never again. */
    @Test
    void whatWasTakenByLuckGivesWayToWhatWasTakenBefore() throws Exception {
        AtomicInteger luck = new AtomicInteger(3);
        LiveShrinker.Outcome outcome = shrinker(
                        ENOUGH,
                        1,
                        plan -> writesThreeAndSevenAndTheFirstKill(plan)
                                && (values(plan).contains(List.of("r0", 5L)) || luck.getAndDecrement() > 0))
                .run();
        assertThat(luck).hasNonPositiveValue();
        assertThat(values(smallest(outcome))).contains(List.of("r0", 5L));
        assertThat(outcome.rate()).isEqualTo(new Rate(20, 20));
        assertThat(outcome.isConfirmed()).isTrue();
    }

    /** The two writes alone show it three times, and seldom afterwards; the next guess always does. */
    @Test
    void whatWasBegunWithByLuckGivesWayToTheNextGuess() throws Exception {
        ReplayPlan two = Reducing.operations(
                Reducing.faults(whole, fault -> fault.id().equals("k1")),
                one -> List.of(List.of("r0", 3L), List.of("r0", 7L))
                        .contains(one.invocation().value()));
        before = List.of(new FirstGuesses.Guess("the two", two));
        AtomicInteger luck = new AtomicInteger(3);
        LiveShrinker.Outcome outcome = shrinker(
                        ENOUGH,
                        1,
                        plan -> writesThreeAndSevenAndTheFirstKill(plan)
                                && (values(plan).contains(List.of("r0", 5L)) || luck.getAndDecrement() > 0))
                .run();
        assertThat(luck).hasNonPositiveValue();
        assertThat(outcome.steps().get(0).what()).isEqualTo("all of the recording");
        assertThat(values(smallest(outcome))).contains(List.of("r0", 5L));
        assertThat(outcome.rate()).isEqualTo(new Rate(20, 20));
        assertThat(outcome.isConfirmed()).isTrue();
    }

    /** One try tells it of all of them: what is kept for so long is lost whoever was first. */
    @Test
    void whatIsKeptUntilItRunsOutByItselfIsTriedOnceAndPassedOver() throws Exception {
        ReplayPlan first = Reducing.operations(whole, one -> one.index() != 0);
        ReplayPlan second = Reducing.operations(whole, one -> one.index() != 2);
        before = List.of(
                new FirstGuesses.Guess("kept by the first", first, true),
                new FirstGuesses.Guess("kept by the second", second, true));
        byItself = plan -> plan.operations().size() == 9
                && (plan.operations().equals(first.operations())
                        || plan.operations().equals(second.operations()));
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 0, plan -> false).run();
        assertThat(outcome.steps()).isEmpty();
        // one without faults of the first guess, and six of all of the recording
        assertThat(outcome.tries()).hasSize(7);
    }

    /** Every third try: none of them twice in a row. */
    @Test
    void aStartThatFailsIsMadeOnceMore() throws Exception {
        fails = number -> number % 3 == 0;
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 1, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.rate()).isEqualTo(new Rate(20, 20));
    }

    @Test
    void aStartThatFailsTwiceIsTheEndAndWhatWasReachedStays() throws Exception {
        fails = number -> number > 5;
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 1, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(made).isEqualTo(7);
        assertThat(outcome.failure()).isPresent();
        assertThat(outcome.steps()).isNotEmpty();
    }

    @Test
    void whatNeverComesBackIsGivenUp() throws Exception {
        LiveShrinker.Outcome outcome = shrinker(ENOUGH, 1, plan -> false).run();
        assertThat(outcome.steps()).isEmpty();
        assertThat(outcome.tries()).hasSize(6);
    }

    /** Whoever begins again makes no try again, and comes to the same as who had the time at once. */
    @Test
    void aBudgetIsContinued() throws Exception {
        List<Integer> tries = new ArrayList<>();
        LiveShrinker.Outcome outcome;
        do {
            int before = made;
            outcome = shrinker(Duration.ofMinutes(2), 1, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                    .run();
            tries.add(made - before);
        } while (!outcome.isFinished() && tries.size() < 20);
        assertThat(tries).hasSizeGreaterThan(2);
        assertThat(outcome.isFinished()).isTrue();
        assertThat(values(smallest(outcome))).containsExactlyInAnyOrder(List.of("r0", 3L), List.of("r0", 7L));
        int before = made;
        shrinker(ENOUGH, 1, LiveShrinkerTest::writesThreeAndSevenAndTheFirstKill)
                .run();
        assertThat(made).isEqualTo(before);
    }

    @Test
    void aLineThatWasCutOffIsForgotten() throws Exception {
        shrinker(ENOUGH, 1, plan -> false).run();
        Path file = folder.resolve("tries.jsonl");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));
        assertThat(TriesFile.open(file).all()).hasSize(5);
        assertThat(TriesFile.open(file).all()).hasSize(5);
    }
}
