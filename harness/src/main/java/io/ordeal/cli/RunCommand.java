package io.ordeal.cli;

import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.AnyFaults;
import io.ordeal.fault.schedule.Drawing;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.report.TerminalVerdict;
import io.ordeal.store.CheckReport;
import io.ordeal.store.CheckReportJson;
import io.ordeal.store.ClientPlace;
import io.ordeal.store.Pace;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Terrains;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal run}: one trial, or without arguments the first trial. */
@Command(
        name = "run",
        description = "Runs a trial; without arguments the first trial: three short ones on real servers.")
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "test.json",
            description = "A run to be started again; options given beside it win.")
    private @Nullable Path specFile;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private final HelpOption help = new HelpOption();

    @Option(names = "--target", paramLabel = "T", description = "As ./ordeal list targets.")
    private @Nullable String target;

    @Option(
            names = "--workload",
            paramLabel = "W",
            description = "As ./ordeal list workloads; without, lock where the target serves it, else its first.")
    private @Nullable String workload;

    @Option(
            names = "--faults",
            paramLabel = "F",
            description =
                    "kind[:whom][:mode][@begin[..end]],… as ./ordeal list faults, or any: some that the target takes,"
                            + " drawn; none, or left out: none.")
    private @Nullable List<String> faults;

    @Option(
            names = "--schedule",
            paramLabel = "FILE",
            description = "Faults and the conditions at which they begin and end, YAML or JSON, beside --faults: as"
                    + " schedule.yaml of a run's folder.")
    private @Nullable Path schedule;

    @Option(
            names = "--fault-interval",
            paramLabel = "5s",
            description = "Mean time that a fault lasts, and until the next.")
    private @Nullable String faultInterval;

    @Option(names = "--time", paramLabel = "30s", description = "Of the main phase.")
    private @Nullable String time;

    @Option(
            names = "--rate",
            paramLabel = "200",
            description = "Operations a second on average, all workers together, in bursts; 0 = no limit.")
    private @Nullable Double rate;

    @Option(names = "--concurrency", paramLabel = "10", description = "Workers.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--operation-timeout",
            paramLabel = "5s",
            description = "After it an operation's outcome is unknown.")
    private @Nullable String operationTimeout;

    @Option(names = "--keys", paramLabel = "N", description = "Locks or registers in use at once.")
    private @Nullable Integer keys;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn; drawn itself without.")
    private @Nullable Long seed;

    @Option(
            names = "--draw",
            paramLabel = "plain|swarm",
            description =
                    "How faults are drawn that don't say when they strike: evenly, or rare and frequent ones, in the"
                            + " midst of operations, some together.")
    private @Nullable String draw;

    @Option(
            names = "--pace",
            paramLabel = "steady|waves",
            description = "Whether operations come at the --rate all along, or much faster in some spans.")
    private @Nullable String pace;

    @Option(
            names = "--stop-on-violation",
            description = "End the main phase at the first violation that nothing later can undo; what is recorded is"
                    + " judged about every second.")
    private boolean stopOnViolation;

    @Option(
            names = "--cluster",
            paramLabel = "process|namespace|container",
            description =
                    "Where the nodes run; process without. namespace: processes with an address each, and their usual"
                            + " ports.")
    private @Nullable String cluster;

    @Option(
            names = "--clients",
            paramLabel = "in-jvm|processes",
            description =
                    "Where clients in Java live: all in this JVM, as without; or each in a JVM of its own, where they"
                            + " share nothing but the system, and are stopped and killed for real.")
    private @Nullable String clients;

    @Mixin
    private final VersionOptions versions = new VersionOptions();

    @Option(
            names = "--endpoint",
            split = ",",
            paramLabel = "HOST:PORT",
            description = "Try a system that already runs (client links only).")
    private List<String> endpoints = new ArrayList<>();

    @Option(
            names = "--toxiproxy",
            paramLabel = "HOST:PORT",
            description = "Use this Toxiproxy server; the embedded one without.")
    private @Nullable String toxiproxy;

    @Mixin
    private final JarOption jars = new JarOption();

    @Mixin
    private final ResultsOption results = new ResultsOption();

    @Option(
            names = "--json",
            description = "The verdict as one JSON object, a line a trial; nothing else on standard output.")
    private boolean json;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Optional<RunSpec> saved = Optional.ofNullable(specFile).map(RunCommand::read);
        Catalog catalog = saved.map(run -> jars.catalogOf(run, copyBeside(Objects.requireNonNull(specFile))))
                .orElseGet(jars::catalog);
        if (specFile == null && target == null) {
            target = jars.describedTarget().orElse(null);
        }
        if (specFile == null && target == null) {
            if (describesTrial()) {
                throw new UsageException(
                        "--target is missing: ./ordeal list targets prints those that there are, and --target-file"
                                + " describes one of your own; the first trial takes only --seed, --cluster, --results,"
                                + " --jar and --json");
            }
            return new FirstTrial(terminal, catalog, results.folder(), json)
                    .run(seedOrDrawn(), clusterOf(RunOptions.DEFAULT))
                    .status();
        }
        RunSpec spec = spec(saved, catalog);
        TrialProgress progress = new TrialProgress(terminal, spec);
        TrialOutcome outcome;
        try {
            outcome = Interruptible.run(new Trial(spec, catalog, results.folder(), progress));
        } catch (RefusedRunException refused) {
            throw new UsageException(refused);
        } catch (TrialInterruptedException interrupted) {
            return tell(spec, interrupted).status();
        } finally {
            progress.end();
        }
        if (json) {
            terminal.out().println(CheckReportJson.write(outcome.report()));
        } else {
            terminal.out()
                    .print(TerminalVerdict.print(
                            Optional.of(spec),
                            outcome.report(),
                            outcome.history(),
                            Optional.of(outcome.folder().reportFile().toString()),
                            terminal.style()));
        }
        terminal.out().flush();
        return ExitCode.of(outcome.report().result().verdict()).status();
    }

    /** Nobody failed, and nothing is known. */
    private ExitCode tell(RunSpec spec, TrialInterruptedException interrupted) {
        String cause = String.valueOf(interrupted.getMessage());
        if (json) {
            terminal.out()
                    .println(CheckReportJson.write(new CheckReport(
                            interrupted.folder().path().toString(),
                            spec.workload(),
                            0,
                            0,
                            CheckResult.of(Verdict.unknown(cause)),
                            Optional.empty())));
            terminal.out().flush();
        } else {
            terminal.error(cause);
        }
        return ExitCode.UNKNOWN;
    }

    /** Whether there is an option that the first trial, whose trials are fixed, would ignore. */
    private boolean describesTrial() {
        return Stream.of(
                                workload,
                                faults,
                                schedule,
                                faultInterval,
                                time,
                                rate,
                                concurrency,
                                operationTimeout,
                                keys,
                                draw,
                                pace,
                                clients,
                                toxiproxy)
                        .anyMatch(Objects::nonNull)
                || !endpoints.isEmpty()
                || !versions.isEmpty()
                || stopOnViolation;
    }

    private RunSpec spec(Optional<RunSpec> saved, Catalog catalog) {
        RunOptions base = saved.map(RunSpec::options).orElse(RunOptions.DEFAULT);
        try {
            String targetName = target != null ? target : saved.orElseThrow().target();
            var found = catalog.target(targetName);
            String workloadName = workload != null
                    ? workload
                    : saved.map(RunSpec::workload)
                            .orElseGet(() -> catalog.usualWorkloadOf(found).name());
            catalog.workload(workloadName);
            List<String> faultTexts = faults != null
                    ? faults.stream()
                            .flatMap(list -> FaultText.split(list).stream())
                            .toList()
                    : saved.map(RunSpec::faults).orElse(List.of());
            RunOptions options = options(base);
            if (cluster != null) {
                refuse(found.lacking(options.cluster()));
            }
            long ofAll = seed != null ? seed : saved.map(RunSpec::seed).orElseGet(this::seedOrDrawn);
            List<String> parsed = new ArrayList<>(faultTexts.stream()
                    .filter(text -> !text.isBlank() && !text.equals(AnyFaults.WORD))
                    .map(text -> FaultText.parse(text).toString())
                    .toList());
            if (faultTexts.contains(AnyFaults.WORD)) {
                AnyFaults.draw(Terrains.of(found, catalog.workload(workloadName), options), ofAll).stream()
                        .filter(drawn -> !parsed.contains(drawn))
                        .forEach(parsed::add);
            }
            RunSpec spec = new RunSpec(
                    RunSpec.SCHEMA, targetName, workloadName, parsed, options, ofAll, versions(found, saved));
            Schedule given = schedule != null
                    ? ScheduleArgument.read(schedule)
                    : saved.map(RunSpec::schedule).orElse(Schedule.NONE);
            return spec.withSchedule(given);
        } catch (NoSuchElementException | IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    /** What a saved run ran with, but what is asked for now wins. */
    private Map<String, String> versions(Target of, Optional<RunSpec> saved) {
        Map<String, String> all = new TreeMap<>(saved.map(RunSpec::versions).orElse(Map.of()));
        if (target != null && saved.isPresent() && !saved.get().target().equals(target)) {
            all.clear();
        }
        all.putAll(versions.of(of.cluster(), endpoints));
        return all;
    }

    private static void refuse(List<String> lacking) {
        if (!lacking.isEmpty()) {
            throw new UsageException(String.join("; ", lacking));
        }
    }

    /** Where a run's folder has its own copy of the file that describes its target. */
    private static Path copyBeside(Path file) {
        Path folder = RunFolder.isRun(file) ? file : file.toAbsolutePath().getParent();
        return new RunFolder(folder == null ? Path.of("") : folder).targetFile();
    }

    private static RunSpec read(Path file) {
        Path json = RunFolder.isRun(file) ? new RunFolder(file).specFile() : file;
        try {
            RunSpec saved = RunSpecJson.read(Files.readString(json));
            if (saved.replayOf().isPresent()) {
                throw new UsageException(
                        json + " is a replay's, whose operations are those of a recording and are not drawn:"
                                + " type ./ordeal replay " + saved.replayOf().get());
            }
            return saved;
        } catch (IOException unreadable) {
            throw new UsageException("cannot read " + json + ": expected a run's test.json, or its folder", unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException(json + ": " + malformed.getMessage(), malformed);
        }
    }

    private RunOptions options(RunOptions base) {
        return new RunOptions(
                time == null ? base.time() : DurationArgument.parse("--time", time),
                rate == null ? base.rate() : rate,
                concurrency == null ? base.concurrency() : concurrency,
                faultInterval == null
                        ? base.faultInterval()
                        : DurationArgument.parse("--fault-interval", faultInterval),
                operationTimeout == null
                        ? base.operationTimeout()
                        : DurationArgument.parse("--operation-timeout", operationTimeout),
                clusterOf(base),
                endpoints.isEmpty() ? base.endpoints() : endpoints,
                keys == null ? base.keys() : keys,
                base.operationsPerKey(),
                toxiproxy == null ? base.toxiproxy() : Optional.of(toxiproxy),
                draw == null ? base.drawing() : Drawing.named(draw),
                pace == null ? base.pace() : Pace.named(pace),
                stopOnViolation || base.stopOnViolation(),
                clients == null ? base.clients() : clientPlace(clients));
    }

    private static ClientPlace clientPlace(String word) {
        try {
            return ClientPlace.named(word);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--clients: " + wrong.getMessage(), wrong);
        }
    }

    private io.ordeal.cluster.ClusterKind clusterOf(RunOptions base) {
        if (!endpoints.isEmpty()) {
            return io.ordeal.cluster.ClusterKind.ENDPOINT;
        }
        try {
            return cluster == null ? base.cluster() : RunSpecJson.clusterKind(cluster);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--cluster: " + wrong.getMessage(), wrong);
        }
    }

    private long seedOrDrawn() {
        // Short enough to be typed; the run's folder is named for it.
        return seed != null ? seed : new SecureRandom().nextInt(1_000_000);
    }
}
