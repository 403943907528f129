package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.reproduce.Bisection.Answer;
import io.ordeal.reproduce.Bisection.Outcome;
import io.ordeal.reproduce.Bisection.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bisections of versions that show an anomaly at a known rate, drawn by a seed. */
class BisectionTest {
    private static final List<String> VERSIONS =
            IntStream.rangeClosed(1, 16).mapToObj(i -> "1." + i).toList();
    private static final int SEEDS = 400;

    @TempDir
    private Path folder;

    /** Versions with their rates; those that are not named show nothing. */
    private static Bisection.Trying simulated(Map<String, Double> rates, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (version, number) ->
                Optional.of(random.nextDouble() < rates.getOrDefault(version, 0.0) ? Result.SHOWN : Result.ABSENT);
    }

    private static Map<String, Double> from(int first, double rate) {
        Map<String, Double> rates = new HashMap<>();
        VERSIONS.subList(first, VERSIONS.size()).forEach(version -> rates.put(version, rate));
        return rates;
    }

    @Test
    void whatShowsAlwaysIsFoundInAsManyTriesAsItTakes() throws Exception {
        for (int first = 1; first < VERSIONS.size(); first++) {
            Outcome outcome = new Bisection(VERSIONS, 30, simulated(from(first, 1), 1)).run();
            assertThat(outcome.answer()).isEqualTo(new Answer.Came(VERSIONS.get(first - 1), VERSIONS.get(first)));
            assertThat(outcome.tried()).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void whatWentIsFoundAsWhatCame() throws Exception {
        Map<String, Double> rates = new HashMap<>();
        VERSIONS.subList(0, 5).forEach(version -> rates.put(version, 1.0));
        assertThat(new Bisection(VERSIONS, 30, simulated(rates, 1)).run().answer())
                .isEqualTo(new Answer.Went("1.5", "1.6"));
    }

    /** Of some steps each may be wrong one time in twenty; as the rate's lower bound is taken, it is less. */
    @Test
    void ofWhatShowsNowAndThenTheAnswerIsRarelyWrong() throws Exception {
        for (double rate : new double[] {0.7, 0.4, 0.2}) {
            int wrong = 0;
            int right = 0;
            int open = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                int first = 1 + seed % (VERSIONS.size() - 1);
                Answer answer = new Bisection(VERSIONS, 100, simulated(from(first, rate), seed))
                        .run()
                        .answer();
                if (answer.equals(new Answer.Came(VERSIONS.get(first - 1), VERSIONS.get(first)))) {
                    right++;
                } else if (answer instanceof Answer.Came) {
                    wrong++;
                } else {
                    open++;
                }
            }
            assertThat(wrong).as("wrong at a rate of %s", rate).isLessThan(SEEDS / 20);
            assertThat(right).as("right at a rate of %s, %d open", rate, open).isGreaterThan(SEEDS * 4 / 5);
        }
    }

    @Test
    void whatIsTooRareIsSaidToBe() throws Exception {
        Bisection.Trying rare = (version, number) ->
                Optional.of(version.equals("1.16") && number % 8 == 7 ? Result.SHOWN : Result.ABSENT);
        Answer answer = new Bisection(VERSIONS, 30, rare).run().answer();
        assertThat(answer).isInstanceOfSatisfying(Answer.TooRare.class, told -> {
            assertThat(told.version()).isEqualTo("1.1");
            assertThat(told.needed()).isGreaterThan(30).isEqualTo(Bisection.needed(new Rate(3, 24)));
        });
        assertThat(new Bisection(VERSIONS, 30, simulated(Map.of(), 1)).run().answer())
                .isEqualTo(new Answer.Nowhere());
    }

    @Test
    void whatBothEndsHaveIsNotSoughtBetweenThem() throws Exception {
        assertThat(new Bisection(VERSIONS, 30, simulated(from(0, 0.5), 1)).run().answer())
                .isEqualTo(new Answer.Throughout());
    }

    @Test
    void aVersionThatCannotBeRunIsPassedOverAndAnEndIsNot() throws Exception {
        Bisection.Trying broken = (version, number) -> Optional.of(
                version.equals("1.8") ? Result.FAILED : VERSIONS.indexOf(version) >= 7 ? Result.SHOWN : Result.ABSENT);
        Outcome outcome = new Bisection(VERSIONS, 30, broken).run();
        assertThat(outcome.answer()).isEqualTo(new Answer.Came("1.7", "1.9"));
        assertThat(outcome.passedOver()).containsExactly("1.8");
        assertThat(new Bisection(VERSIONS, 30, (version, number) -> Optional.of(Result.FAILED))
                        .run()
                        .answer())
                .isInstanceOf(Answer.NoVerdict.class);
        assertThat(new Bisection(VERSIONS, 30, (version, number) -> Optional.of(Result.UNKNOWN))
                        .run()
                        .answer())
                .isInstanceOf(Answer.NoVerdict.class);
    }

    /** The formula itself: after so many tries in vain, and no fewer, it is likely enough. */
    @Test
    void asManyTriesInVainAreAskedForAsTheRateAsksFor() {
        for (int shown = 1; shown <= 10; shown++) {
            Rate rate = new Rate(shown, 10);
            double vain = 1 - rate.low();
            int needed = Bisection.needed(rate);
            assertThat(Math.pow(vain, needed)).isLessThanOrEqualTo(Bisection.WRONGLY_CLEAN);
            assertThat(Math.pow(vain, needed - 1.0)).isGreaterThan(Bisection.WRONGLY_CLEAN);
        }
    }

    @Test
    void whoBeginsAgainMakesNoTryTwice() throws Exception {
        Path file = folder.resolve("tries.jsonl");
        Bisection.Trying system = simulated(from(9, 1), 1);
        List<String> made = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            // stopped after three tries each time
            int before = made.size();
            BisectedTries tries = new BisectedTries(file, (version, number) -> {
                if (made.size() - before == 3) {
                    return Optional.empty();
                }
                made.add(version + " " + number);
                return Optional.of(
                        new BisectedTries.Made(system.once(version, number).orElseThrow(), Optional.empty(), ""));
            });
            assertThat(tries.remembered()).isEqualTo(before);
            Answer answer = new Bisection(VERSIONS, 30, tries).run().answer();
            if (!(answer instanceof Answer.Stopped)) {
                assertThat(answer).isEqualTo(new Answer.Came("1.9", "1.10"));
                break;
            }
        }
        assertThat(made).doesNotHaveDuplicates().hasSizeGreaterThan(6);
        // the last line is cut off, as by a kill in its midst
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 5));
        assertThat(new BisectedTries(file, (version, number) -> Optional.empty()).remembered())
                .isEqualTo(made.size() - 1);
        assertThat(Files.readString(file)).endsWith("}\n");
        Files.writeString(file, "no try\n" + text);
        assertThatThrownBy(() -> new BisectedTries(file, (version, number) -> Optional.empty()))
                .hasMessageContaining(file + ", line 1");
    }

    /** There may have been no network, or no room; a version is not broken for ever for that. */
    @Test
    void whatCouldNotBeRunIsTriedAnew() throws Exception {
        Path file = folder.resolve("tries.jsonl");
        BisectedTries offline = new BisectedTries(
                file,
                (version, number) ->
                        Optional.of(new BisectedTries.Made(Result.FAILED, Optional.empty(), "no network")));
        assertThat(new Bisection(VERSIONS, 30, offline).run().answer()).isInstanceOf(Answer.NoVerdict.class);
        Bisection.Trying system = simulated(from(9, 1), 1);
        BisectedTries online = new BisectedTries(
                file,
                (version, number) -> Optional.of(
                        new BisectedTries.Made(system.once(version, number).orElseThrow(), Optional.empty(), "")));
        assertThat(online.remembered()).isZero();
        assertThat(new Bisection(VERSIONS, 30, online).run().answer()).isEqualTo(new Answer.Came("1.9", "1.10"));
        // and of what was made then nothing is made again
        BisectedTries known = new BisectedTries(file, (version, number) -> Optional.empty());
        assertThat(new Bisection(VERSIONS, 30, known).run().answer()).isEqualTo(new Answer.Came("1.9", "1.10"));
    }
}
