package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.history.Op;
import io.ordeal.report.HtmlReport;
import io.ordeal.report.Report;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One replay of a plan, from the first server's start to the verdict, and what it came to beside the recording. */
public final class Replay {
    private final ReplayPlan plan;
    private final Map<String, Long> recordedAt;
    private final String anomaly;
    private final Trial trial;
    private volatile boolean stopped;

    /**
     * A replay that has not begun.
     *
     * @param anomaly the type that is looked for
     * @param results the folder under which the run's own is made
     */
    public Replay(ReplayPlan plan, String anomaly, Catalog catalog, Path results, TrialListener listener) {
        this.plan = plan;
        this.anomaly = anomaly;
        recordedAt = FaultOrder.strikes(plan.recording().history());
        trial = new Trial(plan.spec(), plan.script(), catalog, results, listener);
    }

    /**
     * Runs it, once.
     *
     * @throws Exception as {@link Trial#run}
     */
    public ReplayTry run() throws Exception {
        TrialOutcome outcome = trial.run();
        List<Anomaly> found = outcome.report().result().verdict() instanceof Verdict.Invalid invalid
                ? invalid.anomalies()
                : List.of();
        Optional<Anomaly> same =
                found.stream().filter(one -> one.type().equals(anomaly)).findFirst();
        List<String> others = found.stream()
                .map(Anomaly::type)
                .filter(type -> !type.equals(anomaly))
                .distinct()
                .toList();
        Optional<FaultOrder.Miss> miss = FaultOrder.firstMiss(plan.schedule(), recordedAt, outcome.history());
        ReplayTry.Result result = same.isPresent()
                ? ReplayTry.Result.SAME
                : !others.isEmpty()
                        ? ReplayTry.Result.OTHER
                        : miss.isPresent() ? ReplayTry.Result.MISSED : ReplayTry.Result.ABSENT;
        Optional<Divergence> divergence = Divergence.first(plan, outcome.history());
        List<String> remarks = Stream.concat(
                        divergence.map(first -> "The replay first went another way " + first.sentence() + ".").stream(),
                        miss.map(missed -> "Faults came otherwise than recorded: " + missed.sentence() + ".").stream())
                .toList();
        HtmlReport.write(
                outcome.folder().reportFile(),
                Report.ofRun(outcome.folder().readSpec(), outcome.report(), outcome.history())
                        .with(new Report.Beside(plan.recording().report(), remarks)));
        return new ReplayTry(
                outcome,
                result,
                stopped,
                others,
                same.map(Replay::complete).orElse(OptionalLong.empty()),
                miss,
                divergence);
    }

    /** When the last event of what proves it was recorded. */
    private static OptionalLong complete(Anomaly anomaly) {
        return anomaly.witness().stream().mapToLong(Op::timeNanos).max();
    }

    /** Cuts it short, as {@link Trial#stop}. */
    public void stop() {
        stopped = true;
        trial.stop();
    }
}
