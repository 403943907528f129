package io.ordeal.client.process;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What a client of these tests may know: one node that nobody connects to, and whoever joins it. */
final class FixedContext implements ClientContext {
    private static final Routes ROUTES = new Routes(
            List.of("n1"),
            Map.of("n1", Map.of("client", new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711))),
            Map.of());

    final Queue<Object> lost = new ConcurrentLinkedQueue<>();
    final AtomicInteger pausePoints = new AtomicInteger();
    private volatile Routes routes = ROUTES;
    private final int process;
    private final int worker;

    FixedContext(int process, int worker) {
        this.process = process;
        this.worker = worker;
    }

    @Override
    public int process() {
        return process;
    }

    @Override
    public int worker() {
        return worker;
    }

    @Override
    public Routes routes() {
        return routes;
    }

    void members(String... nodes) {
        routes = new Routes(List.of(nodes), ROUTES.endpoints(), ROUTES.announced());
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public long seed() {
        return -17;
    }

    @Override
    public void sessionLost(Object lock) {
        lost.add(lock);
    }

    @Override
    public void pausePoint() {
        pausePoints.incrementAndGet();
    }
}
