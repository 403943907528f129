package io.ordeal.runner;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * There is no scheduler's thread. Whoever completes an operation takes the lock, records the completion, tells the
 * generator, asks it for whatever can be done now, records those invocations, and leaves: with its own next operation, if
 * it got one, without ever having slept. Operations of others are handed to them.
 *
 *   worker 0  ── client ──┐ lock: ok 0, invoke 0         ┌── client ──…
 *                         └──────────── write ───────────┘
 *   worker 1  ─────── client ───────┐ (waits for the lock) lock: ok 1, invoke 1 …
 *
 * An operation for later has its own worker wait until then and ask again; any event before that may change the plan.
 * What is recorded under the lock is written after it, by whoever comes first for all who recorded before: but nobody
 * calls a client before its own invocation is written.
 *
 * The lock is fair to those who sleep for it, but a running thread may take it past them some times in a row: a handover
 * for every operation would cost more than the operation.
 *
 * The thread that called run() watches over the time-outs.
 */
/** The workers' threads, and the lock under which they meet. */
final class Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /** How often in a row a thread may take the lock past those who wait. */
    private static final int MAX_STREAK = 64;

    private final RunnerOptions options;
    private final Recorder recorder;
    private final WorkerFreezer freezer;
    private final ClientCloser closer = new ClientCloser();
    private final Performer performer;
    private final OperationClocks clocks;
    private final Set<Worker> alive = ConcurrentHashMap.newKeySet();
    private final long watchNanos;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();

    // All of the following is guarded by the lock.
    private final Board board;
    private boolean stopping;
    private long stopNanos;
    private @Nullable Throwable failure;
    private boolean closed;

    Scheduler(
            RunnerOptions options,
            ClientOpener opener,
            @Nullable NemesisClient nemesis,
            WorkerFreezer freezer,
            Recorder recorder) {
        this.options = options;
        this.recorder = recorder;
        this.freezer = freezer;
        performer = new Performer(options, opener, nemesis, freezer, closer, this);
        board = new Board(options, nemesis != null, recorder, closer::close, changed::signalAll);
        clocks = new OperationClocks(lock, changed, board);
        freezer.watch(clocks::stopOne);
        for (int worker = 0; worker < options.concurrency(); worker++) {
            board.add(new Slot(worker, this));
        }
        if (nemesis != null) {
            board.add(new Slot(GeneratorContext.NEMESIS, this));
        }
        // Whatever begins while the watch sleeps is due no sooner than this.
        watchNanos = Math.min(
                Math.min(
                        options.operationTimeout().toNanos(),
                        options.openTimeout().toNanos()),
                options.nemesisTimeout().toNanos());
    }

    Performer performer() {
        return performer;
    }

    OperationClocks clocks() {
        return clocks;
    }

    // ---- the workers' threads

    /** What a worker is to do next; its invocation is in the file. Null if it is to end. */
    @Nullable
    Operation await(Worker worker) {
        while (true) {
            // A client may have left its thread interrupted. Whoever is given up is marked as ended before.
            Thread.interrupted();
            if (worker.ended) {
                return null;
            }
            Operation operation = worker.handed;
            if (operation != null) {
                worker.handed = null;
                recorder.flush(operation.events);
                return operation;
            }
            long wakeNanos = worker.slot.wakeNanos;
            if (wakeNanos == Slot.NEVER) {
                LockSupport.park(this);
            } else if (wakeNanos > board.nowNanos()) {
                LockSupport.parkNanos(this, wakeNanos - board.nowNanos());
            } else {
                ask(worker);
            }
        }
    }

    /** The time has come for which a worker has waited. */
    private void ask(Worker worker) {
        @Nullable List<Slot> wake;
        lock.lock();
        try {
            if (worker.ended || failure != null) {
                worker.slot.wakeNanos = Slot.NEVER;
                return;
            }
            board.woke(worker.slot);
            wake = board.pump(worker.slot);
        } finally {
            lock.unlock();
        }
        deliver(wake);
    }

    /** A worker has done what it had in hand. It may have something in hand again when this returns. */
    void complete(Worker worker, Operation operation, Completion completion) {
        @Nullable List<Slot> wake = null;
        boolean frozen;
        do {
            acquire(worker);
            try {
                if (operation.over || failure != null) {
                    return;
                }
                frozen = operation.isFrozen();
                if (!frozen) {
                    board.finish(worker.slot, operation, completion);
                    wake = board.pump(worker.slot);
                }
            } finally {
                lock.unlock();
            }
            if (frozen) {
                awaitThaw(operation, worker);
            }
        } while (frozen);
        deliver(wake);
    }

    /** Its client was frozen while the operation was open: what came of it is told when it has thawed. */
    private void awaitThaw(Operation operation, Worker worker) {
        try {
            freezer.awaitThaw(worker.slot.number, operation.process);
        } catch (InterruptedException e) {
            // it is given up, as the operation says
            LOG.debug("process {} was given up while it was frozen", operation.process);
        }
    }

    private void acquire(Worker worker) {
        if (worker.streak < MAX_STREAK && lock.tryLock()) {
            worker.streak++;
        } else {
            worker.streak = 0;
            lock.lock();
        }
    }

    /** Wakes those who were handed something, and sees to it that all that was recorded is written. */
    private void deliver(@Nullable List<Slot> wake) {
        if (wake != null) {
            for (Slot slot : wake) {
                LockSupport.unpark(slot.worker.thread);
            }
        }
        recorder.flush(recorder.events());
    }

    /** A client was opened, for an operation or before there is any. False if that was given up meanwhile. */
    boolean adopt(Worker worker, @Nullable Operation operation, Client client, ProcessContext context) {
        lock.lock();
        try {
            return !worker.ended && board.adopt(worker.slot, operation, client, context);
        } finally {
            lock.unlock();
        }
    }

    /** Whom a worker acts as now. */
    int process(Slot slot) {
        lock.lock();
        try {
            return board.process(slot);
        } finally {
            lock.unlock();
        }
    }

    /** The worker's thread is at its end. */
    void ended(Worker worker) {
        alive.remove(worker);
    }

    // ---- what clients tell

    void sessionLost(ProcessContext context, Object lostLock) {
        @Nullable List<Slot> wake;
        lock.lock();
        try {
            if (closed || failure != null) {
                return;
            }
            board.sessionLost(context, lostLock);
            wake = board.pump(null);
        } catch (RuntimeException e) {
            fail(e);
            return;
        } finally {
            lock.unlock();
        }
        try {
            deliver(wake);
        } catch (RunFailedException e) {
            fail(e);
        }
    }

    /** Nanoseconds since the run began. */
    long nowNanos() {
        return board.nowNanos();
    }

    /** Somebody has done something to the system, or is about to. */
    void note(String f, @Nullable Object value, @Nullable Object error) {
        @Nullable List<Slot> wake;
        lock.lock();
        try {
            board.note(f, value, error);
            wake = failure == null ? board.pump(null) : null;
        } finally {
            lock.unlock();
        }
        deliver(wake);
    }

    // ---- the run

    /** Has each worker open its client on its own thread. Who can't in time tries again with its first operation. */
    void openClients() throws InterruptedException {
        CountDownLatch opening = new CountDownLatch(options.concurrency());
        lock.lock();
        try {
            refuseUnlessIdle();
            for (Slot slot : board.clients()) {
                slot.worker.opening = opening;
                start(slot.worker);
            }
        } finally {
            lock.unlock();
        }
        try {
            if (!opening.await(options.openTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("{} clients are not open yet: their first operations wait for them", opening.getCount());
            }
        } finally {
            lock.lock();
            try {
                for (Slot slot : board.clients()) {
                    if (slot.worker.opening != null) {
                        replace(slot);
                    }
                }
                board.startClock();
            } finally {
                lock.unlock();
            }
        }
        throwFailure();
    }

    /**
     * Runs a generator to its end; watches over the time-outs meanwhile.
     *
     * @return whether it was stopped before
     */
    boolean run(Generator generator) {
        begin(generator);
        boolean interrupted = false;
        boolean going = true;
        while (going) {
            try {
                going = watch();
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            } catch (Exception e) {
                fail(e);
            }
        }
        if (!recorder.hasFailed()) {
            recorder.flush(recorder.events());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwFailure();
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        lock.lock();
        try {
            if (failure instanceof RunFailedException known) {
                throw known;
            } else if (failure != null) {
                throw new RunFailedException("the run failed: " + failure.getMessage(), failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void refuseUnlessIdle() {
        if (closed) {
            throw new IllegalStateException("the runner is closed");
        } else if (failure != null) {
            throw new IllegalStateException("the runner has failed: " + failure, failure);
        } else if (board.isRunning()) {
            throw new IllegalStateException("another phase is being run");
        }
    }

    private void begin(Generator generator) {
        lock.lock();
        try {
            refuseUnlessIdle();
            stopping = false;
            for (Slot slot : board.slots()) {
                start(slot.worker);
            }
            board.begin(generator);
        } finally {
            lock.unlock();
        }
    }

    private void start(Worker worker) {
        if (worker.thread.getState() == Thread.State.NEW) {
            alive.add(worker);
            worker.thread.start();
        }
    }

    /** Gives up what is overdue, and sleeps until something may be. Returns whether the phase goes on. */
    @SuppressWarnings("WaitNotInLoop") // the loop is around this method
    private boolean watch() throws Exception {
        @Nullable List<Slot> wake;
        boolean thaw;
        lock.lock();
        try {
            if (failure != null) {
                abandonAll();
            }
            if (!board.isRunning()) {
                return false;
            }
            long now = board.nowNanos();
            long next = now + watchNanos;
            boolean acted = false;
            for (Slot slot : board.slots()) {
                long due = dueNanos(slot);
                if (due <= now) {
                    giveUp(slot);
                    acted = true;
                }
                next = Math.min(next, due);
            }
            wake = board.pump(null);
            thaw = board.waitsForThaw();
            if (!acted && wake == null && !thaw && board.isRunning() && failure == null) {
                changed.awaitNanos(next - board.nowNanos());
            }
        } finally {
            lock.unlock();
        }
        deliver(wake);
        if (thaw) {
            LOG.info("nothing goes on but for clients that are frozen: they wake up");
            freezer.wake();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    /** When what a worker has in hand is given up. */
    private long dueNanos(Slot slot) {
        Operation operation = slot.operation;
        if (operation == null) {
            return Long.MAX_VALUE;
        }
        long deadline = operation.isFrozen() ? Long.MAX_VALUE : operation.deadlineNanos;
        return stopping ? Math.min(deadline, stopNanos) : deadline;
    }

    /** Holds an operation to have ended, and leaves its thread behind. */
    private void giveUp(Slot slot) {
        Operation operation = slot.operation;
        if (operation == null) {
            return;
        }
        GivenUp end = GivenUp.of(operation, slot.isNemesis(), stopping || failure != null, options);
        if (end.failure() != null) {
            fail(end.failure());
        }
        replace(slot);
        start(slot.worker);
        board.finish(slot, operation, end.completion());
    }

    /** Leaves the thread that works here behind. */
    private void replace(Slot slot) {
        Worker left = slot.worker;
        left.ended = true;
        left.thread.interrupt();
        slot.worker = new Worker(slot, this);
    }

    private void abandonAll() {
        board.noMore();
        for (Slot slot : board.slots()) {
            giveUp(slot);
        }
        board.abandon();
        changed.signalAll();
    }

    /** No operation begins any more; what is in hand has a grace time. */
    void stop() {
        lock.lock();
        try {
            if (board.isRunning() && !stopping) {
                stopping = true;
                stopNanos = board.nowNanos() + options.stopGrace().toNanos();
                board.noMore();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The run can't go on. */
    void fail(Throwable t) {
        lock.lock();
        try {
            if (failure == null) {
                failure = t;
            } else if (failure != t) {
                LOG.debug("and after the run had failed", t);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all threads and closes all clients; waits for them, but not for ever. */
    void close() throws InterruptedException {
        stop();
        lock.lock();
        try {
            while (board.isRunning()) {
                changed.await();
            }
            closed = true;
            for (Slot slot : board.slots()) {
                slot.worker.ended = true;
                LockSupport.unpark(slot.worker.thread);
                if (slot.client != null) {
                    closer.close(slot.client);
                    slot.client = null;
                }
            }
        } finally {
            lock.unlock();
        }
        closer.shutdown(options.stopGrace());
        long deadline = System.nanoTime() + options.stopGrace().toNanos();
        for (Worker worker : alive) {
            TimeUnit.NANOSECONDS.timedJoin(worker.thread, Math.max(1, deadline - System.nanoTime()));
        }
        for (Worker worker : alive) {
            LOG.warn("left behind: {}, which does not end though it was interrupted", worker.thread.getName());
        }
    }
}
