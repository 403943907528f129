package io.ordeal.runner;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import java.time.Duration;
import java.util.function.Supplier;

/** What a client may know: the runner's part of it, and its own ways to the nodes. */
record ReachingContext(ProcessContext runner, Supplier<Routes> ways) implements ClientContext {
    @Override
    public Routes routes() {
        return ways.get();
    }

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
