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
    private final Sought sought;
    private final Trial trial;
    private volatile boolean stopped;

    /**
     * A replay that has not begun.
     *
     * @param sought the anomaly that is looked for
     * @param results the folder under which the run's own is made
     */
    public Replay(ReplayPlan plan, Sought sought, Catalog catalog, Path results, TrialListener listener) {
        this.plan = plan;
        this.sought = sought;
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
        Verdict verdict = outcome.report().result().verdict();
        List<Anomaly> found = verdict.anomaliesOrNone();
        Optional<Anomaly> same =
                found.stream().filter(one -> sought.foreign(one).isEmpty()).findFirst();
        List<String> others = found.stream()
                .flatMap(one -> sought.foreign(one).stream())
                .distinct()
                .toList();
        Optional<FaultOrder.Miss> miss = FaultOrder.firstMiss(plan.schedule(), recordedAt, outcome.history());
        ReplayTry.Result result;
        if (same.isPresent()) {
            result = ReplayTry.Result.SAME;
        } else if (!others.isEmpty()) {
            result = ReplayTry.Result.OTHER;
        } else if (miss.isPresent()) {
            result = ReplayTry.Result.MISSED;
        } else {
            result = verdict.isUnknown() ? ReplayTry.Result.UNKNOWN : ReplayTry.Result.ABSENT;
        }
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
