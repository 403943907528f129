package io.ordeal.fault;

import io.ordeal.cluster.ProcessFamily;

/**
 * The clients of a run that are processes of their own and tell, step by step, how far an operation has got: what faults
 * need that strike in the midst of one.
 */
public interface SteppingClients {
    /** Kills the clients themselves. */
    ClientKiller killer();

    /**
     * Kills a worker's client as kill -9 does; the worker's next process is a new one.
     *
     * @return whether there was one that lived
     */
    boolean kill(int worker) throws Exception;

    /** The processes of a worker's client, whichever it is at the moment. */
    ProcessFamily processes(int worker);

    /** From now on is told of every step of every client. */
    void watch(StepWatcher watcher);

    /** Is told no more; a call that is under way may still end after this. Idempotent. */
    void unwatch(StepWatcher watcher);
}
