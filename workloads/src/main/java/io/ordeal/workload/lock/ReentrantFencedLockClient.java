package io.ordeal.workload.lock;

/**
 * A reentrant lock service whose grants carry a fencing token, those of a holder, too: each is at least the last of its hold, and
 * that of the next hold above all of them.
 */
public interface ReentrantFencedLockClient extends ReentrantLockClient, FencedLockClient {}
