package io.ordeal.workload.txn;

import io.ordeal.checker.CheckerOptions;

/** Random transactions that append to lists and read them, judged by the order that the lists tell. */
public final class ListAppendWorkload extends TransactionWorkload {
    public ListAppendWorkload() {
        super(MicroOperation.Kind.APPEND, CheckerOptions.DEFAULT);
    }

    @Override
    public String name() {
        return "list-append";
    }

    @Override
    public String promise() {
        return "Transactions on lists take effect one at a time, in the order in which clients saw things happen.";
    }
}
