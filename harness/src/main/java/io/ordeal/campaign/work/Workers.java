package io.ordeal.campaign.work;

import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.store.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The workers of a night: as many as have ever been busy at once. Thread-safe. */
public final class Workers implements AutoCloseable {
    /** Then another takes its place. */
    static final int TRIALS_OF_A_WORKER = 25;

    /** Beside its main phase: servers that start late, last reads until all are ok, a long check. */
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    private final List<String> command;
    private final Path log;
    private final Path results;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "night-trial");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> busy = new HashSet<>();
    private boolean stopped;

    /**
     * None yet.
     *
     * @param command of a JVM that runs a {@link TrialServer} and ends when this process does
     * @param log where what workers print goes
     * @param results where runs land
     */
    public Workers(List<String> command, Path log, Path results) throws IOException {
        this.command = List.copyOf(command);
        this.log = log;
        this.results = results;
        Files.createDirectories(log.toAbsolutePath().getParent());
    }

    /**
     * A trial that has been made.
     *
     * @param wholeMillis from when it was asked for until its verdict
     * @param cpuMillis of all its processes
     * @param peakBytes of all its processes
     */
    public record Made(TrialResult result, long wholeMillis, long cpuMillis, long peakBytes) {}

    /**
     * Makes a trial, in some worker, at once.
     *
     * @param id of the trial
     * @param run what is to be run, if nothing is replayed
     * @param replayOf the run that it does again
     * @param folder is told the run's folder as soon as there is one; on another thread
     * @param end is told what came of it; on another thread
     */
    public void make(String id, RunSpec run, Optional<Replayed> replayOf, Consumer<String> folder, Consumer<Made> end) {
        threads.execute(() -> {
            long began = System.nanoTime();
            Worker.Made made = inSomeWorker(id, run, replayOf, folder);
            long millis = (System.nanoTime() - began) / 1_000_000;
            end.accept(new Made(made.result(), millis, made.cpuMillis(), made.peakBytes()));
        });
    }

    private Worker.Made inSomeWorker(String id, RunSpec run, Optional<Replayed> replayOf, Consumer<String> folder) {
        Worker worker = null;
        try {
            worker = take();
            return worker.make(id, run, replayOf, results, run.options().time().plus(PATIENCE), folder);
        } catch (IOException noWorker) {
            return failed("no worker could be started: " + noWorker.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return failed("the night was interrupted");
        } catch (RuntimeException misunderstood) {
            return failed("the worker was not understood: " + misunderstood.getMessage());
        } finally {
            if (worker != null) {
                giveBack(worker);
            }
        }
    }

    private static Worker.Made failed(String why) {
        return new Worker.Made(TrialResult.without(End.FAILED, why, Optional.empty()), 0, 0);
    }

    private Worker take() throws IOException {
        synchronized (this) {
            while (!idle.isEmpty()) {
                Worker worker = idle.pop();
                if (worker.isFit()) {
                    busy.add(worker);
                    return worker;
                }
            }
        }
        Worker started = Worker.start(command, log);
        synchronized (this) {
            busy.add(started);
            if (stopped) {
                started.stop();
            }
        }
        return started;
    }

    private void giveBack(Worker worker) {
        boolean again;
        synchronized (this) {
            busy.remove(worker);
            again = worker.isFit() && worker.made() < TRIALS_OF_A_WORKER && !stopped;
            if (again) {
                idle.push(worker);
            }
        }
        if (!again) {
            worker.close();
        }
    }

    /** Cuts short what is under way; it is told as ever. */
    public synchronized void stop() {
        stopped = true;
        busy.forEach(Worker::stop);
    }

    /** Ends all workers, and with them what they have started. */
    @Override
    public void close() {
        List<Worker> all;
        synchronized (this) {
            stopped = true;
            all = new java.util.ArrayList<>(idle);
            all.addAll(busy);
            idle.clear();
        }
        all.parallelStream().forEach(Worker::close);
        threads.shutdown();
    }
}
