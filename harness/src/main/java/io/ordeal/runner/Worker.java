package io.ordeal.runner;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does a slot's operations, one after the other. When one of them is given up the thread is left behind,
 * and another takes its place.
 */
final class Worker implements Runnable {
    final Slot slot;
    final Thread thread;
    private final Scheduler scheduler;

    /** What it is to do next; written under the scheduler's lock, taken by this thread. */
    volatile @Nullable Operation handed;

    /** Who waits until this thread has opened its client, or failed to; null otherwise. */
    volatile @Nullable CountDownLatch opening;

    /** Whether it is to end as soon as it has nothing in hand. */
    volatile boolean ended;

    /** How often in a row this thread got the scheduler's lock past those who wait for it. This thread's own. */
    int streak;

    Worker(Slot slot, Scheduler scheduler) {
        this.slot = slot;
        this.scheduler = scheduler;
        thread = new Thread(this, "ordeal-" + slot.name());
        thread.setDaemon(true);
    }

    @Override
    public void run() {
        try {
            openFirst();
            for (Operation operation = scheduler.await(this); operation != null; operation = scheduler.await(this)) {
                scheduler.complete(this, operation, scheduler.performer().perform(this, operation));
            }
        } catch (Throwable t) {
            scheduler.fail(t);
        } finally {
            scheduler.ended(this);
        }
    }

    private void openFirst() {
        CountDownLatch awaited = opening;
        if (awaited != null) {
            try {
                scheduler.performer().openEarly(this);
            } finally {
                opening = null;
                awaited.countDown();
            }
        }
    }
}
