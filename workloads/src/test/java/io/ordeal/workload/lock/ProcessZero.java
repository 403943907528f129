package io.ordeal.workload.lock;

import io.ordeal.client.ClientContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public List<String> nodes() {
        return List.of();
    }

    @Override
    public InetSocketAddress endpoint(String node, String port) {
        throw new UnsupportedOperationException("there is no cluster");
    }

    @Override
    public InetSocketAddress translate(InetSocketAddress announced) {
        return announced;
    }

    @Override
    public Optional<String> nodeOf(InetSocketAddress address) {
        return Optional.empty();
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
