package io.ordeal.validate;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.measure.Contention;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Levels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run's folder says beside its verdict: on what that stands.
 *
 * @param contention how many of its operations met others
 * @param felt how often each fault was felt
 * @param levels what it says of levels of isolation
 */
record RunReading(Contention contention, Map<String, Integer> felt, Levels levels) {
    /** Of a run that left nothing to be read. */
    static final RunReading NOTHING = new RunReading(new Contention(0, 0), Map.of(), Levels.NONE);

    /** Of a level. */
    private static final Duration JUDGE_AT_MOST = Duration.ofSeconds(10);

    /** Reads a run that was judged. */
    static RunReading of(Path folder, Catalog catalog) throws IOException {
        RunFolder run = new RunFolder(folder);
        RunSpec spec = run.readSpec();
        History history = HistoryReader.read(run.historyFile(), Origin.OWN_RUN).history();
        FaultSpans spans = FaultSpans.of(history);
        FaultEvidence evidence = FaultEvidence.of(
                history, spans, spec.faultsWithoutTriggers(), spec.options().concurrency());
        Map<String, Integer> felt = new TreeMap<>();
        spans.spans().stream().filter(evidence::isFelt).forEach(span -> felt.merge(span.kind(), 1, Integer::sum));
        Levels levels =
                Levels.of(spec, history, catalog.workload(spec.workload()), CheckContext.withTimeLimit(JUDGE_AT_MOST));
        return new RunReading(Contention.of(history), felt, levels);
    }
}
