package io.ordeal.workload.lock;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The surroundings of process 0 in a run without a cluster; notes when it comes to its pause point. */
final class ProcessZero implements ClientContext {
    final List<String> log = new ArrayList<>();
    private Runnable whilePaused = () -> {};

    /** What others do while the process is at its pause point. */
    ProcessZero whilePaused(Runnable others) {
        whilePaused = others;
        return this;
    }

    @Override
    public int process() {
        return 0;
    }

    @Override
    public int worker() {
        return 0;
    }

    @Override
    public Routes routes() {
        return Routes.none();
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public long seed() {
        return 7;
    }

    @Override
    public void sessionLost(Object lock) {
        log.add("session of " + lock + " lost");
    }

    @Override
    public void pausePoint() {
        log.add("pause point");
        whilePaused.run();
    }
}
