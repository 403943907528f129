package io.ordeal.cli;

import io.ordeal.campaign.plan.Cell;
import io.ordeal.campaign.plan.CellRuns;
import io.ordeal.campaign.plan.FaultChoice;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.names.NearestNames;
import io.ordeal.reproduce.AnchorChoice;
import io.ordeal.reproduce.Anchors;
import io.ordeal.reproduce.BisectedTries.Made;
import io.ordeal.reproduce.Bisection.Result;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.Replay;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Sought;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a bisection does again and again with one version after the other: replays of a run, or runs of a cell. */
abstract sealed class BisectedWork {
    private final Target target;
    private final String name;
    private final String identity;
    private @Nullable Runnable running;
    private boolean stopped;

    private BisectedWork(Target target, String name, String identity) {
        this.target = target;
        this.name = name;
        this.identity = identity;
    }

    Target target() {
        return target;
    }

    /** For people. */
    String name() {
        return name;
    }

    /** All that a try hangs on, but for its version and number. */
    String identity() {
        return identity;
    }

    abstract Made made(String product, String version, int number) throws Exception;

    /** One try; empty if it was stopped. */
    Optional<Made> once(String product, String version, int number) throws Exception {
        synchronized (this) {
            if (stopped) {
                return Optional.empty();
            }
        }
        try {
            Made made = made(product, version, number);
            synchronized (this) {
                // what was cut short might have come to more
                return stopped && made.result() != Result.SHOWN ? Optional.empty() : Optional.of(made);
            }
        } catch (TrialInterruptedException interrupted) {
            return Optional.empty();
        } catch (TrialFailedException failed) {
            return Optional.of(new Made(Result.FAILED, Optional.empty(), Failures.describe(failed)));
        }
    }

    /** Cuts short what runs, and begins no more. From any thread. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.run();
        }
    }

    private synchronized void running(Runnable stop) {
        running = stop;
        if (stopped) {
            stop.run();
        }
    }

    /**
     * Replays of a run.
     *
     * @throws IllegalArgumentException it broke nothing, or can't be understood
     */
    static BisectedWork replays(RunFolder folder, Catalog plain, Optional<String> anomaly, Path results)
            throws IOException {
        RunSpec spec = folder.readSpec();
        Catalog catalog = plain.withTargetOf(spec, folder.targetFile());
        Recording recording =
                Recording.read(new RunFolder(folder.path().toAbsolutePath().normalize()), catalog);
        String type = anomaly.or(recording::anomaly)
                .orElseThrow(() -> new IllegalArgumentException(folder.path()
                        + " broke nothing, so that there is nothing to look for; its verdict: ./ordeal check "
                        + folder.path()));
        return new Replays(catalog.target(spec.target()), recording, type, catalog, results);
    }

    /**
     * Runs of a cell.
     *
     * @param text {@code target/workload/faults@option=value,…}
     * @param seed of the first, the next is one more
     * @throws IllegalArgumentException it is none
     */
    static BisectedWork seeds(
            String text, Catalog catalog, Optional<String> anomaly, Duration time, long seed, Path results) {
        Cell cell = cell(text);
        Target target = catalog.target(cell.target());
        catalog.workload(cell.workload());
        // refuses options that make no sense, before anything starts
        CellRuns.of(planned(cell, target), target, seed, time, true);
        return new Seeds(target, cell, anomaly, time, seed, catalog, results);
    }

    private static Cell cell(String text) {
        int at = text.indexOf('@');
        String[] names = (at < 0 ? text : text.substring(0, at)).split("/", 3);
        if (names.length < 2) {
            throw new IllegalArgumentException("expected a run's folder, or a cell such as"
                    + " postgres-serializable/list-append/none@rate=0,concurrency=20, found: " + text);
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : at < 0 ? new String[0] : text.substring(at + 1).split(",")) {
            String[] sides = option.split("=", 2);
            if (sides.length < 2) {
                throw new IllegalArgumentException(
                        "expected options as rate=0,concurrency=20 after @, found: " + option);
            }
            if (!CellRuns.OPTIONS.contains(sides[0])) {
                throw new IllegalArgumentException(NearestNames.unknown("option", sides[0], CellRuns.OPTIONS));
            }
            options.put(sides[0], sides[1]);
        }
        boolean none = names.length < 3 || names[2].equals("none");
        List<String> faults = none
                ? List.of()
                : FaultText.split(names[2]).stream()
                        .map(fault -> FaultText.parse(fault).toString())
                        .toList();
        return new Cell(names[0], names[1], FaultChoice.all(faults), options);
    }

    private static PlannedCell planned(Cell cell, Target target) {
        return new PlannedCell(
                cell,
                1,
                Optional.empty(),
                true,
                Optional.empty(),
                target.cluster().nodes().size());
    }

    private static Made made(TrialOutcome outcome, Result result) {
        String why = outcome.report().result().verdict() instanceof Verdict.Unknown unknown ? unknown.cause() : "";
        return new Made(result, Optional.of(outcome.folder().path()), why);
    }

    private static final class Replays extends BisectedWork {
        private final ReplayPlan plan;
        private final String anomaly;
        private final Catalog catalog;
        private final Path results;

        Replays(Target target, Recording recording, String anomaly, Catalog catalog, Path results) throws IOException {
            super(
                    target,
                    anomaly + " of " + recording.folder().path(),
                    "replays of " + recording.folder().path() + " " + anomaly);
            this.anomaly = anomaly;
            this.catalog = catalog;
            this.results = results;
            plan = ReplayPlan.of(recording)
                    .withSchedule(Anchors.of(recording, AnchorChoice.NEAREST).schedule());
        }

        @Override
        Made made(String product, String version, int number) throws Exception {
            Replay replay = new Replay(
                    plan.inVersions(Map.of(product, version)),
                    Sought.ofType(anomaly),
                    catalog,
                    results,
                    TrialListener.none());
            super.running(replay::stop);
            ReplayTry one = replay.run();
            return BisectedWork.made(
                    one.outcome(),
                    switch (one.result()) {
                        case SAME -> Result.SHOWN;
                        case ABSENT, OTHER -> Result.ABSENT;
                        case MISSED, UNKNOWN -> Result.UNKNOWN;
                    });
        }
    }

    private static final class Seeds extends BisectedWork {
        private final Cell cell;
        private final Optional<String> anomaly;
        private final Duration time;
        private final long seed;
        private final Catalog catalog;
        private final Path results;

        Seeds(
                Target target,
                Cell cell,
                Optional<String> anomaly,
                Duration time,
                long seed,
                Catalog catalog,
                Path results) {
            super(
                    target,
                    anomaly.orElse("any anomaly") + " of " + cell.name(),
                    RunSpecJson.write(CellRuns.of(planned(cell, target), target, seed, time, true)) + anomaly);
            this.cell = cell;
            this.anomaly = anomaly;
            this.time = time;
            this.seed = seed;
            this.catalog = catalog;
            this.results = results;
        }

        @Override
        Made made(String product, String version, int number) throws Exception {
            Map<String, String> options = new TreeMap<>(cell.options());
            options.put("version", product + "=" + version);
            Cell ofVersion = new Cell(cell.target(), cell.workload(), cell.faults(), options);
            Target target = target();
            // one of another type must not end it before the one that is looked for
            RunSpec spec = CellRuns.of(planned(ofVersion, target), target, seed + number, time, anomaly.isEmpty());
            Trial trial = new Trial(spec, catalog, results, TrialListener.none());
            super.running(trial::stop);
            TrialOutcome outcome = trial.run();
            Verdict verdict = outcome.report().result().verdict();
            boolean shown = verdict.anomaliesOrNone().stream()
                    .anyMatch(found -> anomaly.map(found.type()::equals).orElse(true));
            // another anomaly says nothing of this one only if there is no verdict
            return BisectedWork.made(
                    outcome,
                    shown ? Result.SHOWN : verdict instanceof Verdict.Unknown ? Result.UNKNOWN : Result.ABSENT);
        }
    }
}
