package io.ordeal.workload.register;

import io.ordeal.generator.Draw;
import io.ordeal.workload.WorkloadOptions;

/** Which register an operation is on: so many are in use at once, and each is given up for a fresh one in time. */
final class RegisterKeys {
    private final int inUse;
    private final long operationsPerWorker;

    RegisterKeys(WorkloadOptions options) {
        inUse = options.keys();
        long together = (long) options.keys() * options.operationsPerKey();
        operationsPerWorker = Math.max(1, together / options.concurrency());
    }

    String draw(Draw draw) {
        long generation = draw.count() / operationsPerWorker;
        return "r" + (generation * inUse + draw.random().nextInt(inUse));
    }
}
