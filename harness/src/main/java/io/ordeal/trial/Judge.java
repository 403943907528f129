package io.ordeal.trial;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.NamedChecker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.measure.Availability;
import io.ordeal.checker.measure.FailureReasons;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultsAtWork;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.fault.PartitionSides;
import io.ordeal.fault.ServerEnds;
import io.ordeal.fault.schedule.ScheduleEvidence;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.history.io.ReadHistory;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.Target;
import io.ordeal.workload.WorkloadOptions;
import java.io.IOException;
import java.util.ArrayList;
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
        result = result.withVerdict(FaultsAtWork.told(result.verdict(), history, FaultSpans.of(history)));
        for (String warning : read.warnings()) {
            result = result.withNote(warning);
        }
        List<Map<String, Object>> failures = FailureReasons.of(history);
        if (!failures.isEmpty()) {
            Map<String, Object> measurements = new LinkedHashMap<>(result.measurements());
            measurements.put(FailureReasons.NAME, failures);
            result = new CheckResult(result.verdict(), result.notes(), measurements);
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
        Checker checker = checkerOf(spec, catalog);
        // by the name by which it can be asked for
        String name = checker.named().map(NamedChecker::name).orElse(spec.workload());
        CheckReport report = judge(folder.path().toString(), name, checker, read, context);
        FaultSpans spans = FaultSpans.of(read.history());
        int concurrency = spec.options().concurrency();
        FaultEvidence evidence = FaultEvidence.of(read.history(), spans, spec.faultsWithoutTriggers(), concurrency);
        ScheduleEvidence schedule = new ScheduleEvidence(read.history());
        Verdict verdict = verdict(spec, report.result().verdict(), evidence, schedule);
        Map<String, Object> measurements = new LinkedHashMap<>(report.result().measurements());
        measurements.put(
                "availability",
                Availability.of(read.history(), spans, span -> PartitionSides.of(span, concurrency), evidence::told));
        Map<String, Object> struck = schedule.struck(spec.askedFor());
        if (!struck.isEmpty()) {
            measurements.put("triggered", struck);
        }
        List<String> notes = new ArrayList<>(report.result().notes());
        interruption(spec).ifPresent(sentence -> notes.add(0, sentence));
        if (verdict.isInvalid()) {
            // what was found stands, but not at the moments that were asked for
            schedule.missing(spec.askedFor()).ifPresent(notes::add);
        }
        if (verdict.isValid()) {
            sharedJvm(spec, folder, catalog).ifPresent(notes::add);
        }
        notes.addAll(ServerEnds.notes(read.history()));
        notes.addAll(evidence.notes());
        CheckResult result = new CheckResult(verdict, notes, measurements);
        CheckReport whole = new CheckReport(
                report.file(),
                report.checker(),
                report.operations(),
                report.millis(),
                result,
                expectation(spec, folder, catalog, result.verdict()));
        return new TrialOutcome(folder, whole, read.history());
    }

    /**
     * A valid verdict claims that the faults were withstood, for as long as was asked for: that takes faults that were
     * felt, at the moments that were asked for, and a run that came to its own end.
     */
    static Verdict verdict(RunSpec spec, Verdict verdict, FaultEvidence evidence, ScheduleEvidence schedule) {
        if (verdict.isInvalid()) {
            return verdict;
        }
        Verdict whole = interruption(spec)
                .map(sentence -> verdict.and(Verdict.unknown(sentence + ", and proves nothing of the rest")))
                .orElse(verdict);
        Verdict inOrder = schedule.missing(spec.askedFor())
                .map(sentence -> whole.and(Verdict.unknown(sentence)))
                .orElse(whole);
        return evidence.missing()
                .map(sentence -> inOrder.and(Verdict.unknown(sentence)))
                .orElse(inOrder);
    }

    private static Optional<String> interruption(RunSpec spec) {
        return spec.interruption().map(cut -> cut.sentence(spec.options().time()));
    }

    /** @throws NoSuchElementException the run's workload does not exist */
    public static Checker checkerOf(RunSpec spec, Catalog catalog) {
        return catalog.workload(spec.workload()).checker(workloadOptions(spec));
    }

    /** What a run tells its workload. */
    public static WorkloadOptions workloadOptions(RunSpec spec) {
        RunOptions options = spec.options();
        return new WorkloadOptions(
                spec.seed(),
                options.concurrency(),
                options.keys() == 0 ? Math.max(1, options.concurrency() / 5) : options.keys(),
                options.operationsPerKey(),
                options.time());
    }

    /** Clients that nobody has looked at may have what joins them in the JVM that they shared. */
    private static Optional<String> sharedJvm(RunSpec spec, RunFolder folder, Catalog catalog) {
        return target(spec, folder, catalog)
                // a suite asks its clients itself whether they are apart
                .filter(target -> catalog.isFromOutside(target) && !catalog.isMadeHere(target))
                .filter(target -> ApartClients.shareThisJvm(
                        target,
                        catalog.workload(spec.workload()),
                        spec.options().clients()))
                .map(
                        target ->
                                "its clients shared one JVM: what they hold in common there, such as a static field, may have"
                                        + " kept the promise in the system's place; run --clients processes gives each a JVM of its own");
    }

    private static Optional<Target> target(RunSpec spec, RunFolder folder, Catalog catalog) {
        try {
            return Optional.of(catalog.withTargetOf(spec, folder.targetFile()).target(spec.target()));
        } catch (NoSuchElementException | IllegalArgumentException elsewhere) {
            return Optional.empty();
        }
    }

    /** The first of the target's expectations that speaks of the run, held against the verdict. */
    private static Optional<CheckReport.Expected> expectation(
            RunSpec spec, RunFolder folder, Catalog catalog, Verdict verdict) {
        return target(spec, folder, catalog)
                .flatMap(target -> target.expected(spec.workload(), spec.faultsWithoutTriggers(), spec.versions()))
                .map(expected -> new CheckReport.Expected(
                        expected.outcome().text(),
                        expected.isMetBy(verdict, spec.options().time()),
                        expected.source()));
    }
}
