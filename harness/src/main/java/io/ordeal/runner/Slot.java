package io.ordeal.runner;

import io.ordeal.client.Client;
import io.ordeal.generator.GeneratorContext;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A worker's place: its number stays, threads, processes and clients come and go. Guarded by the scheduler's lock, where
 * nothing else is said.
 */
final class Slot {
    static final long NEVER = Long.MAX_VALUE;

    final int number;

    /** The thread that works here now. */
    volatile Worker worker;

    @Nullable
    Operation operation;

    /** Of the process that the worker acts as now; null before its first operation. */
    @Nullable
    Client client;

    /** What the client was opened with; null where it is. */
    @Nullable
    ProcessContext context;

    /** Locks whose loss is recorded when the operation in hand is done. */
    final Deque<Lost> lostSessions = new ArrayDeque<>();

    /** When this worker, which is idle, is to ask the generator again. Written under the lock, read by the worker. */
    volatile long wakeNanos = NEVER;

    Slot(int number, Scheduler scheduler) {
        this.number = number;
        this.worker = new Worker(this, scheduler);
    }

    /** A process has learnt that it has lost a lock with its session. */
    record Lost(ProcessContext context, Object lock) {}

    boolean isNemesis() {
        return number == GeneratorContext.NEMESIS;
    }

    String name() {
        return isNemesis() ? "nemesis" : "worker-" + number;
    }
}
