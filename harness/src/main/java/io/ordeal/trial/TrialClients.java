package io.ordeal.trial;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.client.process.ClientProcesses;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.ClientLinks;
import io.ordeal.fault.SteppingClients;
import io.ordeal.runner.WorkerFreezer;
import io.ordeal.store.ClientPlace;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A run's clients: objects of the target's inside this JVM, with the workload's operations bound to them, or processes of
 * their own, which take the operations themselves.
 *
 * @param <C> what the workload asks of a target's client
 */
interface TrialClients<C extends AutoCloseable> extends AutoCloseable {
    /** No run is older, so that seconds since then are a short number. */
    Instant FIRST_RUN = Instant.parse("2026-01-01T00:00:00Z");

    /** The number of the last run of this JVM: of two that begin within a second, the later has a number of its own. */
    AtomicLong LAST_RUN = new AtomicLong();

    /**
     * The clients that a target has for a workload.
     *
     * @param type of the workload's clients; the target has some for it
     * @param apartly what starts one that the target has as an object, in a JVM of its own; empty: they are in this one
     * @param workers how many there will be at once
     * @param folder of client processes; made only for them
     * @param apart what keeps them apart from earlier runs, as {@link #apart} has it
     */
    static <C extends AutoCloseable> TrialClients<C> start(
            ClientFactories factories,
            Class<C> type,
            Optional<ClientCommand> apartly,
            int workers,
            Path folder,
            UnaryOperator<Client> apart)
            throws IOException {
        Optional<ClientCommand> command = factories.findCommand(type).or(() -> apartly);
        if (command.isPresent()) {
            return new OfProcesses<>(ClientProcesses.start(command.get(), workers, folder), apart);
        }
        return new InThisJvm<C>(
                factories.find(type).orElseThrow(() -> new NoSuchElementException(type.getName())), apart);
    }

    /** What starts clients in JVMs of their own, if a run asks for that. */
    static Optional<ClientCommand> apartly(RunSpec spec, Catalog catalog) {
        return spec.options().clients() == ClientPlace.PROCESSES
                ? Optional.of(ApartClients.command(spec, catalog))
                : Optional.empty();
    }

    /** What can be done to the clients that a target has for a workload. */
    static Set<ClientAbility> abilities(ClientFactories factories, Workload<?> workload, ClientPlace place) {
        if (place == ClientPlace.PROCESSES || ApartClients.areProcesses(factories, workload)) {
            return EnumSet.allOf(ClientAbility.class);
        }
        return workload.hasPausePoint() ? EnumSet.of(ClientAbility.POINT) : EnumSet.noneOf(ClientAbility.class);
    }

    /**
     * What keeps a run's clients apart from what earlier runs have left in a system that the harness has not started.
     *
     * @throws RefusedRunException the workload has nothing of the kind
     */
    static UnaryOperator<Client> apart(Workload<?> workload, RunOptions options) {
        if (options.cluster() != ClusterKind.ENDPOINT) {
            return client -> client;
        }
        long now = Duration.between(FIRST_RUN, Instant.now()).toSeconds();
        return workload.apart(LAST_RUN.updateAndGet(last -> Math.max(last + 1, now)))
                .orElseThrow(() -> new RefusedRunException("the workload " + workload.name()
                        + " could not tell what it did from what is there already, and so is tried on servers that the harness"
                        + " starts (" + workload.whyNotApart()
                        + "): leave --endpoint out, or take a workload whose keys or elements can be kept apart"));
    }

    /** The client of a process. */
    Client open(ClientContext context, WorkloadRun<C> run) throws Exception;

    /** What is done to a client when it is frozen, beside blocking its worker. */
    WorkerFreezer.Links freezing(ClientLinks links);

    /** How clients are killed; empty where they can't be. */
    Optional<SteppingClients> stepping();

    @Override
    void close();

    /** Objects of the target's. */
    record InThisJvm<C extends AutoCloseable>(ClientFactory<? extends C> factory, UnaryOperator<Client> apart)
            implements TrialClients<C> {
        @Override
        public Client open(ClientContext context, WorkloadRun<C> run) throws Exception {
            return apart.apply(run.recorded(run.bind(factory.open(context), context)));
        }

        /** A frozen client's session and watchdog are to be as silent as it is. */
        @Override
        public WorkerFreezer.Links freezing(ClientLinks links) {
            return new WorkerFreezer.Links() {
                @Override
                public void freezing(int worker) throws Exception {
                    links.hold(worker);
                }

                @Override
                public void thawing(int worker) throws Exception {
                    links.release(worker);
                }
            };
        }

        @Override
        public Optional<SteppingClients> stepping() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** Child processes. */
    record OfProcesses<C extends AutoCloseable>(ClientProcesses processes, UnaryOperator<Client> apart)
            implements TrialClients<C> {
        @Override
        public Client open(ClientContext context, WorkloadRun<C> run) throws Exception {
            return apart.apply(run.recorded(processes.open(context)));
        }

        /** All threads stand, and what is on its way to them waits in the kernel: the links are left alone. */
        @Override
        public WorkerFreezer.Links freezing(ClientLinks links) {
            return new WorkerFreezer.Links() {
                @Override
                public void freezing(int worker) throws Exception {
                    processes.pause(worker);
                }

                @Override
                public void thawing(int worker) throws Exception {
                    processes.resume(worker);
                }
            };
        }

        @Override
        public Optional<SteppingClients> stepping() {
            return Optional.of(processes);
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
