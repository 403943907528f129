package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.client.Invocation;
import io.ordeal.fault.schedule.RecordedSchedule;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.report.Report;
import io.ordeal.store.CheckReport;
import io.ordeal.store.Interruption;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A saved run, read so that it can be done again.
 *
 * @param folder where it lies
 * @param spec what was run
 * @param history what was recorded
 * @param operations of the main phase's clients, in the order in which they were invoked
 * @param schedule the faults as they were, at the times at which they were
 * @param length of the main phase, as long as it really was
 * @param check its verdict, reached anew
 */
public record Recording(
        RunFolder folder,
        RunSpec spec,
        History history,
        List<RecordedOperation> operations,
        Schedule schedule,
        Duration length,
        CheckReport check) {
    private static final Duration JUDGE_AT_MOST = Duration.ofMinutes(10);

    /** What the nemesis does last: whatever clients do after it are last reads. */
    private static final String HEAL = "heal";

    public Recording {
        operations = List.copyOf(operations);
    }

    /**
     * Reads a run's folder and judges it once more. O(n) beside the check.
     *
     * @throws IOException it can't be read
     * @throws IllegalArgumentException what is in it can't be understood
     * @throws NoSuchElementException its workload does not exist here
     */
    public static Recording read(RunFolder folder, Catalog catalog) throws IOException {
        TrialOutcome judged = Judge.judgeRun(folder, catalog, CheckContext.withTimeLimit(JUDGE_AT_MOST));
        RunSpec spec = folder.readSpec();
        History history = judged.history();
        int workers = spec.options().concurrency();
        return new Recording(
                folder,
                spec,
                history,
                operations(history, workers),
                RecordedSchedule.of(history, workers),
                length(spec),
                judged.report());
    }

    private static Duration length(RunSpec spec) {
        return spec.interruption()
                .filter(Interruption::isOfMainPhase)
                .map(Interruption::after)
                .filter(after -> !after.isZero())
                .orElse(spec.options().time());
    }

    /** The client's operations before everything was healed. */
    static List<RecordedOperation> operations(History history, int workers) {
        List<RecordedOperation> operations = new ArrayList<>();
        Map<Integer, Op> last = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                if (history.f(i).equals(HEAL)) {
                    break;
                }
                continue;
            }
            int worker = history.process(i) % workers;
            if (history.isInvoke(i)) {
                operations.add(new RecordedOperation(
                        history.index(i),
                        worker,
                        history.timeNanos(i),
                        new Invocation(history.f(i), history.value(i)),
                        Optional.ofNullable(last.get(worker)),
                        history.outcome(i)));
            } else {
                last.put(worker, history.op(i));
            }
        }
        return operations;
    }

    /** What was broken, the first one first; empty if nothing was. */
    public List<Anomaly> anomalies() {
        return check.result().verdict().anomaliesOrNone();
    }

    /** Its page, to be shown beside a replay's. */
    public Report report() {
        return Report.ofRun(spec, check, history);
    }

    /** The type of its first anomaly: what a replay is to show. Empty if nothing was broken. */
    public Optional<String> anomaly() {
        return anomalies().stream().findFirst().map(Anomaly::type);
    }
}
