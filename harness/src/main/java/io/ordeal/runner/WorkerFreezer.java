package io.ordeal.runner;

import io.ordeal.client.Outcomes;
import io.ordeal.fault.ClientFreezer;
import io.ordeal.mesh.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Freezes workers. A worker that is frozen sleeps, and the clock of its operation stands still; that its links are held
 * meanwhile is what the {@link Links} see to.
 *
 * <p>At its pause point, before an operation and after it a worker falls asleep itself. While its operation is {@link
 * Moment#OPEN} it is inside its client: its links are held round it, and it falls asleep when it comes out.
 */
public final class WorkerFreezer implements ClientFreezer {
    private final Links links;

    /** Those who wait for a worker to come to its moment: replaced, never changed, as every operation looks at it. */
    private volatile List<Request> armed = List.of();

    /** All that are not thawed yet; guarded by this object's monitor. */
    private final List<Request> requests = new ArrayList<>();

    /** One wakes at a time. Taken before this object's monitor, which guards all else. */
    private final ReentrantLock waking = new ReentrantLock();

    /** Whether somebody who is inside a client is held: such a worker falls asleep at the next place where it can. */
    private volatile boolean holdsOpen;

    private volatile OpenOperations operations = worker -> Optional.empty();

    /** @param links what is done to the links of a frozen worker */
    public WorkerFreezer(Links links) {
        this.links = links;
    }

    /** A freezer that leaves the links as they are. */
    public static WorkerFreezer ofWorkersOnly() {
        return new WorkerFreezer(new Links() {});
    }

    /** What happens to the links of a worker that is frozen. */
    public interface Links {
        /**
         * A worker is about to fall asleep; it does when this returns.
         *
         * @throws Exception the links can't be held: then the worker is not frozen, and thawing tells why
         */
        default void freezing(int worker) throws Exception {}

        /** A worker is about to wake up; it does when this returns. Called even if it has left since. */
        default void thawing(int worker) throws Exception {}
    }

    /** The clock of the operation that a worker has in hand. */
    interface Clock {
        /** Stops it. False if the worker has nothing in hand any more: then it is not frozen. */
        boolean stop();

        /** Lets it go on. */
        void start();
    }

    /** Operations that clients were called for and have not answered. */
    interface OpenOperations {
        /** Stops the clock of one of them, of this worker's or anybody's; empty if there is none. */
        Optional<Open> stopOne(OptionalInt worker);
    }

    /** An operation whose clock was stopped. */
    record Open(int worker, int process, Clock clock) {}

    /** @param open how operations that are under way are found; called without any of this object's locks but its monitor */
    void watch(OpenOperations open) {
        operations = open;
    }

    @Override
    public Freeze freeze(Moment moment, OptionalInt worker) throws Exception {
        Request request = new Request(moment, worker);
        Frozen caught = null;
        synchronized (this) {
            requests.add(request);
            Optional<Open> open = moment == Moment.OPEN ? operations.stopOne(worker) : Optional.empty();
            if (open.isPresent()) {
                caught = new Frozen(open.get());
                request.frozen = caught;
                holdsOpen = true;
            } else {
                List<Request> more = new ArrayList<>(armed);
                more.add(request);
                armed = List.copyOf(more);
            }
        }
        if (caught != null) {
            hold(caught);
        }
        return () -> thaw(request);
    }

    private Map<String, Object> thaw(Request request) throws Exception {
        boolean wasArmed = disarm(request);
        Failures failures = new Failures();
        failures.attempt(() -> wake(List.of(request)));
        Map<String, Object> told = new LinkedHashMap<>();
        synchronized (this) {
            requests.remove(request);
            holdsOpen = requests.stream().anyMatch(Request::holdsOpen);
            Frozen frozen = request.frozen;
            told.put("frozen", frozen == null ? List.of() : List.of(frozen.told()));
        }
        failures.throwFirst();
        if (wasArmed) {
            told.put("armed", true);
        }
        return told;
    }

    @Override
    public void thawAll() throws Exception {
        List<Request> all;
        synchronized (this) {
            all = List.copyOf(requests);
        }
        all.forEach(this::disarm);
        wake(all);
    }

    private synchronized boolean disarm(Request request) {
        boolean wasArmed = armed.contains(request);
        armed = armed.stream().filter(other -> other != request).toList();
        return wasArmed;
    }

    /** Lets all go on that are frozen now; thawing them tells of it. */
    void wake() throws Exception {
        List<Request> all;
        synchronized (this) {
            all = List.copyOf(requests);
        }
        wake(all);
    }

    private void wake(List<Request> those) throws Exception {
        waking.lockInterruptibly();
        try {
            Failures failures = new Failures();
            for (Request request : those) {
                Frozen frozen = awaitAsleep(request);
                if (frozen != null) {
                    failures.attempt(() -> thaw(frozen));
                }
            }
            failures.throwFirst();
        } finally {
            waking.unlock();
        }
    }

    /** Whoever a request has frozen and nobody has woken yet; null if there is nobody. */
    private synchronized @Nullable Frozen awaitAsleep(Request request) throws InterruptedException {
        while (request.frozen != null && request.frozen.falling) {
            wait();
        }
        return request.frozen == null || request.frozen.awake ? null : request.frozen;
    }

    private void thaw(Frozen frozen) throws Exception {
        synchronized (this) {
            frozen.end();
        }
        try {
            links.thawing(frozen.open.worker());
        } finally {
            awake(frozen);
        }
    }

    private synchronized void awake(Frozen frozen) {
        frozen.end();
        frozen.startClock();
        frozen.awake = true;
        notifyAll();
    }

    /** Whether anybody is to be frozen, or is inside a client: all that most operations ask. */
    boolean isAtWork() {
        return holdsOpen || !armed.isEmpty();
    }

    /** Where a worker can be frozen. Returns when it may go on. */
    void at(Moment moment, int worker, int process, Clock clock) throws InterruptedException {
        if (holdsOpen) {
            awaitThaw(worker, process);
        }
        if (armed.isEmpty()) {
            return;
        }
        Frozen me = new Frozen(new Open(worker, process, clock));
        synchronized (this) {
            Optional<Request> mine = armed.stream()
                    .filter(request -> request.waitsFor(moment, worker))
                    .findFirst();
            if (mine.isEmpty() || !clock.stop()) {
                return;
            }
            disarm(mine.get());
            mine.get().frozen = me;
            holdsOpen |= moment == Moment.OPEN;
        }
        hold(me);
        if (moment != Moment.OPEN) {
            sleep(me);
        }
    }

    private void sleep(Frozen me) throws InterruptedException {
        synchronized (this) {
            try {
                while (!me.awake) {
                    wait();
                }
            } finally {
                me.end();
                me.startClock();
            }
        }
    }

    /** A worker comes out of its client with an operation whose clock stands still: it sleeps until it is woken. */
    void awaitThaw(int worker, int process) throws InterruptedException {
        synchronized (this) {
            for (Request request : List.copyOf(requests)) {
                Frozen frozen = request.frozen;
                if (frozen != null && frozen.open.worker() == worker && frozen.open.process() == process) {
                    while (!frozen.awake) {
                        wait();
                    }
                }
            }
        }
    }

    private void hold(Frozen frozen) {
        Exception failure = null;
        try {
            links.freezing(frozen.open.worker());
        } catch (Exception e) {
            failure = e;
        }
        synchronized (this) {
            frozen.falling = false;
            frozen.beginNanos = System.nanoTime();
            frozen.failure = failure;
            if (failure != null) {
                awake(frozen);
            }
            notifyAll();
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was asked for; its fields are guarded by the freezer's monitor. */
    private static final class Request {
        private final Moment moment;
        private final OptionalInt worker;
        private @Nullable Frozen frozen;

        Request(Moment moment, OptionalInt worker) {
            this.moment = moment;
            this.worker = worker;
        }

        boolean holdsOpen() {
            return moment == Moment.OPEN && frozen != null;
        }

        boolean waitsFor(Moment now, int ofWorker) {
            return moment == now && (worker.isEmpty() || worker.getAsInt() == ofWorker);
        }
    }

    /** One that was frozen; guarded by the freezer's monitor. */
    private static final class Frozen {
        private final Open open;

        /** When its links were held, so that nothing was heard of it from here on. */
        private long beginNanos;

        /** When they were about to be given back, or it was given up; 0 = not yet. */
        private long endNanos;

        private boolean isClockStarted;

        /** Its links are not held yet. */
        private boolean falling = true;

        private boolean awake;
        private @Nullable Exception failure;

        Frozen(Open open) {
            this.open = open;
        }

        void end() {
            if (endNanos == 0) {
                endNanos = System.nanoTime();
            }
        }

        /** Once: its worker may have been frozen again since. */
        void startClock() {
            if (!isClockStarted) {
                isClockStarted = true;
                open.clock().start();
            }
        }

        Map<String, Object> told() {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("process", open.process());
            told.put("worker", open.worker());
            long end = endNanos == 0 ? System.nanoTime() : endNanos;
            told.put("nanos", end - beginNanos);
            Exception why = failure;
            if (why != null) {
                told.put("not-held", Outcomes.describe(why));
            }
            return told;
        }
    }
}
