package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Verdict;
import io.ordeal.client.Invocation;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The race of recipes, with drawn outcomes and a clock that goes on by 10 s a try; and what rounds are made of. */
class SearchTest {
    private static final long TRY_NANOS = Duration.ofSeconds(10).toNanos();

    @TempDir
    private Path folder;

    private static ReplayTry tried(ReplayTry.Result result) {
        return new ReplayTry(
                new TrialOutcome(
                        new RunFolder(Path.of("run")), Recordings.check(Verdict.valid()), new HistoryBuilder().build()),
                result,
                false,
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<Search.Standing> search(Duration budget, double... shares) throws Exception {
        ReplayPlan plan = ReplayPlan.of(Recordings.twoKills(folder));
        List<Search.Recipe> recipes = new ArrayList<>();
        for (double share : shares) {
            recipes.add(new Search.Recipe(String.valueOf(share), plan));
        }
        SplittableRandom random = new SplittableRandom(1);
        AtomicLong clock = new AtomicLong();
        return new Search(
                        recipes,
                        budget,
                        recipe -> {
                            clock.addAndGet(TRY_NANOS);
                            return tried(
                                    random.nextDouble() < Double.parseDouble(recipe.name())
                                            ? ReplayTry.Result.SAME
                                            : ReplayTry.Result.ABSENT);
                        },
                        clock::get)
                .run();
    }

    @Test
    void theBestComesFirstAndHopelessOnesCostLittle() throws Exception {
        List<Search.Standing> standings = search(Duration.ofMinutes(20), 0.02, 0.1, 0.95, 0.02);
        assertThat(standings.get(0).recipe().name()).isEqualTo("0.95");
        assertThat(standings.get(0).givenUp()).isFalse();
        assertThat(standings.stream().skip(1)).allSatisfy(standing -> {
            assertThat(standing.givenUp()).isTrue();
            assertThat(standing.tally().tries().size())
                    .isLessThan(standings.get(0).tally().tries().size());
        });
    }

    @Test
    void itEndsWithItsBudget() throws Exception {
        List<Search.Standing> standings = search(Duration.ofSeconds(95), 0, 0, 0);
        assertThat(standings.stream()
                        .mapToInt(one -> one.tally().tries().size())
                        .sum())
                .isEqualTo(10);
        assertThat(standings).noneMatch(Search.Standing::givenUp);
    }

    @Test
    void itEndsWhenOneIsGoodEnough() throws Exception {
        List<Search.Standing> standings = search(Duration.ofHours(10), 1);
        assertThat(standings.get(0).tally().rate().low()).isBetween(0.8, 0.82);
    }

    @Test
    void roundsAreOnKeysOfTheirOwnAndEachHasItsFaults() throws Exception {
        Recording recording = Recordings.twoKills(folder);
        WitnessSpan span = WitnessSpan.of(recording, recording.anomalies().get(0));
        assertThat(span.operations()).hasSize(10);
        RoundsPlan rounds = new RoundsPlan(
                recording,
                span,
                (round, recorded) -> new Invocation(recorded.f(), recorded.value() + " of round " + round));
        assertThat(rounds.count()).isEqualTo(10);
        ReplayPlan plan = rounds.plan(false, false, List.of("n1", "n2", "n3"));
        assertThat(plan.operations().stream().map(one -> one.invocation().value()))
                .hasSize(100)
                .doesNotHaveDuplicates();
        assertThat(plan.schedule().faults().stream().map(PlannedFault::text))
                .hasSize(10)
                .contains(
                        "k1-r1=kill:n1@after=5:begun+for=50ms..for=200ms",
                        "k1-r2=kill:n2@after=15:begun+for=50ms..for=200ms",
                        "k1-r3=kill:n3@after=25:begun+for=50ms..for=200ms");
    }

    @Test
    void movedFaultsComeALittleSoonerOrLaterAndCrowdedRoundsHaveTwiceTheWorkers() throws Exception {
        Recording recording = Recordings.twoKills(folder);
        RoundsPlan rounds = new RoundsPlan(
                recording,
                WitnessSpan.of(recording, recording.anomalies().get(0)),
                (round, recorded) -> new Invocation(recorded.f(), recorded.value() + " of round " + round));
        assertThat(rounds.plan(true, false, List.of()).schedule().faults().stream()
                        .map(PlannedFault::text))
                .contains(
                        "k1-r1=kill:n2@after=5:begun+for=50ms..for=200ms",
                        "k1-r2=kill:n2@after=15:begun+for=60ms..for=200ms",
                        "k1-r3=kill:n2@after=25:begun+for=40ms..for=200ms",
                        "k1-r7=kill:n2@after=64:begun+for=70ms..for=200ms");
        ReplayPlan crowded = rounds.plan(false, true, List.of());
        assertThat(crowded.options().concurrency()).isEqualTo(2 * Recordings.WORKERS);
        assertThat(crowded.operations().stream().map(one -> one.invocation().value()))
                .hasSize(200)
                .doesNotHaveDuplicates();
    }
}
