package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What all searches of one check may take together: the context's time and memory, and a way to call them off. */
final class Budget {
    private final CheckContext context;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean settled = new AtomicBoolean();

    Budget(CheckContext context) {
        this.context = context;
    }

    CheckContext context() {
        return context;
    }

    /** Takes memory, or gives some back if negative. */
    void take(long moreBytes) {
        long now = bytes.addAndGet(moreBytes);
        if (moreBytes > 0 && now > context.memoryLimitBytes()) {
            throw new CheckStoppedException("the memory limit of " + (context.memoryLimitBytes() >> 20)
                    + " MiB was reached: ORDEAL_OPTS=-Xmx8g gives more");
        }
    }

    void checkpoint() {
        context.checkpoint();
        if (settled.get()) {
            throw new CheckStoppedException("another key settled the verdict");
        }
    }

    /** Another part has settled the verdict: the searches that are still under way stop at their next checkpoint. */
    void settle() {
        settled.set(true);
    }

    boolean isSettled() {
        return settled.get();
    }
}
