package io.ordeal.workload.lock;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.generator.Generators;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.LastGrants;
import io.ordeal.workload.parts.MayBeHeld;
import io.ordeal.workload.parts.PlainRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What all workloads of locks themselves do: rounds of acquire and release, and in the end, when everything is healed,
 * whoever holds a lock gives it back, and each lock is acquired and released once more. And what they ask of a run.
 */
final class LockRun {
    private LockRun() {}

    static <C extends LockClient> WorkloadRun<C> start(WorkloadOptions options) {
        return start(options, LockUse.ALONE, LockOperations::new);
    }

    /** @param binder makes {@code acquire} and {@code release} of a client */
    static <C extends AutoCloseable> WorkloadRun<C> start(
            WorkloadOptions options, LockUse use, BiFunction<C, ClientContext, Client> binder) {
        MayBeHeld held = mayBeHeld();
        return new PlainRun<C>(
                        new LockGenerator(options.concurrency(), options.keys(), use, held),
                        Generators.phases(
                                held.releases(),
                                LastGrants.of(
                                        options.concurrency(),
                                        IntStream.range(0, options.keys())
                                                .mapToObj(LockGenerator::lockName)
                                                .toList(),
                                        "acquire",
                                        List.of("release"))),
                        binder)
                .withReplaying(new LockReplaying(held))
                .withRecording(BelievedHolds::new);
    }

    /** What a run's processes may hold. */
    static MayBeHeld mayBeHeld() {
        return new MayBeHeld(LockUse.ACQUIRES, "release", Set.of());
    }

    /**
     * Twenty grants and twenty holds that ended by a release, processes that competed, and each lock granted once more
     * after the last fault was healed.
     */
    static Requirement[] demands() {
        return demands(Requirement.lockContention());
    }

    /**
     * @param contention what it is to compete for one of these
     * @param more what else is asked for
     */
    static Requirement[] demands(Requirement contention, Requirement... more) {
        List<Requirement> demands = new ArrayList<>(List.of(
                Requirement.okOperations("acquire", 20),
                Requirement.releasedHolds(20),
                contention,
                Requirement.grantedAfterHealing()));
        demands.addAll(List.of(more));
        return demands.toArray(Requirement[]::new);
    }
}
