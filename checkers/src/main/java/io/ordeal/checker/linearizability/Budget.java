package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What all searches of one check may take together: the context's time and memory, and a way to call them off. */
final class Budget {
    private final CheckContext context;
    private final AtomicLong bytes;
    private final AtomicBoolean settled;

    /** Whether what is spent here has become of no use. */
    private final BooleanSupplier isMoot;

    Budget(CheckContext context) {
        this(context, new AtomicLong(), new AtomicBoolean(), () -> false);
    }

    private Budget(CheckContext context, AtomicLong bytes, AtomicBoolean settled, BooleanSupplier isMoot) {
        this.context = context;
        this.bytes = bytes;
        this.settled = settled;
        this.isMoot = isMoot;
    }

    /** The same budget, for something that also is called off when it is moot. */
    Budget unless(BooleanSupplier moot) {
        return new Budget(context, bytes, settled, moot);
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

    /** Whether more than half of the memory is taken. */
    boolean isHalfTaken() {
        return bytes.get() > context.memoryLimitBytes() / 2;
    }

    void checkpoint() {
        context.checkpoint();
        if (isSettled()) {
            throw new CheckStoppedException("another key settled the verdict");
        }
    }

    /** The check ends: the searches that are still under way stop at their next checkpoint. */
    void settle() {
        settled.set(true);
    }

    boolean isSettled() {
        return settled.get() || isMoot.getAsBoolean();
    }
}
