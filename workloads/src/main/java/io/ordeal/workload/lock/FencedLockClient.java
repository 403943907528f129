package io.ordeal.workload.lock;

/** A lock service all of whose grants carry a fencing token. */
public interface FencedLockClient extends LockClient {}
