package io.ordeal.validate;

import io.ordeal.campaign.Assessment;
import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.plan.Cell;
import io.ordeal.campaign.plan.FaultChoice;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.campaign.work.TrialResult;
import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.checker.measure.Contention;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.trial.Levels;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions of a target that is not there. */
final class Asked {
    private Asked() {}

    static Question of(String workload, String... faults) {
        return of(workload, false, Optional.empty(), faults);
    }

    static Question ofLevels(String workload, String... faults) {
        return of(workload, true, Optional.empty(), faults);
    }

    static Question expecting(Expectation expectation, String... faults) {
        return of(expectation.workload(), false, Optional.of(expectation), faults);
    }

    private static Question of(String workload, boolean levels, Optional<Expectation> expectation, String... faults) {
        PlannedCell cell = new PlannedCell(
                new Cell("t", workload, FaultChoice.all(List.of(faults)), Map.of()),
                1,
                expectation,
                false,
                Optional.empty(),
                1);
        return new Question(
                cell, Likelihood.of(List.of(faults)), cell.breaks().map(Expectation.Outcome.Breaks::within), levels);
    }

    /** A trial that held, of so many operations. */
    static AskedTrial held(Question question, int seconds) {
        return trial(question, seconds, End.JUDGED, "", Optional.of(true), OptionalLong.empty());
    }

    /** A trial that broke after some time. */
    static AskedTrial broke(Question question, int seconds, long millis, String... anomalies) {
        return trial(question, seconds, End.JUDGED, "", Optional.of(false), OptionalLong.of(millis), anomalies);
    }

    /** A trial that came to nothing. */
    static AskedTrial unknown(Question question, int seconds, String why) {
        return trial(question, seconds, End.JUDGED, why, Optional.empty(), OptionalLong.empty());
    }

    /** A trial for which the harness failed. */
    static AskedTrial failed(Question question, String why) {
        return trial(question, 5, End.FAILED, why, Optional.empty(), OptionalLong.empty());
    }

    private static AskedTrial trial(
            Question question,
            int seconds,
            End end,
            String why,
            Optional<Boolean> valid,
            OptionalLong millis,
            String... anomalies) {
        List<Finding> findings = Arrays.stream(anomalies)
                .map(anomaly -> new Finding(anomaly, anomaly, Standing.NEW, "", anomaly + " it is"))
                .toList();
        TrialResult result = new TrialResult(
                end,
                why,
                Optional.of("/results/t/" + question.workload() + "/1"),
                valid,
                findings,
                Set.copyOf(question.faults()),
                Map.of(),
                1000,
                millis.orElse(seconds * 1000L),
                millis,
                List.of());
        Duration time = Duration.ofSeconds(seconds);
        Target target = new SaysNothing(question);
        Choice choice = new Choice(question.name(), time, 5, "it is asked", Optional.empty(), Need.nothing());
        return new AskedTrial(
                choice,
                result,
                Assessment.of(question.cell(), target, result, time, List.of(), LocalDate.EPOCH),
                new Contention(900, 80),
                question.faults().stream().collect(Collectors.toMap(fault -> fault, fault -> 2)),
                Levels.NONE);
    }

    /** A target that says of itself what is expected of a question, and nothing else. */
    record SaysNothing(Question question) implements Target {
        @Override
        public String name() {
            return "t";
        }

        @Override
        public String summary() {
            return "it is <not> there";
        }

        @Override
        public ClusterDescription cluster() {
            return ClusterDescription.none();
        }

        @Override
        public ClientFactories newClients() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Expectation> expectations() {
            return question.cell().expected().stream().toList();
        }
    }

    static Questions all(Question... questions) {
        return new Questions(List.of(questions), List.of());
    }
}
