package io.ordeal.targets.jvm;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.txn.Transaction;
import io.ordeal.workload.txn.TransactionClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A transactional store inside this JVM, shared by the clients of a run. */
final class JvmTransactions {
    /** What is wrong with the store, on purpose: each must be caught. */
    enum Flaw {
        /** One transaction after the other. */
        NONE,
        /** Snapshot isolation: each works on a copy, and the second of two that wrote the same key fails. */
        WRITE_SKEW,
        /** Each works on a copy, and whoever ends last writes over the others. */
        LOST_UPDATE,
        /** All work on the same data, and what a transaction wrote is there for others before it fails. */
        DIRTY_READ,
        /** Two copies, each for every second client, which take each other's writes a little later. */
        LONG_FORK
    }

    /** With dirty reads, one transaction of so many fails in the end. */
    private static final int FAILS_EVERY = 5;

    /** A copy takes the other's writes after so many further transactions. */
    private static final int BEHIND = 4;

    /** How long a transaction dwells on each step, so that others come between. */
    private static final long STEP_NANOS = 200_000;

    private final Flaw flaw;
    private final Map<String, String> data = new HashMap<>();
    private final Map<String, String> otherCopy = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private long count;

    JvmTransactions(Flaw flaw) {
        this.flaw = flaw;
    }

    /** The clients of a run. */
    static ClientFactories clients(Flaw flaw) {
        JvmTransactions store = new JvmTransactions(flaw);
        return ClientFactories.of(TransactionClient.class, store::client);
    }

    private TransactionClient client(ClientContext context) {
        boolean other = flaw == Flaw.LONG_FORK && context.worker() % 2 == 1;
        return new TransactionClient() {
            @Override
            public <T> T transact(Access access, Work<T> work) throws Exception {
                return switch (flaw) {
                    case NONE -> inTurn(work);
                    case DIRTY_READ -> onSharedData(work);
                    case WRITE_SKEW, LOST_UPDATE, LONG_FORK -> onACopy(work, other);
                };
            }
        };
    }

    private synchronized <T> T inTurn(TransactionClient.Work<T> work) throws Exception {
        Buffered transaction = new Buffered(data);
        T result = work.run(transaction);
        data.putAll(transaction.written);
        return result;
    }

    private <T> T onACopy(TransactionClient.Work<T> work, boolean other) throws Exception {
        Buffered transaction;
        Map<String, Long> seen;
        synchronized (this) {
            transaction = new Buffered(new HashMap<>(other ? otherCopy : data));
            seen = new HashMap<>(versions);
        }
        T result = work.run(transaction);
        synchronized (this) {
            commit(transaction.written, seen, other);
        }
        return result;
    }

    private void commit(Map<String, String> written, Map<String, Long> seen, boolean other) throws DefiniteFailure {
        for (String key : written.keySet()) {
            if (flaw == Flaw.WRITE_SKEW && !versions.getOrDefault(key, 0L).equals(seen.getOrDefault(key, 0L))) {
                throw new DefiniteFailure("another transaction wrote " + key);
            }
        }
        written.keySet().forEach(key -> versions.merge(key, 1L, Long::sum));
        (other ? otherCopy : data).putAll(written);
        later.add(() -> (other ? data : otherCopy).putAll(written));
        if (later.size() > BEHIND) {
            later.remove().run();
        }
    }

    private <T> T onSharedData(TransactionClient.Work<T> work) throws Exception {
        Map<String, Optional<String>> before = new HashMap<>();
        T result = work.run(new Transaction() {
            @Override
            public Optional<String> read(String key) {
                LockSupport.parkNanos(STEP_NANOS);
                synchronized (JvmTransactions.this) {
                    return Optional.ofNullable(data.get(key));
                }
            }

            @Override
            public void write(String key, String value) {
                LockSupport.parkNanos(STEP_NANOS);
                synchronized (JvmTransactions.this) {
                    before.putIfAbsent(key, Optional.ofNullable(data.put(key, value)));
                }
            }
        });
        synchronized (this) {
            if (++count % FAILS_EVERY == 0) {
                before.forEach(
                        (key, value) -> value.ifPresentOrElse(text -> data.put(key, text), () -> data.remove(key)));
                throw new DefiniteFailure("every " + FAILS_EVERY + "th transaction fails");
            }
        }
        return result;
    }

    /** A transaction that keeps its writes to itself. */
    private static final class Buffered implements Transaction {
        private final Map<String, String> snapshot;
        private final Map<String, String> written = new HashMap<>();

        Buffered(Map<String, String> snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public Optional<String> read(String key) {
            LockSupport.parkNanos(STEP_NANOS);
            return Optional.ofNullable(written.getOrDefault(key, snapshot.get(key)));
        }

        @Override
        public void write(String key, String value) {
            LockSupport.parkNanos(STEP_NANOS);
            written.put(key, value);
        }
    }
}
