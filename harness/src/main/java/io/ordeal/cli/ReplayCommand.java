package io.ordeal.cli;

import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.reproduce.AnchorChoice;
import io.ordeal.reproduce.Anchors;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Replays;
import io.ordeal.reproduce.Reproduction;
import io.ordeal.reproduce.Search;
import io.ordeal.reproduce.Sought;
import io.ordeal.reproduce.Tally;
import io.ordeal.store.MalformedRunException;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal replay}: the operations and the faults of a saved run once more, against a fresh system. */
@Command(
        name = "replay",
        description = {
            "Does what a saved run did once more, against a fresh system: the same operations, worker by worker, and the",
            "same faults, tied to what had happened when they struck; and tells how often its anomaly comes back."
        })
final class ReplayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private final HelpOption help = new HelpOption();

    @Parameters(
            paramLabel = "RUN|reproduce.json",
            description = "The folder of a run that broke something, or what shrink --live made of one.")
    private Path run = Path.of("");

    @Option(names = "--times", paramLabel = "N", description = "How many tries; ${DEFAULT-VALUE} without.")
    private int times = 3;

    @Option(names = "--until-broken", description = "End at the first try that shows the anomaly.")
    private boolean untilBroken;

    @Option(names = "--jobs", paramLabel = "J", description = "Tries at a time; ${DEFAULT-VALUE} without.")
    private int jobs = 1;

    @Option(
            names = "--anchor",
            paramLabel = "nearest|time|operations|step|log",
            description =
                    "What faults are tied to: to what came last before them and is rare, or to one kind of thing.")
    private @Nullable String anchor;

    @Option(
            names = "--schedule",
            paramLabel = "FILE",
            description = "Faults in the recorded ones' place: a replay's schedule.yaml, changed by hand.")
    private @Nullable Path schedule;

    @Option(
            names = "--anomaly",
            paramLabel = "TYPE",
            description = "The anomaly that is to come back; the first of the recording's verdict without.")
    private @Nullable String anomaly;

    @Option(
            names = "--search",
            paramLabel = "5m",
            description =
                    "Look so long for what makes the anomaly come back most often: the span that it needs made many"
                            + " times in a run on fresh keys, faults moved a little, more workers, other victims.")
    private @Nullable String search;

    @Mixin
    private final VersionOptions versions = new VersionOptions();

    @Mixin
    private final ResultsOption results = new ResultsOption();

    @Mixin
    private final JarOption jars = new JarOption();

    @Option(names = "--json", description = "What came of it as one JSON object; nothing else on standard output.")
    private boolean json;

    /** What {@code RUN} is, if it is no run's folder. */
    private @Nullable Reproduction reproduction;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Replays.Limits limits = limits();
        Recording recording = read(jars.catalog());
        Catalog catalog = jars.catalogOf(recording.spec(), targetFile(recording));
        if (recording.check().result().verdict() instanceof Verdict.Unknown unknown) {
            throw new UsageException(
                    "nobody knows whether " + recording.folder().path() + " broke anything: "
                            + unknown.cause() + "; replay a run that did, its verdict: ./ordeal check "
                            + recording.folder().path());
        }
        if (recording.anomalies().isEmpty()) {
            terminal.error(
                    recording.folder().path() + " broke nothing, so that there is nothing to come back; its verdict:"
                            + " ./ordeal check " + recording.folder().path());
            return ExitCode.VALID.status();
        }
        String looked = anomaly(recording);
        ReplayPlan plan = plan(recording)
                .inVersions(versions.of(
                        catalog.target(recording.spec().target()).cluster(),
                        recording.spec().options().endpoints()));
        if (search != null) {
            return search(plan, looked, catalog).status();
        }
        ReplayReport report = new ReplayReport(terminal, recording, looked, limits);
        report.begin(plan);
        Replays replays = new Replays(plan, sought(looked), catalog, results.folder(), limits, report);
        Tally tally;
        try {
            tally = Interruptible.run(replays::stop, replays::run);
        } catch (RefusedRunException refused) {
            throw new UsageException(refused);
        }
        report.end();
        if (json) {
            terminal.out().println(report.json(tally));
        } else {
            terminal.out().print(report.text(tally));
        }
        terminal.out().flush();
        return status(tally).status();
    }

    private ExitCode search(ReplayPlan plan, String looked, Catalog catalog) throws Exception {
        Duration budget = DurationArgument.parse("--search", String.valueOf(search));
        SearchReport report = new SearchReport(terminal, plan.recording(), looked);
        List<Search.Recipe> recipes = Search.recipes(plan, looked, catalog);
        report.begin(recipes);
        Search searching = new Search(recipes, looked, budget, catalog, results.folder(), report);
        List<Search.Standing> standings;
        try {
            standings = Interruptible.run(searching::stop, searching::run);
        } catch (RefusedRunException refused) {
            throw new UsageException(refused);
        }
        if (json) {
            terminal.out().println(report.json(standings));
        } else {
            terminal.out().print(report.text(standings));
        }
        terminal.out().flush();
        ExitCode worst = ExitCode.VALID;
        for (Search.Standing standing : standings) {
            worst = worst.or(status(standing.tally()));
        }
        return worst;
    }

    private Replays.Limits limits() {
        try {
            return new Replays.Limits(times, untilBroken, jobs);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--times and --jobs: " + wrong.getMessage(), wrong);
        }
    }

    /** A run, or what a run was shrunk to. */
    private Recording read(Catalog catalog) {
        if (Files.isRegularFile(run) && !RunFolder.isRun(run)) {
            Reproduction read = reproduction(catalog);
            reproduction = read;
            return read.plan().recording();
        }
        RunFolder folder = RunFolder.of(run)
                .orElseThrow(() -> new UsageException(run
                        + " is no run: expected the folder of a run, with its test.json and its history, such as"
                        + " results/redis-token/lock/20260101T120000-42"));
        if (!Files.exists(folder.historyFile())) {
            throw new UsageException(folder.path() + " has no history: the run ended before its first operation;"
                    + " ./ordeal run " + folder.specFile() + " starts it again");
        }
        try {
            jars.catalogOf(folder.readSpec(), folder.targetFile())
                    .target(folder.readSpec().target());
            return Recording.read(new RunFolder(folder.path().toAbsolutePath().normalize()), catalog);
        } catch (MalformedRunException | MalformedHistoryException malformed) {
            throw new UsageException(String.valueOf(malformed.getMessage()), malformed);
        } catch (IOException unreadable) {
            throw new UsageException(run + ": " + Failures.describe(unreadable), unreadable);
        } catch (NoSuchElementException | IllegalArgumentException unknown) {
            throw new UsageException(unknown);
        }
    }

    /** The copy of the file that describes the target: in the run's folder, or beside what the run was shrunk to. */
    private Path targetFile(Recording recording) {
        return reproduction == null
                ? recording.folder().targetFile()
                : new RunFolder(Optional.ofNullable(run.toAbsolutePath().getParent())
                                .orElse(Path.of("")))
                        .targetFile();
    }

    private Reproduction reproduction(Catalog catalog) {
        if (anchor != null || search != null) {
            throw new UsageException("--anchor and --search are of runs: " + run
                    + " says when its faults strike; --schedule changes it");
        }
        try {
            return Reproduction.read(run.toAbsolutePath().normalize(), catalog);
        } catch (IOException unreadable) {
            throw new UsageException(run + ": " + Failures.describe(unreadable), unreadable);
        } catch (NoSuchElementException | IllegalArgumentException wrong) {
            throw new UsageException(
                    run + ": " + wrong.getMessage()
                            + "; expected a run's folder, or what ./ordeal shrink RUN --live wrote",
                    wrong);
        }
    }

    private String anomaly(Recording recording) {
        if (anomaly == null && reproduction != null) {
            return reproduction.signature().type();
        }
        if (anomaly == null) {
            return recording.anomaly().orElseThrow();
        }
        if (recording.anomalies().stream().noneMatch(found -> found.type().equals(anomaly))) {
            throw new UsageException("--anomaly: the recording has no " + anomaly + ", but "
                    + String.join(
                            ", ",
                            recording.anomalies().stream()
                                    .map(found -> found.type())
                                    .distinct()
                                    .toList()));
        }
        return anomaly;
    }

    /** What a run was shrunk to is known by all that its file says of it, unless another of it is asked for. */
    private Sought sought(String type) {
        Reproduction of = reproduction;
        return of != null && of.signature().type().equals(type) ? Sought.of(of.signature()) : Sought.ofType(type);
    }

    private ReplayPlan plan(Recording recording) throws IOException {
        if (schedule != null && anchor != null) {
            throw new UsageException("--schedule says when faults strike, and --anchor asks for it: leave one out");
        }
        if (reproduction != null && schedule == null) {
            return reproduction.plan();
        }
        ReplayPlan plan = reproduction == null ? ReplayPlan.of(recording) : reproduction.plan();
        try {
            Schedule of = schedule != null
                    ? ScheduleArgument.read(schedule)
                    : Anchors.of(recording, anchor == null ? AnchorChoice.NEAREST : AnchorChoice.named(anchor))
                            .schedule();
            return plan.withSchedule(of);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    /** As if all tries were files of one check; 255 if the harness failed. */
    private static ExitCode status(Tally tally) {
        ExitCode worst = tally.tries().isEmpty() ? ExitCode.UNKNOWN : ExitCode.VALID;
        for (ReplayTry one : tally.tries()) {
            Verdict verdict = one.outcome().report().result().verdict();
            worst = worst.or(ExitCode.of(verdict));
        }
        return tally.failure().isPresent() ? worst.or(ExitCode.HARNESS) : worst;
    }
}
