package io.ordeal.targets.redis;

import io.ordeal.client.ClientContext;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Waits for a lock by asking again and again, after a short while that is drawn anew each time. */
final class Waiting {
    private static final int MAX_PAUSE_MICROS = 20_000;

    private final long limitNanos;
    private final SplittableRandom random;

    /** Waits for a fifth of an operation's time, a second at most. */
    Waiting(ClientContext context) {
        Duration fifth = context.operationTimeout().dividedBy(5);
        limitNanos = Math.min(fifth.toNanos(), Duration.ofSeconds(1).toNanos());
        random = new SplittableRandom(context.seed());
    }

    /** Whether it was granted within the time; asked once at least. */
    boolean until(Attempt attempt) throws Exception {
        long start = System.nanoTime();
        while (!attempt.isGranted()) {
            if (System.nanoTime() - start > limitNanos) {
                return false;
            }
            TimeUnit.MICROSECONDS.sleep(1_000 + random.nextInt(MAX_PAUSE_MICROS));
        }
        return true;
    }

    /** One try to get a lock. */
    @FunctionalInterface
    interface Attempt {
        boolean isGranted() throws Exception;
    }
}
