package io.ordeal.cli;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.history.io.ReadHistory;
import io.ordeal.report.TerminalVerdict;
import io.ordeal.store.CheckReport;
import io.ordeal.store.CheckReportJson;
import io.ordeal.store.MalformedRunException;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Judge;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal check}: judges saved histories, from the files alone. */
@Command(
        name = "check",
        description = "Judges saved histories: files in EDN or JSON lines, or the folders of runs.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE|RUN", description = "Histories, plain or .gz; or runs' folders.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--checker", paramLabel = "NAME", description = "As ./ordeal list checkers; a RUN knows its own.")
    private @Nullable String checker;

    @Option(names = "--json", description = "One JSON object a file, a line each; nothing else on standard output.")
    private boolean json;

    @Option(names = "--time-limit", paramLabel = "60s", description = "For each file; then the verdict is unknown.")
    private String timeLimit = "60s";

    @Option(names = "--memory-limit", paramLabel = "2g", description = "For each file; then the verdict is unknown.")
    private @Nullable String memoryLimit;

    @Option(names = "--all", description = "Look for all violations, not just the first.")
    private boolean all;

    @Option(
            names = "--model",
            paramLabel = "LEVEL",
            description = "Transactions: the level that must hold, in Elle's words.")
    private @Nullable String model;

    @Option(
            names = "--independent",
            negatable = true,
            description = "Values are [key value], or (--no-independent) not.")
    private @Nullable Boolean independent;

    @Option(
            names = "--initial",
            paramLabel = "V",
            description = "The value before the first write, in EDN; nil without.")
    private @Nullable String initial;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "Use this algorithm only, e.g. search; ./ordeal list checkers names each checker's.")
    private @Nullable String algorithm;

    @Option(names = "--ttl", paramLabel = "2s", description = "How long a lease's grant lasts.")
    private @Nullable String ttl;

    @Option(names = "--permits", paramLabel = "N", description = "How many may hold a semaphore at once.")
    private int permits = 1;

    @Option(names = "--wfr-keys", description = "rw-register: assume that writes follow reads within a transaction.")
    private boolean wfrKeys;

    @Option(names = "--sequential-keys", description = "rw-register: assume that each key is sequentially consistent.")
    private boolean sequentialKeys;

    @Option(names = "--linearizable-keys", description = "rw-register: assume that each key is linearizable.")
    private boolean linearizableKeys;

    @Mixin
    private final JarOption jars = new JarOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Duration limit = DurationArgument.parse("--time-limit", timeLimit);
        CheckerOptions options = options();
        if (checker != null) {
            make(checker, options);
        }
        ExitCode worst = ExitCode.VALID;
        for (Path file : files) {
            worst = worst.or(check(file, options, limit));
        }
        return worst.status();
    }

    /** Whatever happens to one of them, it gets its line, and the others are judged. */
    private ExitCode check(Path file, CheckerOptions options, Duration limit) {
        try {
            if (!Files.exists(file)) {
                throw new IOException("no such file or folder: " + file);
            }
            if (RunFolder.isRun(file) && !Files.exists(new RunFolder(file).historyFile())) {
                throw new IOException("the run has no history: it ended before its first operation");
            }
            if (checker == null && RunFolder.isRun(file)) {
                return checkRun(new RunFolder(file), limit);
            }
            return checkHistory(file, options, limit);
        } catch (MalformedHistoryException malformed) {
            return noVerdict(file, "malformed: " + malformed.getMessage(), ExitCode.USAGE);
        } catch (IOException unreadable) {
            return noVerdict(file, "unreadable: " + Failures.describe(unreadable), ExitCode.USAGE);
        } catch (UsageException wrong) {
            return noVerdict(file, String.valueOf(wrong.getMessage()), ExitCode.USAGE);
        } catch (RuntimeException | Error unfit) {
            LoggerFactory.getLogger(CheckCommand.class).error("{} could not be judged", file, unfit);
            return noVerdict(
                    file,
                    "this is a fault of the harness or its surroundings, not a finding: " + Failures.describe(unfit),
                    ExitCode.HARNESS);
        }
    }

    /** By its own workload's checker, as when it was run. */
    private ExitCode checkRun(RunFolder run, Duration limit) throws IOException {
        TrialOutcome outcome;
        RunSpec spec;
        try {
            spec = run.readSpec();
            outcome = Judge.judgeRun(run, jars.catalog(), context(limit));
        } catch (MalformedRunException | NoSuchElementException noSuchWorkload) {
            throw new UsageException(noSuchWorkload);
        }
        return print(outcome.report(), outcome.history(), Optional.of(spec));
    }

    private ExitCode checkHistory(Path file, CheckerOptions options, Duration limit) throws IOException {
        if (checker == null) {
            throw new UsageException("a history does not say what it is of: --checker NAME, one of "
                    + String.join(
                            ", ",
                            jars.catalog().checkers().stream()
                                    .map(CheckerSpec::name)
                                    .toList()));
        }
        Optional<RunFolder> run = RunFolder.of(file);
        if (Files.isDirectory(file) && run.isEmpty()) {
            throw new IOException(file + " is a folder, but not a run's: there is no test.json in it");
        }
        ReadHistory read = run.isPresent()
                ? HistoryReader.read(run.get().historyFile(), Origin.OWN_RUN)
                : HistoryReader.read(file);
        read.warnings().forEach(warning -> terminal.warn(file + ": " + warning));
        CheckReport report = Judge.judge(file.toString(), checker, make(checker, options), read, context(limit));
        return print(
                run.map(whole -> report.withNote(judgedAlone(whole))).orElse(report), read.history(), Optional.empty());
    }

    /** A run is held to more than its history's checker asks for; whoever passes that over is told so. */
    private static String judgedAlone(RunFolder run) {
        return "this is the history of a run, judged by --checker alone: what its workload demands of a run, that its"
                + " faults were felt and that it came to its own end are not asked for, as they are by ./ordeal check "
                + run.path();
    }

    private Checker make(String name, CheckerOptions options) {
        try {
            return jars.catalog().checker(name).make(options);
        } catch (NoSuchElementException | IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    private CheckerOptions options() {
        CheckerOptions options = CheckerOptions.DEFAULT;
        options = model == null ? options : options.withModel(model);
        options = independent == null ? options : options.withIndependent(independent);
        options = algorithm == null ? options : options.withAlgorithm(algorithm);
        options = ttl == null ? options : options.withTtl(DurationArgument.parse("--ttl", ttl));
        options = initial == null ? options : options.withInitial(EdnArgument.parse("--initial", initial));
        options = wfrKeys ? options.withAssumption("wfr-keys", true) : options;
        options = sequentialKeys ? options.withAssumption("sequential-keys", true) : options;
        options = linearizableKeys ? options.withAssumption("linearizable-keys", true) : options;
        try {
            return options.withPermits(permits);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--permits: " + wrong.getMessage(), wrong);
        }
    }

    private CheckContext context(Duration limit) {
        CheckContext context = CheckContext.withTimeLimit(limit).withAll(all).withProgress(terminal::progress);
        return memoryLimit == null ? context : context.withMemoryLimit(ByteSize.parse("--memory-limit", memoryLimit));
    }

    private ExitCode print(CheckReport report, History history, Optional<RunSpec> spec) {
        terminal.clearLine();
        if (json) {
            terminal.out().println(CheckReportJson.write(report));
            terminal.out().flush();
        } else {
            terminal.out().print(TerminalVerdict.print(spec, report, history, Optional.empty(), terminal.style()));
        }
        return ExitCode.of(report.result().verdict());
    }

    private ExitCode noVerdict(Path file, String cause, ExitCode code) {
        if (json) {
            CheckReport report = new CheckReport(
                    file.toString(),
                    checker == null ? "" : checker,
                    0,
                    0,
                    CheckResult.of(Verdict.unknown(cause)),
                    Optional.empty());
            terminal.out().println(CheckReportJson.write(report));
            terminal.out().flush();
        } else {
            terminal.error(file + ": " + cause);
        }
        return code;
    }
}
