package io.ordeal.workload.lock;

/**
 * A lock service that grants a lock to its holder again, at once, and frees it when it was released as often as it was acquired.
 */
public interface ReentrantLockClient extends LockClient {}
