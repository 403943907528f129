package io.ordeal.workload.job;

import java.util.List;

/** Whoever runs jobs and reads what they have written, as one process uses it. */
public interface JobClient extends AutoCloseable {
    /**
     * Runs a job that writes each record of its input to its output.
     *
     * @param job its id, never used before
     * @param input its records, each once
     * @throws io.ordeal.client.DefiniteFailure it has failed, or never began, and nothing goes on with it
     * @throws Exception nobody knows whether it is done, or will be
     */
    void run(long job, List<Long> input) throws Exception;

    /**
     * Runs a job one of whose tasks fails whoever tries it, after it has written what it could.
     *
     * @param job its id, never used before
     * @param input its records, each once
     * @throws Exception nobody knows whether it has failed yet; if it is told to be done nevertheless, too
     */
    void doomed(long job, List<Long> input) throws Exception;

    /**
     * All outputs, as who consumes them finds them now: of every job that has left anything, be it a part of one that is under way
     * or has failed. Not what attempts have put by, where nobody would look for an output.
     *
     * @throws Exception they could not all be read
     */
    List<JobOutput> outputs() throws Exception;

    /** Gives back what it has, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
