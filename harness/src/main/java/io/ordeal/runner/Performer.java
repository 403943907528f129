package io.ordeal.runner;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Outcomes;
import io.ordeal.fault.ClientFreezer.Moment;
import io.ordeal.generator.Recordable;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does operations: calls the clients and the nemesis, and makes completions of whatever comes of it. */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private final RunnerOptions options;
    private final ClientOpener opener;
    private final @Nullable NemesisClient nemesis;
    private final WorkerFreezer freezer;
    private final ClientCloser closer;
    private final Scheduler scheduler;

    Performer(
            RunnerOptions options,
            ClientOpener opener,
            @Nullable NemesisClient nemesis,
            WorkerFreezer freezer,
            ClientCloser closer,
            Scheduler scheduler) {
        this.options = options;
        this.opener = opener;
        this.nemesis = nemesis;
        this.freezer = freezer;
        this.closer = closer;
        this.scheduler = scheduler;
    }

    /** Does an operation on the worker's thread. Its invocation is in the file. */
    Completion perform(Worker worker, Operation operation) {
        @Nullable Object value = operation.invocation.value();
        NemesisClient injector = nemesis;
        if (worker.slot.isNemesis() && injector != null) {
            try {
                return checked(new Completion(OpType.INFO, injector.invoke(operation.invocation), null));
            } catch (Throwable t) {
                refuseToGoOn(t);
                LOG.warn("the nemesis' {} failed", operation.invocation.f(), t);
                return Completion.info(value, Outcomes.describe(t));
            }
        }
        Client client = operation.client;
        if (client == null) {
            try {
                client = open(worker, operation.process, operation);
            } catch (Throwable t) {
                refuseToGoOn(t);
                LOG.debug("no client for process {}", operation.process, t);
                pause();
                return Completion.fail(value, "no client: " + Outcomes.describe(t));
            }
        }
        Completion completion;
        try {
            at(Moment.BEFORE, worker, operation);
            at(Moment.OPEN, worker, operation);
            completion = client.invoke(operation.invocation);
            at(Moment.AFTER, worker, operation);
        } catch (Throwable t) {
            refuseToGoOn(t);
            LOG.debug("process {}'s {} ended by an exception", operation.process, operation.invocation.f(), t);
            return Outcomes.of(t, value);
        }
        return checked(completion);
    }

    /** Where the client may be frozen. */
    private void at(Moment moment, Worker worker, Operation operation) throws InterruptedException {
        if (!freezer.isAtWork()) {
            return;
        }
        int number = worker.slot.number;
        freezer.at(moment, number, operation.process, scheduler.clocks().of(number, operation.process));
    }

    /** Opens the client of a worker that has nothing to do yet. What fails is tried again with its first operation. */
    void openEarly(Worker worker) {
        int process = scheduler.process(worker.slot);
        try {
            open(worker, process, null);
        } catch (Throwable t) {
            refuseToGoOn(t);
            LOG.debug("no client for process {} yet", process, t);
        }
    }

    private Client open(Worker worker, int process, @Nullable Operation operation) throws Exception {
        ProcessContext context = new ProcessContext(scheduler, freezer, options, worker.slot.number, process);
        Client client = opener.open(context);
        if (client == null) {
            throw new IllegalStateException("the opener gave null for a client");
        }
        if (!scheduler.adopt(worker, operation, client, context)) {
            closer.close(client);
            throw new IllegalStateException("the client came too late");
        }
        return client;
    }

    /** So that workers that can't reach their servers do not fill the history with that. */
    private void pause() {
        try {
            Thread.sleep(options.openRetryDelay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws RunFailedException if the history can't hold the completion: that is a fault of the client's code */
    private static Completion checked(@Nullable Completion completion) {
        List<String> problems = new ArrayList<>(0);
        if (completion == null) {
            problems.add("expected a completion, found null");
        } else {
            Recordable.problems(completion.value(), problems);
            Recordable.problems(completion.error(), problems);
        }
        if (completion == null || !problems.isEmpty()) {
            throw new RunFailedException("a client answered " + completion + ": " + String.join("; ", problems));
        }
        return completion;
    }

    /** What says that this virtual machine, or this class path, is not fit to judge anything. */
    private static void refuseToGoOn(Throwable t) {
        if (t instanceof RunFailedException failed) {
            throw failed;
        }
        if (t instanceof LinkageError || (t instanceof VirtualMachineError && !(t instanceof StackOverflowError))) {
            throw new RunFailedException("the harness failed: " + t, t);
        }
    }
}
