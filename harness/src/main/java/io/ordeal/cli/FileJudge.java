package io.ordeal.cli;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.history.io.ReadHistory;
import io.ordeal.store.CheckReport;
import io.ordeal.store.MalformedRunException;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * From what stands on a command line, a history's file or a run's folder, to its verdict: the same for every command that
 * judges. A run is judged by its own workload's checker, unless another is asked for.
 */
final class FileJudge {
    private final JudgingOptions options;
    private final Catalog catalog;
    private final Terminal terminal;
    private final UnaryOperator<Checker> narrowing;
    private final UnaryOperator<CheckContext> limits;

    FileJudge(JudgingOptions options, Catalog catalog, Terminal terminal) {
        this(options, catalog, terminal, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private FileJudge(
            JudgingOptions options,
            Catalog catalog,
            Terminal terminal,
            UnaryOperator<Checker> narrowing,
            UnaryOperator<CheckContext> limits) {
        this.options = options;
        this.catalog = catalog;
        this.terminal = terminal;
        this.narrowing = narrowing;
        this.limits = limits;
    }

    /** The same, for one of several that judge side by side, each with a thread of its own. */
    FileJudge onOneThread() {
        return new FileJudge(options, catalog, terminal, narrowing, context -> context.withParallelism(1));
    }

    /**
     * The same of some keys of a history alone, where the checker was told that they are independent; of a run, all.
     *
     * @param part from 0
     */
    FileJudge ofKeys(int part, int parts) {
        return new FileJudge(options, catalog, terminal, whole -> new KeyPart(whole, part, parts), limits);
    }

    /** The checker that was asked for, by name. */
    Optional<String> checkerName() {
        return options.checkerName();
    }

    /**
     * What was judged.
     *
     * @param run what was run; empty for a history, and for a run that was judged as one
     */
    record Judged(CheckReport report, History history, Optional<RunSpec> run) {}

    /**
     * Judges a file or a folder.
     *
     * @throws MalformedHistoryException the history can't be understood
     * @throws IOException there is nothing to be judged, or it can't be read
     * @throws UsageException the options don't fit, or the run can't be understood
     */
    Judged judge(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("no such file or folder: " + file);
        }
        if (RunFolder.isRun(file) && !Files.exists(new RunFolder(file).historyFile())) {
            throw new IOException("the run has no history: it ended before its first operation");
        }
        return options.checkerName().isEmpty() && RunFolder.isRun(file)
                ? run(new RunFolder(file))
                : history(file, options.checkerName().orElse(""));
    }

    /**
     * The checker by which a file is judged.
     *
     * @throws IOException the run can't be read
     */
    Checker checker(Path file) throws IOException {
        return options.checkerName().isEmpty() && RunFolder.isRun(file)
                ? Judge.checkerOf(new RunFolder(file).readSpec(), catalog)
                : options.checker(catalog);
    }

    private Judged run(RunFolder folder) throws IOException {
        try {
            RunSpec spec = folder.readSpec();
            TrialOutcome outcome = Judge.judgeRun(folder, catalog, context());
            return new Judged(outcome.report(), outcome.history(), Optional.of(spec));
        } catch (MalformedRunException | NoSuchElementException noSuchWorkload) {
            throw new UsageException(noSuchWorkload);
        }
    }

    private Judged history(Path file, String name) throws IOException {
        Checker checker = options.checker(catalog);
        Optional<RunFolder> run = RunFolder.of(file);
        if (Files.isDirectory(file) && run.isEmpty()) {
            throw new IOException(file + " is a folder, but not a run's: there is no test.json in it");
        }
        ReadHistory read = run.isPresent()
                ? HistoryReader.read(run.get().historyFile(), Origin.OWN_RUN)
                : HistoryReader.read(file);
        read.warnings().forEach(warning -> terminal.warn(file + ": " + warning));
        CheckReport report = Judge.judge(file.toString(), name, narrowing.apply(checker), read, context());
        return new Judged(
                run.map(whole -> report.withNote(judgedAlone(whole))).orElse(report), read.history(), Optional.empty());
    }

    private CheckContext context() {
        return limits.apply(options.context(terminal));
    }

    /** A run is held to more than its history's checker asks for; whoever passes that over is told so. */
    private static String judgedAlone(RunFolder run) {
        return "this is the history of a run, judged by --checker alone: what its workload demands of a run, that its"
                + " faults were felt and that it came to its own end are not asked for, as they are by ./ordeal check "
                + run.path();
    }
}
