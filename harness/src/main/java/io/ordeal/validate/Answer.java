package io.ordeal.validate;

import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.checker.measure.Contention;
import io.ordeal.trial.Levels;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What came of a question.
 *
 * @param question that was asked, or not
 * @param kind of answer
 * @param trials of it, in order; not those that were cut short
 * @param why nothing is told, or not all; of what is kept or broken, what is to be known of its clients, usually nothing
 */
public record Answer(Question question, Kind kind, List<AskedTrial> trials, String why) {
    public Answer {
        trials = List.copyOf(trials);
    }

    /** Kinds of answers. */
    public enum Kind {
        /** No trial broke the promise, and one at least was Valid. */
        KEEPS("keeps"),
        /** A trial broke it; at which levels, if there are levels, stands beside it. */
        BREAKS("breaks"),
        /** Alone it could not be told; beside another fault it was felt, and the promise kept. */
        BESIDE("beside"),
        /** It was asked, and there was no answer. */
        NOT_TOLD("not told"),
        /** It breaks under fewer faults already. */
        NEEDLESS("needless"),
        /** There was no time for it, or what it builds on could not be told. */
        NOT_ASKED("not asked");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As tables have it. */
        public String words() {
            return words;
        }
    }

    /** Whether a trial showed what the target says it does not do, or did not show what it says it surely does. */
    public boolean isSurprise() {
        return trials.stream().anyMatch(trial -> trial.assessment().judgement() == Judgement.SURPRISE);
    }

    /** What the target says of it, as {@code holds}; empty if nothing. */
    public String expected() {
        return trials.stream()
                .map(trial -> trial.assessment().expected())
                .filter(expected -> !expected.isEmpty())
                .findFirst()
                .orElseGet(() -> question.cell()
                        .expected()
                        .map(expectation -> expectation.outcome().text())
                        .orElse(""));
    }

    /** By their names on the wire, each once. */
    public List<String> anomalies() {
        return trials.stream()
                .flatMap(trial -> trial.result().findings().stream())
                .map(Finding::anomaly)
                .distinct()
                .sorted()
                .toList();
    }

    /** The trial that tells it best: that which broke soonest, else the last. */
    public Optional<AskedTrial> telling() {
        Optional<AskedTrial> soonest = trials.stream()
                .filter(AskedTrial::broke)
                .min(Comparator.comparingLong(
                        trial -> trial.result().violationMillis().orElse(Long.MAX_VALUE)));
        return soonest.isPresent() ? soonest : trials.stream().reduce((first, second) -> second);
    }

    /** Until the first violation had happened, in the trial that broke soonest. */
    public OptionalLong violationMillis() {
        return telling()
                .filter(AskedTrial::broke)
                .map(trial -> trial.result().violationMillis())
                .orElse(OptionalLong.empty());
    }

    /** The report of the trial that tells it best. */
    public Optional<Path> report() {
        return telling().flatMap(trial -> trial.result().folder()).map(folder -> Path.of(folder, "report.html"));
    }

    /** Trials that had a verdict. */
    public long judged() {
        return trials.stream().filter(AskedTrial::isJudged).count();
    }

    /** Trials in which the promise was broken. */
    public long broken() {
        return trials.stream().filter(AskedTrial::broke).count();
    }

    /** Main phases of trials that had a verdict. */
    public double seconds() {
        return trials.stream()
                        .filter(AskedTrial::isJudged)
                        .mapToLong(trial -> trial.result().mainMillis())
                        .sum()
                / 1e3;
    }

    /** Of trials that had a verdict. */
    public Contention contention() {
        return trials.stream()
                .filter(AskedTrial::isJudged)
                .map(AskedTrial::contention)
                .reduce(new Contention(0, 0), Contention::plus);
    }

    /** How often each fault was felt in trials that had a verdict, by its kind. */
    public Map<String, Integer> felt() {
        Map<String, Integer> felt = new TreeMap<>();
        trials.stream()
                .filter(AskedTrial::isJudged)
                .forEach(trial -> trial.felt().forEach((fault, times) -> felt.merge(fault, times, Integer::sum)));
        return felt;
    }

    /** What all trials together say of levels of isolation; none where there are no levels. */
    public Levels levels() {
        return trials.stream().map(AskedTrial::levels).reduce(Levels.NONE, Levels::and);
    }
}
