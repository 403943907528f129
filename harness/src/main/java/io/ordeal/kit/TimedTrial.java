package io.ordeal.kit;

import io.ordeal.store.RunSpec;
import io.ordeal.text.DurationText;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A trial that a test's {@code @Timeout} ends, as Ctrl-C ends one of the command line's. JUnit measures only the method
 * itself, which begins when the trial is over.
 */
final class TimedTrial {
    private TimedTrial() {}

    /** What {@code @Timeout} on the method, or on its class, says; empty if there is none. */
    static Optional<Duration> limit(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Timeout.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Timeout.class))
                .map(timeout -> Duration.of(timeout.value(), timeout.unit().toChronoUnit()));
    }

    /** @throws AssertionError it took longer; its folder is kept, and judged as far as it came */
    static TrialOutcome run(RunSpec spec, Catalog catalog, Path results, Optional<Duration> limit) throws Exception {
        Trial trial = new Trial(spec, catalog, results, TrialListener.none());
        if (limit.isEmpty()) {
            return trial.run();
        }
        AtomicBoolean late = new AtomicBoolean();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ordeal-timeout");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ending = clock.schedule(
                () -> {
                    late.set(true);
                    trial.stop();
                },
                limit.get().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            TrialOutcome outcome = trial.run();
            if (late.get()) {
                throw new AssertionError(OutcomeText.of(told(limit.get()), outcome));
            }
            return outcome;
        } catch (TrialInterruptedException before) {
            throw new AssertionError(told(limit.get()) + ": " + before.getMessage(), before);
        } finally {
            ending.cancel(false);
            clock.shutdownNow();
        }
    }

    private static String told(Duration limit) {
        return "the trial was ended by its @Timeout of " + DurationText.print(limit);
    }
}
