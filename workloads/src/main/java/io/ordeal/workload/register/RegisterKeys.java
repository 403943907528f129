package io.ordeal.workload.register;

import io.ordeal.workload.WorkloadOptions;
import java.util.SplittableRandom;

/** Which register an operation is on: so many are in use at once, and each is given up for a fresh one in time. */
final class RegisterKeys {
    private final int inUse;
    private final long operationsPerWorker;

    RegisterKeys(WorkloadOptions options) {
        inUse = options.keys();
        long together = (long) options.keys() * options.operationsPerKey();
        operationsPerWorker = Math.max(1, together / options.concurrency());
    }

    /** @param count operations that the worker had before */
    String draw(SplittableRandom random, long count) {
        long generation = count / operationsPerWorker;
        return "r" + (generation * inUse + random.nextInt(inUse));
    }
}
