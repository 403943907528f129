package io.ordeal.runner;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import java.time.Duration;

/** What a client may know: the runner's part of it, and its own ways to the nodes. */
record ReachingContext(ProcessContext runner, Routes routes) implements ClientContext {
    @Override
    public int process() {
        return runner.process();
    }

    @Override
    public int worker() {
        return runner.worker();
    }

    @Override
    public Duration operationTimeout() {
        return runner.operationTimeout();
    }

    @Override
    public long seed() {
        return runner.seed();
    }

    @Override
    public void sessionLost(Object lock) {
        runner.sessionLost(lock);
    }

    @Override
    public void pausePoint() throws InterruptedException {
        runner.pausePoint();
    }
}
