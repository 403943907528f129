package io.ordeal.workload.txn;

import io.ordeal.checker.CheckerOptions;

/** Random transactions that write registers and read them, judged by who read whose write. */
public final class RwRegisterWorkload extends TransactionWorkload {
    public RwRegisterWorkload() {
        super(MicroOperation.Kind.WRITE, CheckerOptions.DEFAULT);
    }

    @Override
    public String name() {
        return "rw-register";
    }

    @Override
    public String promise() {
        return "Transactions on registers take effect one at a time, in the order in which clients saw things happen.";
    }
}
