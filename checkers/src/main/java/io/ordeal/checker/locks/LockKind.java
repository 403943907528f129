package io.ordeal.checker.locks;

import io.ordeal.checker.linearizability.Model;

/** What a lock promises beside exclusion. */
enum LockKind {
    MUTEX("mutex"),
    REENTRANT("reentrant-mutex"),
    FENCED("fenced-mutex"),
    SEMAPHORE("semaphore"),
    LEASE("lease");

    final String wire;

    LockKind(String wire) {
        this.wire = wire;
    }

    Model<?> model(int permits) {
        return switch (this) {
            case MUTEX -> new LockModel(1, false, false);
            case REENTRANT -> new LockModel(1, true, false);
            case FENCED -> new LockModel(1, false, true);
            case SEMAPHORE -> new LockModel(permits, false, false);
            case LEASE ->
                throw new IllegalStateException("a lease's end is a matter of time, which no sequential model knows");
        };
    }
}
