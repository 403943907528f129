package io.ordeal.checker.locks;

import io.ordeal.checker.linearizability.Model;

/** What a lock promises beside exclusion. */
enum LockKind {
    MUTEX("mutex"),
    REENTRANT("reentrant-mutex"),
    FENCED("fenced-mutex"),
    SEMAPHORE("semaphore"),
    READ_WRITE("read-write-mutex"),
    LEASE("lease");

    static final String ACQUIRE = "acquire";
    static final String ACQUIRE_SHARED = "acquire-shared";

    final String wire;

    LockKind(String wire) {
        this.wire = wire;
    }

    /** Whether an operation asks for the lock, alone or beside others. */
    static boolean isGrant(String f) {
        return f.equals(ACQUIRE) || f.equals(ACQUIRE_SHARED);
    }

    /** The operations that it knows, for people. */
    String operations() {
        return this == READ_WRITE
                ? ":acquire, :acquire-shared, :release and :session-lost"
                : ":acquire, :release and :session-lost";
    }

    Model<?> model(int permits) {
        return switch (this) {
            case MUTEX, REENTRANT, FENCED, READ_WRITE -> new LockModel(this, 1);
            case SEMAPHORE -> new LockModel(this, permits);
            case LEASE ->
                throw new IllegalStateException("a lease's end is a matter of time, which no sequential model knows");
        };
    }
}
