package io.ordeal.workload.txn;

/**
 * A transactional store of texts by key as one process uses it.
 *
 * <pre>{@code
 * long sum = client.transact(Access.READ_WRITE, transaction -> {
 *     transaction.write("a", "1");
 *     return transaction.read("b").map(Long::parseLong).orElse(0L) + 1;
 * });
 * }</pre>
 */
public interface TransactionClient extends AutoCloseable {
    /**
     * Does work in one transaction and commits it. The work is done once; a transaction that the store wants tried again
     * has failed.
     *
     * @return what the work returned
     * @throws io.ordeal.client.DefiniteFailure it was certainly not committed, and will not be; an exception that the work
     *     threw comes out as it is, and the transaction is rolled back
     * @throws Exception nobody knows whether it was, or will be, committed
     */
    <T> T transact(Access access, Work<T> work) throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}

    /** What a transaction is going to do: a store may do reads elsewhere. */
    enum Access {
        READ_ONLY,
        READ_WRITE
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Transaction transaction) throws Exception;
    }
}
