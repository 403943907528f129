package io.ordeal.runner;

import io.ordeal.client.Outcomes;
import io.ordeal.fault.ClientFreezer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Freezes workers at their pause points. A worker that is frozen sleeps, and the clock of its operation stands still;
 * that its links are held meanwhile is what the {@link Links} see to.
 */
public final class WorkerFreezer implements ClientFreezer {
    private final Links links;
    private final List<Frozen> frozen = new ArrayList<>();
    private final List<Map<String, Object>> reports = new ArrayList<>();

    /** One wakes at a time. Taken before this object's monitor, which guards all else. */
    private final ReentrantLock waking = new ReentrantLock();

    private volatile boolean armed;

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

    @Override
    public void freezeNextHolder() {
        armed = true;
    }

    /**
     * Lets all go on.
     *
     * @return {@code frozen}: for each that was frozen since the last thaw its process, worker, and nanoseconds; and
     *     {@code armed} if nobody has come to a pause point since it was last asked for
     * @throws Exception the links of one could not be given back; all are awake nevertheless
     */
    @Override
    public Map<String, Object> thaw() throws Exception {
        Map<String, Object> report = new LinkedHashMap<>();
        boolean wasArmed;
        synchronized (this) {
            wasArmed = armed;
            armed = false;
        }
        wake();
        synchronized (this) {
            report.put("frozen", List.copyOf(reports));
            reports.clear();
        }
        if (wasArmed) {
            report.put("armed", true);
        }
        return report;
    }

    /** Lets all go on that are frozen now; the next thaw tells of them. */
    void wake() throws Exception {
        waking.lockInterruptibly();
        try {
            List<Frozen> all;
            synchronized (this) {
                while (frozen.stream().anyMatch(each -> each.falling)) {
                    wait();
                }
                all = List.copyOf(frozen);
                frozen.clear();
            }
            Exception failure = null;
            for (Frozen each : all) {
                try {
                    links.thawing(each.worker);
                } catch (Exception e) {
                    failure = e;
                }
                synchronized (this) {
                    each.awake = true;
                    reports.add(each.told());
                    notifyAll();
                }
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            waking.unlock();
        }
    }

    /** Where a worker can be frozen. Returns when it may go on. */
    void pausePoint(int worker, int process, Clock clock) throws InterruptedException {
        if (!armed) {
            return;
        }
        Frozen me = new Frozen(worker, process);
        synchronized (this) {
            if (!armed) {
                return;
            }
            if (!clock.stop()) {
                return;
            }
            armed = false;
            frozen.add(me);
        }
        try {
            fallAsleep(me);
            synchronized (this) {
                while (!me.awake) {
                    wait();
                }
            }
        } finally {
            me.endNanos = System.nanoTime();
            clock.start();
        }
    }

    private void fallAsleep(Frozen me) {
        Exception failure = null;
        try {
            links.freezing(me.worker);
        } catch (Exception e) {
            failure = e;
        }
        synchronized (this) {
            me.falling = false;
            me.failure = failure;
            me.awake = failure != null;
            notifyAll();
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** The clock of the operation that a worker has in hand. */
    interface Clock {
        /** Stops it. False if the worker has nothing in hand any more: then it is not frozen. */
        boolean stop();

        /** Lets it go on. */
        void start();
    }

    /** One that was frozen; guarded by the freezer's monitor. */
    private static final class Frozen {
        private final int worker;
        private final int process;
        private final long beginNanos = System.nanoTime();
        private volatile long endNanos;

        /** Its links are not held yet. */
        private boolean falling = true;

        private boolean awake;
        private @Nullable Exception failure;

        Frozen(int worker, int process) {
            this.worker = worker;
            this.process = process;
        }

        Map<String, Object> told() {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("process", process);
            told.put("worker", worker);
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
