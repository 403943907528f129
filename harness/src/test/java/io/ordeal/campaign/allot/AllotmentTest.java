package io.ordeal.campaign.allot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.reproduce.Bisection;
import io.ordeal.reproduce.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which trial is next, and thirty nights of such answers; all on virtual time, and by fixed seeds. */
class AllotmentTest {
    private static final int NIGHTS = 30;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Need ROOM = new Need(2, 4L << 30);
    private static final Need SMALL = new Need(0.5, 100 << 20);

    /** A shard, with its memory, is lost in five nights in a row. */
    private static SimulatedNights simulated(long seed, int nights) {
        SimulatedNights world = new SimulatedNights(seed, 2, Set.of(5L, 6L, 7L, 8L, 9L));
        for (long night = 1; night <= nights; night++) {
            world.night(night);
        }
        return world;
    }

    @Test
    void everyCellIsJudgedWithinTwoNightsThoughAShardDiesNightAfterNight() {
        List<TrialFact> memory = simulated(1, NIGHTS).memory();
        for (long night = 2; night <= NIGHTS; night++) {
            long last = night;
            Set<String> judged = memory.stream()
                    .filter(fact -> fact.isJudged() && (fact.night() == last || fact.night() == last - 1))
                    .map(TrialFact::cell)
                    .collect(Collectors.toSet());
            assertThat(judged).as("nights %d and %d", night - 1, night).hasSize(SimulatedNights.CELLS);
        }
    }

    /**
     * What shows in one minute of a hundred takes 300 minutes to be found with 95 %: of three worlds it is found within three
     * nights in two at least, and it is named with the commit that brought it.
     */
    @Test
    void aRareBugIsFoundWithinThreeNightsAndNamedWithItsCommit() {
        int found = 0;
        for (long seed = 1; seed <= 3; seed++) {
            List<TrialFact> ofCell = simulated(seed, (int) SimulatedNights.BUG_SINCE + 2).memory().stream()
                    .filter(fact -> fact.cell().equals(SimulatedNights.BUGGY))
                    .toList();
            Optional<TrialFact> first = ofCell.stream()
                    .filter(fact -> fact.judgement() == Judgement.SURPRISE)
                    .findFirst();
            if (first.isPresent()) {
                found++;
                FirstBad bad = FirstBad.of(ofCell, first.get());
                assertThat(bad.revision()).isEqualTo("r" + SimulatedNights.BUG_SINCE);
                assertThat(bad.lastGood())
                        .hasValueSatisfying(good ->
                                assertThat(Long.parseLong(good.substring(1))).isLessThan(SimulatedNights.BUG_SINCE));
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theSameMemoryAndNightGiveTheSameTrials() {
        assertThat(simulated(7, 3).memory()).isEqualTo(simulated(7, 3).memory());
    }

    private static Task task(String cell, Optional<Duration> within, boolean canary) {
        return new Task(cell, 1, within, canary, SMALL);
    }

    private static TrialFact fact(Choice choice, String verdict, Judgement judgement) {
        return new TrialFact(
                choice.cell(),
                1,
                "r",
                "c",
                "h",
                verdict,
                judgement,
                choice.time().toMillis(),
                choice.time().toMillis() + 1000,
                OptionalLong.empty(),
                0,
                0);
    }

    private static Choice next(Allotment allotment, Tonight tonight) {
        return allotment.next(Duration.ZERO, tonight, ROOM, false).orElseThrow();
    }

    @Test
    void canariesComeFirstAndGetLongerTrialsUntilTheyBreak() {
        Allotment allotment = new Allotment(
                List.of(
                        task("a/w/none", Optional.empty(), false),
                        task("z/w/none", Optional.of(Duration.ofSeconds(60)), true)),
                Map.of(),
                List.of(),
                1,
                1,
                HOUR,
                true);
        Tonight tonight = new Tonight();
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Choice choice = next(allotment, tonight);
            assertThat(choice.cell()).isEqualTo("z/w/none");
            lengths.add(choice.time().toSeconds());
            tonight.begin(choice);
            boolean broke = i == 2;
            tonight.end(
                    choice,
                    Optional.of(
                            fact(choice, broke ? "invalid" : "valid", broke ? Judgement.EXPECTED : Judgement.OPEN)));
        }
        assertThat(lengths).containsExactly(5L, 15L, 45L);
        assertThat(next(allotment, tonight).cell()).isEqualTo("a/w/none");
    }

    @Test
    void aCanaryThatAlwaysComesToNothingDoesNotTakeTheNight() {
        Allotment allotment = new Allotment(
                List.of(
                        task("a/w/none", Optional.empty(), false),
                        task("z/w/none", Optional.of(Duration.ofSeconds(10)), true)),
                Map.of(),
                List.of(),
                1,
                1,
                HOUR,
                false);
        Tonight tonight = new Tonight();
        List<String> cells = new ArrayList<>();
        for (Optional<Choice> choice = allotment.next(Duration.ZERO, tonight, ROOM, true);
                choice.isPresent();
                choice = allotment.next(Duration.ZERO, tonight, ROOM, true)) {
            cells.add(choice.get().cell());
            tonight.begin(choice.get());
            boolean canary = choice.get().cell().equals("z/w/none");
            tonight.end(
                    choice.get(),
                    Optional.of(fact(
                            choice.get(), canary ? "unknown" : "valid", canary ? Judgement.OPEN : Judgement.EXPECTED)));
        }
        assertThat(cells)
                .containsExactly("z/w/none", "z/w/none", "z/w/none", "z/w/none", "z/w/none", "z/w/none", "a/w/none");
    }

    @Test
    void aSurpriseIsTriedAgainTenTimesAtOnceAsItWas() {
        Allotment allotment = new Allotment(
                List.of(task("a/w/none", Optional.empty(), false)), Map.of(), List.of(), 1, 1, HOUR, true);
        Tonight tonight = new Tonight();
        Choice surprise = next(allotment, tonight);
        tonight.begin(surprise);
        tonight.end(surprise, Optional.of(fact(surprise, "invalid", Judgement.SURPRISE)));
        tonight.repeat(surprise, "id", 10, 0);
        for (int attempt = 1; attempt <= 10; attempt++) {
            Choice again = next(allotment, tonight);
            assertThat(again.seed()).isEqualTo(surprise.seed());
            assertThat(again.time()).isEqualTo(surprise.time());
            assertThat(again.why()).isEqualTo("the surprise is tried again, " + attempt + " of 10");
            tonight.begin(again);
        }
        assertThat(next(allotment, tonight).again()).isEmpty();
    }

    /** Each of its ten needs a minute and more; there are 40 s left, in which a short trial has its place. */
    @Test
    void aRepetitionForWhichThereIsNoTimeLeftKeepsNoShorterTrialFromBeingMade() {
        Allotment allotment = new Allotment(
                List.of(task("a/w/none", Optional.empty(), false), task("b/w/none", Optional.empty(), false)),
                Map.of(),
                List.of(),
                1,
                1,
                HOUR,
                true);
        Tonight tonight = new Tonight();
        Choice surprise = new Choice("a/w/none", Duration.ofSeconds(60), 7, "long", Optional.empty(), Need.nothing());
        tonight.begin(surprise);
        tonight.end(surprise, Optional.of(fact(surprise, "invalid", Judgement.SURPRISE)));
        tonight.repeat(surprise, "id", 10, 0);
        assertThat(allotment.next(HOUR.minusSeconds(70), tonight, ROOM, true))
                .hasValueSatisfying(choice -> assertThat(choice.again()).isPresent());
        assertThat(allotment.next(HOUR.minusSeconds(40), tonight, ROOM, true)).hasValueSatisfying(choice -> {
            assertThat(choice.cell()).isEqualTo("b/w/none");
            assertThat(choice.again()).isEmpty();
        });
    }

    private static Detection detection(String trial, String cell, long lastMillis, int shown, int vain) {
        return new Detection(
                trial,
                "lost",
                cell,
                "w lost",
                "{}",
                7,
                "{}",
                10_000,
                Optional.of("/results/" + trial),
                lastMillis,
                shown == 0 ? OptionalLong.empty() : OptionalLong.of(lastMillis),
                OptionalLong.of(lastMillis),
                shown,
                vain,
                0,
                "");
    }

    private static List<String> proofs(Allotment allotment, Tonight tonight, Predicate<Choice> isBack) {
        List<String> made = new ArrayList<>();
        for (Choice choice = next(allotment, tonight); choice.isProof(); choice = next(allotment, tonight)) {
            made.add(choice.again().orElseThrow().trial());
            assertThat(choice.why()).startsWith("a detection is replayed, ");
            tonight.begin(choice);
            tonight.endProof(choice, isBack.test(choice), 16);
        }
        return made;
    }

    @Test
    void detectionsAreReplayedTheOldestFirstUntilEachComesBack() {
        List<Task> tasks =
                List.of(task("a/w/none", Optional.empty(), false), task("b/w/none", Optional.empty(), false));
        List<Detection> known = List.of(
                detection("new", "a/w/none", 3000, 5, 0),
                detection("old", "b/w/none", 1000, 5, 0),
                // of which one more replay in vain says that it is gone
                detection("nearly", "a/w/none", 2000, 9, Bisection.needed(new Rate(9, 9)) - 1));
        Allotment allotment = new Allotment(tasks, Map.of(), Proof.inOrder(known), 1, 1, Duration.ofHours(2), true);
        Tonight tonight = new Tonight();
        int[] tries = new int[1];
        // the oldest comes back at its third replay, the others never
        List<String> made = proofs(
                allotment,
                tonight,
                choice -> choice.again().orElseThrow().trial().equals("old") && ++tries[0] == 3);
        assertThat(made.subList(0, 5)).containsExactly("old", "old", "old", "nearly", "new");
        assertThat(made.subList(5, made.size())).isNotEmpty().allMatch("new"::equals);
        assertThat(made.size() - 4).isEqualTo(Math.min(5, Bisection.needed(new Rate(5, 5))));
        assertThat(next(allotment, tonight).why()).isEqualTo("never judged until now");
    }

    /** Of an hour six minutes, which each replay's 16 s take away from, whether it comes back or not. */
    @Test
    void detectionsGetATenthOfTheBudgetAndOneEachNightAtLeast() {
        List<Detection> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(detection("d" + i, "a/w/none", i, 1, 0));
        }
        List<Task> tasks = List.of(task("a/w/none", Optional.empty(), false));
        Allotment anHour = new Allotment(tasks, Map.of(), Proof.inOrder(many), 1, 1, HOUR, true);
        assertThat(proofs(anHour, new Tonight(), choice -> true)).hasSize(23).startsWith("d0", "d1", "d2");
        Allotment aMinute = new Allotment(tasks, Map.of(), Proof.inOrder(many), 1, 1, Duration.ofMinutes(1), true);
        assertThat(proofs(aMinute, new Tonight(), choice -> true)).containsExactly("d0");
    }

    /** Thirty nights over forty detections, one of which stops coming back: each is replayed in its turn, and that one is told. */
    @Test
    void oneThatNoLongerComesBackIsToldWithinSomeNightsThoughThereAreManyOthers() {
        List<Task> tasks = List.of(task("a/w/none", Optional.empty(), false));
        Map<String, Detection> known = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            known.put("d" + i, detection("d" + i, "a/w/none", i, 3, 0));
        }
        long now = 1000;
        int told = 0;
        for (int night = 1; night <= 30 && told == 0; night++) {
            Allotment allotment =
                    new Allotment(tasks, Map.of(), Proof.inOrder(known.values()), night, night, HOUR, true);
            Tonight tonight = new Tonight();
            for (Choice choice = next(allotment, tonight); choice.isProof(); choice = next(allotment, tonight)) {
                String trial = choice.again().orElseThrow().trial();
                boolean back = !trial.equals("d17");
                tonight.begin(choice);
                tonight.endProof(choice, back, 16);
                Detection is = Objects.requireNonNull(known.get(trial));
                known.put(
                        trial,
                        detection(trial, is.cell(), ++now, is.shown() + (back ? 1 : 0), back ? 0 : is.vain() + 1));
            }
            told = Objects.requireNonNull(known.get("d17")).standing() == Detection.Standing.GONE ? night : 0;
        }
        assertThat(told).isBetween(1, 6);
        assertThat(known.values())
                .filteredOn(each -> !each.trial().equals("d17"))
                .allMatch(each -> each.standing() == Detection.Standing.PROVEN && each.shown() > 3);
    }

    @Test
    void anUnknownIsTriedLongerAndLongerAndNoFurther() {
        Allotment allotment = new Allotment(
                List.of(task("a/w/none", Optional.empty(), false)), Map.of(), List.of(), 1, 1, HOUR, true);
        Tonight tonight = new Tonight();
        List<String> whys = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Choice choice = next(allotment, tonight);
            whys.add(choice.time().toSeconds() + " " + choice.why().replaceAll(":.*", ""));
            tonight.begin(choice);
            tonight.end(choice, Optional.of(fact(choice, "unknown", Judgement.OPEN)));
        }
        assertThat(whys)
                .containsExactly("5 never judged until now", "15 it was Unknown", "45 it was Unknown", "24 spare time");
    }

    @Test
    void whoFindsNoRoomWaitsAndNobodyGoesBeforeIt() {
        Task large = new Task("a/w/none", 5, Optional.empty(), false, new Need(2, 1 << 30));
        Allotment allotment = new Allotment(
                List.of(large, task("b/w/none", Optional.empty(), false)), Map.of(), List.of(), 1, 1, HOUR, true);
        Tonight tonight = new Tonight();
        Need little = new Need(1, 4L << 30);
        assertThat(allotment.next(Duration.ZERO, tonight, little, false)).isEmpty();
        assertThat(allotment.next(Duration.ZERO, tonight, little, true))
                .map(Choice::cell)
                .contains("a/w/none");
    }

    @Test
    void noTrialIsBegunThatTheBudgetWouldCutShort() {
        Allotment allotment = new Allotment(
                List.of(task("a/w/none", Optional.empty(), false)), Map.of(), List.of(), 1, 1, HOUR, true);
        assertThat(allotment.next(HOUR.minusSeconds(10), new Tonight(), ROOM, true))
                .isEmpty();
        assertThat(allotment.next(HOUR.minusSeconds(11), new Tonight(), ROOM, true))
                .isPresent();
    }

    @Test
    void eachTrialOfACellHasItsOwnSeed() {
        Allotment allotment = new Allotment(
                List.of(task("a/w/none", Optional.empty(), false)), Map.of(), List.of(), 1, 1, HOUR, true);
        Tonight tonight = new Tonight();
        Set<Long> seeds = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Choice choice = next(allotment, tonight);
            seeds.add(choice.seed());
            tonight.begin(choice);
            tonight.end(choice, Optional.of(fact(choice, "valid", Judgement.EXPECTED)));
        }
        assertThat(seeds).hasSize(20);
    }
}
