package io.ordeal.cli;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.NamedChecker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.io.HistoryWriter;
import io.ordeal.names.NearestNames;
import io.ordeal.report.Commands;
import io.ordeal.report.ShrunkPage;
import io.ordeal.report.TerminalVerdict;
import io.ordeal.shrink.Shrinker;
import io.ordeal.shrink.Shrunk;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./ordeal shrink}: the smallest part of a history that has the same anomaly, with a page of its own. From the file
 * alone: no system is started.
 */
@Command(
        name = "shrink",
        description = {
            "Leaves out of a history all that its anomaly can do without, and writes what is left, with a page:",
            "of a RUN as shrunk.edn and shrunk.html in its folder, of h.edn as h.shrunk.edn and h.shrunk.html beside it.",
            "Ctrl-C ends it early, with what was reached. Exit code: 1, or 0 if there is no anomaly."
        },
        mixinStandardHelpOptions = true)
final class ShrinkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE|RUN", description = "A history, plain or .gz; or a run's folder.")
    private Path file = Path.of("");

    @Option(names = "--anomaly", paramLabel = "TYPE", description = "Which of several; the first that is told without.")
    private @Nullable String type;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Write the history there: EDN, or JSON lines by its name.")
    private @Nullable Path to;

    @Option(names = "--report", paramLabel = "PAGE", description = "Write the page there.")
    private @Nullable Path page;

    @Option(
            names = "--live",
            description = "Then shrink the run itself, by trying less and less of it on fresh systems: reproduce.json.")
    private boolean live;

    @Option(
            names = "--budget",
            paramLabel = "15m",
            description = "How long --live may take; again, and it goes on where it was. ${DEFAULT-VALUE} without.")
    private String budget = "15m";

    @Option(
            names = "--bundle",
            paramLabel = "FILE.zip",
            description = "Of --live: one archive of what it found, for a bug report.")
    private @Nullable Path bundle;

    @Option(names = "--json", description = "What came of it as one JSON object; nothing else on standard output.")
    private boolean json;

    @Mixin
    private final ResultsOption results = new ResultsOption();

    @Mixin
    private final JudgingOptions judging = new JudgingOptions();

    @Mixin
    private final JarOption jars = new JarOption();

    ShrinkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        requireNoFolder("--to", to);
        requireNoFolder("--report", page);
        requireNoFolder("--bundle", bundle);
        Optional<LiveShrinkRun> trying = live();
        FileJudge judge = new FileJudge(judging, jars.catalog(), terminal);
        FileJudge.Judged judged = judged(judge);
        Verdict verdict = judged.report().result().verdict();
        if (verdict instanceof Verdict.Unknown unknown) {
            throw new UsageException(
                    file + ": there is no anomaly to be shrunk, for the verdict is unknown: " + unknown.cause());
        }
        if (verdict.isValid()) {
            terminal.clearLine();
            terminal.out()
                    .println(
                            json
                                    ? ShrunkJson.ofValid(file, judged.report().checker())
                                    : file + ": valid, so that there is nothing to shrink");
            terminal.out().flush();
            return ExitCode.VALID.status();
        }
        String wanted = type(verdict.anomaliesOrNone());
        Checker checker = judge.checker(file);
        Shrinker shrinker =
                new Shrinker(checker, judging.timeLimit(), words -> terminal.progress("shrinking: " + words));
        Shrunk shrunk = Interruptible.run(
                shrinker::stop,
                () -> shrinker.shrink(judged.history(), judged.report().result(), wanted));
        Written written = write(judged, checker, shrunk);
        if (trying.isEmpty() || Interruptible.isEnding()) {
            return ExitCode.INVALID.status();
        }
        return trying.get()
                .shrink(
                        wanted,
                        shrunk.history(),
                        Map.of("shrunk.edn", written.history(), "shrunk.html", written.page()))
                .status();
    }

    /** What {@code --live} takes, looked at before anything is done; empty without it. */
    private Optional<LiveShrinkRun> live() {
        if (!live) {
            if (bundle != null) {
                throw new UsageException("--bundle is of --live: ./ordeal shrink RUN --live --bundle " + bundle);
            }
            return Optional.empty();
        }
        if (json) {
            throw new UsageException(
                    "--json is of a history: --live writes what it finds to reproduce.json in the run's"
                            + " folder; leave one of them out");
        }
        if (!RunFolder.isRun(file)) {
            throw new UsageException("--live takes a run's folder, which says what was run and what was done to it; "
                    + file + " is none. Without --live its history is shrunk");
        }
        RunFolder folder = new RunFolder(file.toAbsolutePath().normalize());
        return Optional.of(new LiveShrinkRun(
                terminal,
                jars.catalogOf(spec(folder), folder.targetFile()),
                folder,
                results.folder(),
                DurationArgument.parse("--budget", budget),
                Optional.ofNullable(bundle)));
    }

    private static RunSpec spec(RunFolder folder) {
        try {
            return folder.readSpec();
        } catch (IOException unreadable) {
            throw new UsageException(folder.path() + ": " + Failures.describe(unreadable), unreadable);
        }
    }

    private static void requireNoFolder(String option, @Nullable Path path) {
        if (path != null && Files.isDirectory(path)) {
            throw new UsageException(option + " " + path + " is a folder: name the file in it");
        }
    }

    /** What can't be read is the caller's to mend. */
    private FileJudge.Judged judged(FileJudge judge) {
        try {
            return judge.judge(file);
        } catch (IOException unreadable) {
            throw new UsageException(file + ": " + Failures.describe(unreadable), unreadable);
        }
    }

    private String type(List<Anomaly> anomalies) {
        List<String> types = anomalies.stream().map(Anomaly::type).distinct().toList();
        if (type == null) {
            return types.get(0);
        }
        if (!types.contains(type)) {
            throw new UsageException(file + ": " + NearestNames.unknown("anomaly that was found", type, types));
        }
        return type;
    }

    /** Where it stands. */
    private record Written(Path history, Path page) {}

    private Written write(FileJudge.Judged judged, Checker checker, Shrunk shrunk) throws IOException {
        Path history = to == null ? beside(".edn") : to;
        Path shown = page == null ? beside(".html") : page;
        for (Path each : List.of(history, shown)) {
            Path folder = each.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        }
        HistoryWriter.write(shrunk.history(), history, provenance(judged, checker, shrunk));
        String again = "./ordeal check " + Commands.quoted(history.toString())
                + checker.named()
                        .map(named -> " "
                                + String.join(
                                        " ",
                                        new CheckerArguments(named)
                                                .onCommandLine().stream()
                                                        .map(Commands::quoted)
                                                        .toList()))
                        .orElse("");
        String name =
                checker.named().map(NamedChecker::name).orElse(judged.report().checker());
        new ShrunkPage(
                        shrunk,
                        judged.run().map(ShrinkCommand::title).orElse(file.toString()),
                        name,
                        jars.catalog().checkers().stream()
                                .filter(spec -> spec.name().equals(name))
                                .findFirst()
                                .map(CheckerSpec::promise),
                        again)
                .write(shown);
        if (json) {
            terminal.clearLine();
            terminal.out().println(ShrunkJson.of(file, name, shrunk, history, shown, again));
            terminal.out().flush();
        } else {
            print(judged, shrunk, history, shown, again);
        }
        return new Written(history, shown);
    }

    private static String title(RunSpec run) {
        return run.target() + " " + run.workload();
    }

    /** The lines that histories in {@code results/corpus} begin with: where it is from, and how it is judged. */
    private List<String> provenance(FileJudge.Judged judged, Checker checker, Shrunk shrunk) {
        String source = judged.run()
                .map(run -> "a run of " + title(run) + " with seed " + run.seed() + ", faults "
                        + (run.faults().isEmpty() ? "none" : String.join(",", run.faults())))
                .orElse(String.valueOf(file.toAbsolutePath().normalize().getFileName()));
        List<String> lines = new ArrayList<>();
        lines.add("; shrunk from " + source + ": " + shrunk.anomaly().type() + "; "
                + String.format(
                        Locale.ROOT,
                        "%,d of %,d operations",
                        shrunk.leftOut().left().operations(),
                        shrunk.leftOut().whole().operations()));
        checker.named().flatMap(named -> new CheckerArguments(named).inFile()).ifPresent(lines::add);
        return lines;
    }

    /** {@code h.shrunk.edn} of {@code h.edn.gz}; {@code shrunk.edn} in a run's folder. */
    private Path beside(String suffix) {
        Optional<RunFolder> run = RunFolder.of(file);
        if (run.isPresent()) {
            return run.get().path().resolve("shrunk" + suffix);
        }
        String name = String.valueOf(file.toAbsolutePath().getFileName())
                .replaceFirst("\\.gz$", "")
                .replaceFirst("\\.(edn|jsonl?|txt)$", "");
        return file.resolveSibling(name + ".shrunk" + suffix);
    }

    private void print(FileJudge.Judged judged, Shrunk shrunk, Path history, Path shown, String again) {
        terminal.clearLine();
        CheckReport report = new CheckReport(
                judged.report().file(),
                judged.report().checker(),
                shrunk.leftOut().left().operations(),
                0,
                shrunk.result(),
                Optional.empty());
        var out = terminal.out();
        out.print(TerminalVerdict.print(
                judged.run(), report, shrunk.history(), Optional.of(shown.toString()), terminal.style()));
        String left = shrunk.leftOut().inWords();
        out.println(" left out: " + (left.isEmpty() ? "nothing could be" : left));
        if (!shrunk.finished()) {
            out.println(" it was stopped before the end: more may be left out");
        }
        out.println(" history: " + history);
        out.println(" again: " + again);
        out.flush();
    }
}
