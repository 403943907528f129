package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.History;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.Signature;
import io.ordeal.trial.TrialListener;
import io.ordeal.workload.Replaying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a recording to a {@link Reproduction}, with all that was reached on disk at any time: {@code shrink-tries.jsonl} and
 * {@code reproduce.json} in the recording's folder.
 */
public final class LiveShrinking {
    private final Recording recording;
    private final Signature signature;
    private final Catalog catalog;
    private final Path file;
    private final TriesFile tries;
    private final LiveShrinker shrinker;

    /**
     * What came of it.
     *
     * @param reproduction the smallest; empty if the anomaly never came back
     * @param outcome how it was come by
     * @param why what went with the anomaly over all tries
     * @param file where the reproduction stands
     * @param shown the run's folder that showed it last
     */
    public record Result(
            Optional<Reproduction> reproduction,
            LiveShrinker.Outcome outcome,
            Why why,
            Path file,
            Optional<Path> shown) {}

    /**
     * One that has not begun.
     *
     * @param plan all of the recording, its faults tied
     * @param anomaly that is to stay
     * @param shrunk the history that is left when all was left out that the anomaly's proof can do without
     * @param results the folder under which tries are made
     * @throws IOException what is remembered of an earlier one can't be read
     * @throws IllegalArgumentException that can't be understood
     */
    public LiveShrinking(
            ReplayPlan plan,
            Anomaly anomaly,
            History shrunk,
            Duration budget,
            Catalog catalog,
            Path results,
            LiveShrinker.Listener listener)
            throws IOException {
        recording = plan.recording();
        this.catalog = catalog;
        signature = Signature.of(recording.spec().workload(), anomaly)
                .soonAfter(WitnessSpan.of(recording, anomaly).faults().stream()
                        .map(strike -> strike.fault().fault().kind())
                        .toList());
        file = recording.folder().path().resolve("reproduce.json");
        tries = TriesFile.open(recording.folder().path().resolve("shrink-tries.jsonl"));
        // fewer workers would make fewer keys of the workload's own number
        ReplayPlan whole = plan.withOptions(
                plan.options().withKeys(Judge.workloadOptions(recording.spec()).keys()));
        Replaying replaying = catalog.workload(recording.spec().workload())
                .start(Judge.workloadOptions(recording.spec()))
                .replaying();
        int nodes = catalog.target(recording.spec().target()).cluster().nodes().size();
        LiveShrinker.Listener keeping = keeping(listener);
        shrinker = new LiveShrinker(
                FirstGuesses.of(whole, anomaly, shrunk.ops(), replaying, catalog),
                nodes,
                Repetition.by(replaying),
                new LiveTries(budget, Trying.real(signature, catalog, results), tries, System::nanoTime, keeping),
                keeping);
    }

    /** Tells somebody else, too, and keeps what is accepted. */
    private LiveShrinker.Listener keeping(LiveShrinker.Listener listener) {
        return new LiveShrinker.Listener() {
            @Override
            public TrialListener began(String what, ReplayPlan of, Rate soFar) {
                return listener.began(what, of, soFar);
            }

            @Override
            public void done(String what, LiveTry one, Rate soFar) {
                listener.done(what, one, soFar);
            }

            @Override
            public void accepted(LiveShrinker.Step step) {
                keep(step.plan(), step.rate(), false);
                listener.accepted(step);
            }

            @Override
            public void givenUp(LiveShrinker.Step rare, Rate fresh, LiveShrinker.Step stays) {
                keep(stays.plan(), stays.rate(), false);
                listener.givenUp(rare, fresh, stays);
            }
        };
    }

    /** By what the anomaly is known. */
    public Signature signature() {
        return signature;
    }

    /** How many tries are remembered of earlier ones. */
    public int remembered() {
        return tries.all().size();
    }

    /**
     * Shrinks, once.
     *
     * @throws io.ordeal.trial.RefusedRunException the recording makes no sense for the system
     * @throws Exception an error of this program
     */
    public Result run() throws Exception {
        LiveShrinker.Outcome outcome = shrinker.run();
        Optional<Reproduction> reproduction = outcome.steps().isEmpty()
                ? Optional.empty()
                : keep(outcome.steps().get(outcome.steps().size() - 1).plan(), outcome.rate(), outcome.isConfirmed());
        return new Result(
                reproduction,
                outcome,
                Why.of(outcome.tries()),
                file,
                reproduction.map(one -> one.plan().recording().folder().path()));
    }

    /** Writes it down with a try that showed it; nothing, if none is there any more. */
    private Optional<Reproduction> keep(ReplayPlan plan, Rate rate, boolean isConfirmed) {
        String mark = TriesFile.mark(plan);
        List<LiveTry> all = new ArrayList<>(tries.of(mark, false));
        all.addAll(tries.of(mark, true));
        Optional<Path> shown = all.stream()
                .filter(LiveTry::isShown)
                .flatMap(one -> one.run().stream())
                .filter(RunFolder::isRun)
                .reduce((earlier, later) -> later);
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        try {
            Recording run = Recording.read(new RunFolder(shown.get()), catalog);
            Reproduction reproduction = new Reproduction(
                    new ReplayPlan(run, plan.operations(), plan.schedule(), plan.options(), plan.versions()),
                    signature,
                    rate,
                    isConfirmed);
            reproduction.write(file);
            return Optional.of(reproduction);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Cuts short what is going on, and begins no more; what was reached stays. From any thread. */
    public void stop() {
        shrinker.stop();
    }
}
