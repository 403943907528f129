package io.ordeal.reproduce;

import io.ordeal.trial.Catalog;
import io.ordeal.trial.Signature;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
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
                Replay replay = new Replay(plan, Sought.of(signature), catalog, results, listener);
                running = replay;
                ReplayTry done = replay.run();
                LiveTry known = known(done, plan);
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

    private static LiveTry known(ReplayTry done, ReplayPlan plan) throws Exception {
        TrialOutcome outcome = done.outcome();
        return new LiveTry(
                done.result(),
                done.others().isEmpty()
                        ? Optional.empty()
                        : Optional.of(done.others().stream().sorted().collect(Collectors.joining("; "))),
                Optional.of(outcome.folder().path()),
                TryEvents.of(outcome, plan.options().time()));
    }
}
