package io.ordeal.client.process;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.cluster.ProcessFamily;
import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.cluster.SpokenToProcesses;
import io.ordeal.fault.ClientKiller;
import io.ordeal.fault.StepWatcher;
import io.ordeal.fault.SteppingClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a run that are processes of their own, one for each worker at a time. Processes are started ahead, and
 * greeted when they are needed, so that a worker does not wait for a JVM. Thread-safe.
 */
public final class ClientProcesses implements SteppingClients, AutoCloseable {
    private final ClientCommand command;
    private final Path folder;
    private final SpokenToProcesses processes;
    private final StepKills kills = new StepKills();
    private final List<StepWatcher> watchers = new CopyOnWriteArrayList<>();
    private final Deque<SpokenToProcess> spare = new ArrayDeque<>();
    private final Map<Integer, ClientProcess> ofWorker = new HashMap<>();
    private boolean closed;

    private ClientProcesses(ClientCommand command, Path folder, SpokenToProcesses processes) {
        this.command = command;
        this.folder = folder;
        this.processes = processes;
    }

    /**
     * Begins to start as many as there are workers, and does not wait for them.
     *
     * @param folder of the clients; made if it does not exist
     */
    public static ClientProcesses start(ClientCommand command, int workers, Path folder) throws IOException {
        Files.createDirectories(folder);
        ClientProcesses clients = new ClientProcesses(command, folder.toAbsolutePath(), SpokenToProcesses.begin());
        try {
            for (int worker = 0; worker < workers; worker++) {
                clients.spare.add(clients.startOne());
            }
            return clients;
        } catch (IOException | RuntimeException | Error failed) {
            clients.close();
            throw failed;
        }
    }

    private SpokenToProcess startOne() throws IOException {
        return processes.start(command.command(), command.environment(), folder, log());
    }

    private Path log() {
        return folder.resolve("clients.log");
    }

    /**
     * The client of a worker's next process. The one before it is dead when this one is greeted.
     *
     * @throws IOException it ended before it was ready
     */
    public Client open(ClientContext context) throws IOException, InterruptedException, TimeoutException {
        int worker = context.worker();
        ClientProcess before = before(worker);
        if (before != null) {
            before.kill();
        }
        Path own = Files.createDirectories(folder.resolve("c" + worker));
        ClientProcess client;
        synchronized (this) {
            if (closed) {
                throw new IOException("the run is over: no client is started any more");
            }
            client = new ClientProcess(take(), context, kills, this::at, log());
            ofWorker.put(worker, client);
        }
        try {
            client.greet(Hello.of(context, own));
            return client;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            client.kill();
            throw failed;
        }
    }

    private synchronized @Nullable ClientProcess before(int worker) {
        return ofWorker.get(worker);
    }

    /** One that is started; sees to it that there is one for the next who asks. */
    private SpokenToProcess take() throws IOException {
        SpokenToProcess taken = spare.poll();
        while (taken != null && !taken.isAlive()) {
            taken = spare.poll();
        }
        if (spare.isEmpty()) {
            spare.add(startOne());
        }
        return taken == null ? startOne() : taken;
    }

    @Override
    public ClientKiller killer() {
        return kills;
    }

    @Override
    public ProcessFamily processes(int worker) {
        return new ClientFamily(() -> Optional.ofNullable(before(worker)).map(ClientProcess::processes));
    }

    @Override
    public void watch(StepWatcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public void unwatch(StepWatcher watcher) {
        watchers.remove(watcher);
    }

    private void at(StepWatcher.Step step) throws Exception {
        for (StepWatcher watcher : watchers) {
            watcher.at(step);
        }
    }

    @Override
    public boolean kill(int worker) throws IOException, InterruptedException, TimeoutException {
        ClientProcess client = before(worker);
        if (client == null || !client.isAlive()) {
            return false;
        }
        client.kill();
        return true;
    }

    /** Stops a worker's client where it stands, as SIGSTOP does; nothing if it has none. */
    public void pause(int worker) throws IOException, InterruptedException, TimeoutException {
        ClientProcess client = before(worker);
        if (client != null && client.isAlive()) {
            client.pause();
        }
    }

    /** Lets a worker's client go on. Idempotent. */
    public void resume(int worker) throws IOException, InterruptedException {
        ClientProcess client = before(worker);
        if (client != null && client.isAlive()) {
            client.resume();
        }
    }

    /** Kills those that still run. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        processes.close();
    }
}
