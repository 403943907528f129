package io.ordeal.cli;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.report.Commands;
import io.ordeal.reproduce.AnchorChoice;
import io.ordeal.reproduce.Anchors;
import io.ordeal.reproduce.Bundle;
import io.ordeal.reproduce.LiveShrinker;
import io.ordeal.reproduce.LiveShrinking;
import io.ordeal.reproduce.LiveTry;
import io.ordeal.reproduce.Rate;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.Reproduction;
import io.ordeal.reproduce.ReproductionPage;
import io.ordeal.reproduce.Why;
import io.ordeal.store.MalformedRunException;
import io.ordeal.store.RunFolder;
import io.ordeal.text.DurationText;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.TrialListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** {@code ./ordeal shrink RUN --live}: how it gets on, while it does, and what it came to. */
final class LiveShrinkRun implements LiveShrinker.Listener {
    private static final int MOST_ROWS = 8;

    private final Terminal terminal;
    private final Catalog catalog;
    private final RunFolder folder;
    private final Path results;
    private final Duration budget;
    private final Optional<Path> bundle;

    /**
     * @param folder of the recording
     * @param bundle the archive to be made, if one is
     */
    LiveShrinkRun(
            Terminal terminal,
            Catalog catalog,
            RunFolder folder,
            Path results,
            Duration budget,
            Optional<Path> bundle) {
        this.terminal = terminal;
        this.catalog = catalog;
        this.folder = folder;
        this.results = results;
        this.budget = budget;
        this.bundle = bundle;
    }

    /**
     * Shrinks it.
     *
     * @param type of the anomaly that is to stay
     * @param shrunk what its history was shrunk to
     * @param beside files that belong into the bundle, by their names in it
     */
    ExitCode shrink(String type, History shrunk, Map<String, Path> beside) throws Exception {
        LiveShrinking shrinking = begin(type, shrunk);
        LiveShrinking.Result result;
        try {
            result = Interruptible.run(shrinking::stop, shrinking::run);
        } catch (RefusedRunException refused) {
            throw new UsageException(refused);
        }
        terminal.clearLine();
        print(type, result, beside);
        terminal.out().flush();
        if (result.outcome().failure().isPresent()) {
            return ExitCode.HARNESS;
        }
        return result.reproduction().isPresent() ? ExitCode.INVALID : ExitCode.UNKNOWN;
    }

    private LiveShrinking begin(String type, History shrunk) {
        try {
            catalog.target(folder.readSpec().target());
            Recording recording = Recording.read(folder, catalog);
            Anomaly anomaly = recording.anomalies().stream()
                    .filter(one -> one.type().equals(type))
                    .findFirst()
                    .orElseThrow();
            ReplayPlan plan = ReplayPlan.of(recording)
                    .withSchedule(Anchors.of(recording, AnchorChoice.NEAREST).schedule());
            LiveShrinking shrinking = new LiveShrinking(plan, anomaly, shrunk, budget, catalog, results, this);
            line("shrinking the run: " + size(plan) + "; looking for "
                    + shrinking.signature().type() + ", for "
                    + DurationText.print(budget) + " at most"
                    + (shrinking.remembered() == 0
                            ? ""
                            : "; " + shrinking.remembered() + " tries are remembered, and not made again"));
            return shrinking;
        } catch (MalformedRunException | MalformedHistoryException malformed) {
            throw new UsageException(String.valueOf(malformed.getMessage()), malformed);
        } catch (IOException unreadable) {
            throw new UsageException(folder.path() + ": " + Failures.describe(unreadable), unreadable);
        } catch (NoSuchElementException | IllegalArgumentException unknown) {
            throw new UsageException(unknown);
        }
    }

    private static String size(ReplayPlan plan) {
        return count(plan.operations().size(), "operation") + ", " + count(plan.workers(), "worker") + ", "
                + count(plan.schedule().faults().size(), "fault") + ", "
                + DurationText.print(plan.options().time()) + " at most";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void line(String text) {
        terminal.clearLine();
        terminal.err().println("ordeal: " + text);
    }

    @Override
    public TrialListener began(String what, ReplayPlan plan, Rate soFar) {
        return new TrialListener() {
            @Override
            public void phase(String phase) {
                terminal.progress(
                        what + " (" + size(plan) + "), so far " + soFar.count() + " of " + soFar.of() + "  " + phase);
            }
        };
    }

    @Override
    public void done(String what, LiveTry one, Rate soFar) {
        String came = switch (one.result()) {
            case SAME -> "shown";
            case OTHER -> "another anomaly, " + one.foreign().orElse("");
            case MISSED -> "its faults came otherwise than planned";
            case UNKNOWN -> "no verdict, which counts as not shown";
            case ABSENT -> "not shown";
        };
        line(what + ": " + came + ", so far " + soFar.count() + " of " + soFar.of());
    }

    @Override
    public void accepted(LiveShrinker.Step step) {
        line("taken: " + step.what() + ": " + size(step.plan()) + ", shown in "
                + step.rate().count() + " of " + step.rate().of());
    }

    @Override
    public void givenUp(LiveShrinker.Step rare, Rate fresh, LiveShrinker.Step stays) {
        line("given up: " + rare.what() + ": shown in " + fresh.count() + " of " + fresh.of() + " fresh tries; back to "
                + stays.what() + ": " + size(stays.plan()));
    }

    private void print(String type, LiveShrinking.Result result, Map<String, Path> beside) throws IOException {
        PrintStream out = terminal.out();
        LiveShrinker.Outcome outcome = result.outcome();
        outcome.failure()
                .ifPresent(failed ->
                        out.println("the harness failed, and no more was tried: " + Failures.describe(failed)));
        if (result.reproduction().isEmpty()) {
            out.println(type + " did not come back in " + outcome.tries().size()
                    + " tries: nothing was left out, and there is no reproduce.json");
            return;
        }
        Reproduction reproduction = result.reproduction().get();
        ReplayPlan plan = reproduction.plan();
        out.println(type + " in " + reproduction.rate()
                + (reproduction.isConfirmed()
                        ? ", of fresh runs"
                        : ", of the tries by which it was chosen, or of too few fresh ones: that flatters it"));
        if (reproduction.isConfirmed() && reproduction.rate().count() == 0) {
            out.println("it no longer shows: what was chosen showed it by luck, and is no reproduction");
        }
        out.println(" left: " + size(plan));
        plan.schedule().faults().forEach(fault -> out.println("  " + fault.text()));
        if (!outcome.isFinished()) {
            out.println(" it was ended before the end: the same line once more goes on from here");
        }
        why(out, result.why());
        Path page = new ReproductionPage(reproduction, outcome, result.why())
                .write(folder.path().resolve("reproduce.html"));
        out.println(" report: " + page);
        out.println(" again: ./ordeal replay " + Commands.quoted(result.file().toString()) + " --times 20");
        if (bundle.isPresent()) {
            Map<String, Path> files = new LinkedHashMap<>();
            files.put("reproduce.json", result.file());
            files.put("reproduce.html", page);
            if (Files.exists(folder.targetFile())) {
                files.put(folder.targetFile().getFileName().toString(), folder.targetFile());
            }
            files.putAll(beside);
            for (String left :
                    Bundle.write(bundle.get(), files, plan.recording().folder().path())) {
                terminal.warn(bundle.get() + " lacks " + left + ", which is too large for it");
            }
            out.println(" bundle: " + bundle.get());
        }
    }

    private static void why(PrintStream out, Why why) {
        if (why.rows().isEmpty()) {
            return;
        }
        out.println(" what went with it, over " + (why.shown() + why.notShown()) + " tries:");
        out.println("  P(event|anomaly)  P(event|none)  P(anomaly|event)");
        why.rows().stream()
                .limit(MOST_ROWS)
                .forEach(row -> out.println(String.format(
                        Locale.ROOT,
                        "  %.2f (%d/%d)  %.2f (%d/%d)  %.2f (%d/%d)  %s",
                        row.withAnomaly().share(),
                        row.withAnomaly().count(),
                        row.withAnomaly().of(),
                        row.without().share(),
                        row.without().count(),
                        row.without().of(),
                        row.withEvent().share(),
                        row.withEvent().count(),
                        row.withEvent().of(),
                        row.event())));
    }
}
