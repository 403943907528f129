package io.ordeal.targets;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.cluster.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a worker's client may know of a cluster, and the step at which it dies, if any. */
public final class MortalWorker implements ClientContext {
    private final Supplier<Routes> routes;
    private final int worker;
    private final Duration operationTimeout;
    private final @Nullable Path folder;
    private final @Nullable String lastStep;

    private MortalWorker(
            Supplier<Routes> routes,
            int worker,
            Duration operationTimeout,
            @Nullable Path folder,
            @Nullable String lastStep) {
        this.routes = routes;
        this.worker = worker;
        this.operationTimeout = operationTimeout;
        this.folder = folder;
        this.lastStep = lastStep;
    }

    /** One that lives, and reaches the nodes by its own links. */
    public static MortalWorker of(Cluster cluster, int worker) {
        return new MortalWorker(Routes.following(cluster, worker), worker, Duration.ofSeconds(30), null, null);
    }

    /** One that lives. */
    public static MortalWorker of(Routes routes, int worker) {
        return new MortalWorker(() -> routes, worker, Duration.ofSeconds(30), null, null);
    }

    /** One that has a folder, as a process of its own. */
    public MortalWorker in(Path folderOfItsOwn) {
        return new MortalWorker(routes, worker, operationTimeout, folderOfItsOwn, lastStep);
    }

    /** One that dies when it comes to a step: nothing after it is done. */
    public MortalWorker dyingWhen(String step) {
        return new MortalWorker(routes, worker, operationTimeout, folder, step);
    }

    /** One whose operations take no longer. */
    public MortalWorker hastening(Duration timeout) {
        return new MortalWorker(routes, worker, timeout, folder, lastStep);
    }

    @Override
    public void step(String name) {
        if (name.equals(lastStep)) {
            throw new DeathException();
        }
    }

    @Override
    public int process() {
        return worker;
    }

    @Override
    public int worker() {
        return worker;
    }

    @Override
    public Routes routes() {
        return routes.get();
    }

    @Override
    public Duration operationTimeout() {
        return operationTimeout;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void sessionLost(Object lock) {
        throw new UnsupportedOperationException("no locks");
    }

    @Override
    public void pausePoint() {}

    @Override
    public Path folder() {
        return folder == null ? ClientContext.super.folder() : folder;
    }

    /** The end of a client. */
    public static final class DeathException extends RuntimeException {
        DeathException() {
            super("dead");
        }
    }
}
