package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what must come, however long it takes on a busy machine. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /** Fails, with the last exception if there was one, when it isn't so within a minute. */
    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String failure = "";
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failure = " (" + e + ")";
            }
            assertThat(System.nanoTime())
                    .as("%s, within %s%s", what, PATIENCE, failure)
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
