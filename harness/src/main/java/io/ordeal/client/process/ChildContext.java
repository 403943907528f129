package io.ordeal.client.process;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client in a process of its own may know: what it was told at first, and what it can ask by the wire. */
final class ChildContext implements ClientContext {
    private final Hello hello;
    private final Channel channel;
    private volatile long operation;
    private volatile Routes routes;

    ChildContext(Hello hello, Channel channel) {
        this.hello = hello;
        this.channel = channel;
        routes = hello.routes();
    }

    /** Another operation was invoked: what is told from now on is told of it. */
    void begin(long id) {
        operation = id;
    }

    /** Others than before belong to the cluster. */
    void members(List<String> nodes) {
        routes = new Routes(nodes, routes.endpoints(), routes.announced());
    }

    @Override
    public int process() {
        return hello.process();
    }

    @Override
    public int worker() {
        return hello.worker();
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public Duration operationTimeout() {
        return hello.operationTimeout();
    }

    @Override
    public long seed() {
        return hello.seed();
    }

    @Override
    public void sessionLost(Object lock) {
        try {
            channel.write(Map.of(Wire.TYPE, "session-lost", "lock", lock));
        } catch (IOException gone) {
            throw new UncheckedIOException("the harness has gone", gone);
        }
    }

    @Override
    public void pausePoint() throws InterruptedException {
        await(Map.of(Wire.TYPE, "pause-point", Wire.ID, operation));
    }

    @Override
    public void step(String name) throws InterruptedException {
        await(Map.of(Wire.TYPE, "step", Wire.ID, operation, "name", name));
    }

    @Override
    public void step(String name, String node) throws InterruptedException {
        await(Map.of(Wire.TYPE, "step", Wire.ID, operation, "name", name, "node", node));
    }

    /** Tells where the operation is, and waits to be told to go on. */
    private void await(Map<String, ?> point) throws InterruptedException {
        try {
            channel.write(point);
            Optional<Map<String, @Nullable Object>> answer = channel.read();
            if (answer.isEmpty()) {
                throw new InterruptedException("the operation was given up");
            }
            Map<String, @Nullable Object> go = answer.get();
            if (!"go".equals(go.get(Wire.TYPE)) || !Objects.equals(go.get(Wire.ID), point.get(Wire.ID))) {
                throw new IllegalStateException(
                        "expected operation " + point.get(Wire.ID) + " to be told to go on, found " + go);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException("the harness has gone", gone);
        }
    }

    @Override
    public Path folder() {
        return hello.folder();
    }
}
