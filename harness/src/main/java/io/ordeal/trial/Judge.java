package io.ordeal.trial;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.measure.Availability;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.history.io.ReadHistory;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.target.Expectation;
import io.ordeal.target.Expectation.Outcome;
import io.ordeal.target.Target;
import io.ordeal.workload.WorkloadOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Judges histories and runs: the one way from a file to a {@link CheckReport}, during a run and long after. */
public final class Judge {
    private Judge() {}

    /** Judges a history that was read. The time told is that of the check alone. */
    public static CheckReport judge(
            String file, String checkerName, Checker checker, ReadHistory read, CheckContext context) {
        History history = read.history();
        long started = System.nanoTime();
        CheckResult result = Checkers.judge(checker, history, context);
        double millis = (System.nanoTime() - started) / 1e6;
        for (String warning : read.warnings()) {
            result = result.withNote(warning);
        }
        long operations = 0;
        for (int i = 0; i < history.size(); i++) {
            operations += history.isClient(i) && history.isInvoke(i) ? 1 : 0;
        }
        return new CheckReport(file, checkerName, operations, millis, result, Optional.empty());
    }

    /**
     * Judges a run from its folder alone: its own workload's checker, its availability, whether its
     * faults bit, and whether that was expected.
     *
     * @throws IOException the folder can't be read
     * @throws NoSuchElementException the run's workload does not exist (any more)
     */
    public static TrialOutcome judgeRun(RunFolder folder, Catalog catalog, CheckContext context) throws IOException {
        RunSpec spec = folder.readSpec();
        ReadHistory read = HistoryReader.read(folder.historyFile(), Origin.OWN_RUN);
        CheckReport report = judge(folder.path().toString(), spec.workload(), checkerOf(spec, catalog), read, context);
        Verdict verdict = verdict(spec, report.result().verdict(), read.history());
        Map<String, Object> measurements = new LinkedHashMap<>(report.result().measurements());
        measurements.put("availability", Availability.of(read.history()));
        CheckResult result = new CheckResult(verdict, report.result().notes(), measurements);
        CheckReport whole = new CheckReport(
                report.file(),
                report.checker(),
                report.operations(),
                report.millis(),
                result,
                expectation(spec, catalog, result.verdict()));
        return new TrialOutcome(folder, whole, read.history());
    }

    /** A valid verdict claims that the faults were withstood: that takes faults that were felt. */
    private static Verdict verdict(RunSpec spec, Verdict verdict, History history) {
        return verdict.isValid()
                ? FaultEvidence.missing(history, spec.faults())
                        .map(Verdict::unknown)
                        .orElse(verdict)
                : verdict;
    }

    /** @throws NoSuchElementException the run's workload does not exist */
    public static Checker checkerOf(RunSpec spec, Catalog catalog) {
        return catalog.workload(spec.workload()).checker(workloadOptions(spec));
    }

    /** What a run tells its workload. */
    static WorkloadOptions workloadOptions(RunSpec spec) {
        RunOptions options = spec.options();
        return new WorkloadOptions(
                spec.seed(),
                options.concurrency(),
                options.keys() == 0 ? Math.max(1, options.concurrency() / 5) : options.keys(),
                options.operationsPerKey(),
                options.time());
    }

    /** The first of the target's expectations that speaks of the run, held against the verdict. */
    static Optional<CheckReport.Expected> expectation(RunSpec spec, Catalog catalog, Verdict verdict) {
        Target target;
        try {
            target = catalog.target(spec.target());
        } catch (NoSuchElementException elsewhere) {
            return Optional.empty();
        }
        return target.expectations().stream()
                .filter(expected -> expected.speaksOf(spec.workload(), new HashSet<>(spec.faults())))
                .findFirst()
                .map(expected -> new CheckReport.Expected(
                        expected.outcome().text(), asExpected(expected, verdict, spec), expected.source()));
    }

    private static Optional<Boolean> asExpected(Expectation expected, Verdict verdict, RunSpec spec) {
        if (verdict.isUnknown()) {
            return Optional.empty();
        }
        if (expected.outcome() instanceof Outcome.Holds) {
            return Optional.of(verdict.isValid());
        }
        if (expected.outcome() instanceof Outcome.Breaks breaks) {
            // A run that is shorter than a break surely needs proves nothing by not breaking.
            return verdict.isValid() && spec.options().time().compareTo(breaks.within()) < 0
                    ? Optional.empty()
                    : Optional.of(showsOneOf(breaks.anomalies(), verdict));
        }
        return Optional.of(verdict.isValid() || showsOneOf(expected.outcome().anomalies(), verdict));
    }

    private static boolean showsOneOf(List<String> types, Verdict verdict) {
        return verdict.anomaliesOrNone().stream().map(Anomaly::type).anyMatch(types::contains);
    }
}
