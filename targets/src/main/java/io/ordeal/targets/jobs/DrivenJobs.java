package io.ordeal.targets.jobs;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.job.JobClient;
import io.ordeal.workload.job.JobOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Jobs that a driver runs, and their outputs, which are read as files. */
final class DrivenJobs implements JobClient {
    /** On which every task fails. */
    private static final long POISON = -1;

    private final FutureTask<Driver> driver;
    private final Outputs outputs;

    /**
     * @param opening connects a driver, which takes longer than anybody waits for a client: it is done beside, and the first job
     *     waits for it
     */
    DrivenJobs(Callable<Driver> opening, Outputs outputs) {
        this.driver = new FutureTask<>(opening);
        this.outputs = outputs;
        Thread thread = new Thread(driver, "driver");
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws DefiniteFailure it could not be connected: no job begins */
    private Driver driver() throws Exception {
        try {
            return driver.get();
        } catch (ExecutionException failed) {
            throw new DefiniteFailure("the driver does not start: " + failed.getCause());
        }
    }

    @Override
    public void run(long job, List<Long> input) throws Exception {
        Optional<String> failed = driver().run(outputs.of(job), input);
        if (failed.isPresent()) {
            throw new DefiniteFailure("the job failed: " + failed.get());
        }
    }

    /** The last record of the last task is one that nobody can work on: by then others are done. */
    @Override
    public void doomed(long job, List<Long> input) throws Exception {
        List<Long> more = new ArrayList<>(input);
        more.add(POISON);
        if (driver().run(outputs.of(job), more).isEmpty()) {
            throw new IllegalStateException("the job is done, though a task of it can't be");
        }
    }

    @Override
    public List<JobOutput> outputs() throws DefiniteFailure {
        return outputs.read();
    }

    @Override
    public void close() throws Exception {
        if (!driver.isDone()) {
            return;
        }
        try {
            driver.get().close();
        } catch (ExecutionException neverOpened) {
            // there is nothing to close
        }
    }
}
