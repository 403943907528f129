package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does plans, and knows the anomaly again by its signature. */
interface Trying {
    /**
     * Does one.
     *
     * @return empty if it was cut short before it showed anything
     * @throws Exception as {@link Replay#run}
     */
    Optional<LiveTry> once(ReplayPlan plan, TrialListener listener) throws Exception;

    /** Cuts short what is going on. From any thread. */
    default void stop() {}

    /**
     * Against real systems.
     *
     * @param results the folder under which runs' own are made
     */
    static Trying real(Signature signature, Catalog catalog, Path results) {
        return new Trying() {
            private volatile @Nullable Replay running;

            @Override
            public Optional<LiveTry> once(ReplayPlan plan, TrialListener listener) throws Exception {
                Replay replay = new Replay(plan, signature.type(), catalog, results, listener);
                running = replay;
                ReplayTry done = replay.run();
                LiveTry known = known(signature, done, plan);
                return done.isCutShort() && !known.isShown() ? Optional.empty() : Optional.of(known);
            }

            @Override
            public void stop() {
                Replay replay = running;
                if (replay != null) {
                    replay.stop();
                }
            }
        };
    }

    private static LiveTry known(Signature signature, ReplayTry done, ReplayPlan plan) throws Exception {
        TrialOutcome outcome = done.outcome();
        List<Anomaly> found = outcome.report().result().verdict().anomaliesOrNone();
        NavigableSet<String> foreign = new TreeSet<>();
        boolean shown = false;
        for (Anomaly anomaly : found) {
            Optional<String> other = signature.foreign(Signature.of(signature.checker(), anomaly));
            shown |= other.isEmpty();
            other.ifPresent(foreign::add);
        }
        ReplayTry.Result result = shown
                ? ReplayTry.Result.SAME
                : !foreign.isEmpty()
                        ? ReplayTry.Result.OTHER
                        : done.miss().isPresent() ? ReplayTry.Result.MISSED : ReplayTry.Result.ABSENT;
        return new LiveTry(
                result,
                foreign.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", foreign)),
                Optional.of(outcome.folder().path()),
                TryEvents.of(outcome, plan.options().time()));
    }
}
