package io.ordeal.trial;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.cluster.Cluster;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A target that is up, and clients that are called one by one: as in a trial, but with no generator, record or verdict. Here
 * clients themselves are tried, before anything is concluded from what they say.
 */
public final class Bench implements AutoCloseable {
    /** Opens the clients of one workload. */
    @FunctionalInterface
    private interface Opener {
        Client open(ClientContext context) throws Exception;
    }

    private final Optional<Cluster> cluster;
    private final Opener opener;
    private final AutoCloseable clients;
    private final RunOptions options;
    private final AtomicInteger processes = new AtomicInteger();

    private Bench(Optional<Cluster> cluster, Opener opener, AutoCloseable clients, RunOptions options) {
        this.cluster = cluster;
        this.opener = opener;
        this.clients = clients;
        this.options = options;
    }

    /**
     * Starts the target's servers, with links for as many workers as the options say.
     *
     * @param workload by name, one of the catalog's
     * @param folder of servers' logs and data; made if it is not there
     * @throws RefusedRunException the target has no clients for the workload, or can't be run as the options say
     * @throws Exception it did not come up; nothing is left of it
     */
    public static Bench start(Target target, String workload, RunOptions options, Catalog catalog, Path folder)
            throws Exception {
        return startTyped(target, catalog.workload(workload), options, catalog, folder);
    }

    private static <C extends AutoCloseable> Bench startTyped(
            Target target, Workload<C> workload, RunOptions asked, Catalog catalog, Path folder) throws Exception {
        RunOptions options = Terrains.where(target, asked);
        ClientFactories factories = Admission.of(target, workload, options, catalog);
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target.name(), workload.name(), List.of(), options, 0, Map.of());
        UnaryOperator<Client> apart = TrialClients.apart(workload, options);
        Files.createDirectories(folder);
        WorkloadRun<C> run = workload.start(Judge.workloadOptions(spec));
        TrialClients<C> clients = TrialClients.start(
                factories,
                workload.clientType(),
                TrialClients.apartly(spec, catalog),
                options.concurrency(),
                folder.resolve("clients"),
                apart);
        try {
            Optional<Cluster> cluster =
                    Clusters.start(target, spec, Schedule.NONE, new RunFolder(folder), progress -> {});
            return new Bench(cluster, context -> clients.open(context, run), clients, options);
        } catch (Exception | Error failed) {
            clients.close();
            throw failed;
        }
    }

    /** The servers; empty if the target lives inside this JVM. */
    public Optional<Cluster> cluster() {
        return cluster;
    }

    /** As the options say: the longest that an operation may take. */
    public Duration operationTimeout() {
        return options.operationTimeout();
    }

    /** A client of a new process; the caller closes it. */
    public Client open(int worker) throws Exception {
        Routes routes = cluster.map(running -> Routes.into(running, worker)).orElseGet(Routes::none);
        return opener.open(new Context(processes.getAndIncrement(), worker, routes, options.operationTimeout()));
    }

    @Override
    public void close() throws Exception {
        try {
            clients.close();
        } finally {
            cluster.ifPresent(Cluster::close);
        }
    }

    /** Nobody records what the client tells, and nobody freezes it. */
    private record Context(int process, int worker, Routes routes, Duration operationTimeout) implements ClientContext {
        @Override
        public long seed() {
            return KeyedRandom.of(0, "client", worker, process).nextLong();
        }

        @Override
        public void sessionLost(Object lock) {}

        @Override
        public void pausePoint() {}
    }
}
