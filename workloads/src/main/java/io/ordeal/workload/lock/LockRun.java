package io.ordeal.workload.lock;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.generator.Generators;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.LastGrants;
import io.ordeal.workload.parts.MayBeHeld;
import io.ordeal.workload.parts.PlainRun;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What all workloads of locks themselves do: rounds of acquire and release, and in the end, when everything is healed,
 * whoever holds a lock gives it back, and each lock is acquired and released once more. And what they ask of a run.
 */
final class LockRun {
    private LockRun() {}

    static <C extends LockClient> WorkloadRun<C> start(WorkloadOptions options) {
        MayBeHeld held = mayBeHeld();
        return new PlainRun<C>(
                        new LockGenerator(options.concurrency(), options.keys(), held),
                        Generators.phases(
                                held.releases(),
                                LastGrants.of(
                                        options.concurrency(),
                                        IntStream.range(0, options.keys())
                                                .mapToObj(LockGenerator::lockName)
                                                .toList(),
                                        "acquire",
                                        List.of("release"))),
                        LockOperations::new)
                .withReplaying(new LockReplaying(held))
                .withRecording(BelievedHolds::new);
    }

    /** What a run's processes may hold. */
    static MayBeHeld mayBeHeld() {
        return new MayBeHeld("acquire", "release", Set.of());
    }

    /**
     * Twenty grants and twenty holds that ended by a release, processes that competed, and each lock granted once more
     * after the last fault was healed.
     */
    static Requirement[] demands() {
        return new Requirement[] {
            Requirement.okOperations("acquire", 20),
            Requirement.releasedHolds(20),
            Requirement.lockContention(),
            Requirement.grantedAfterHealing()
        };
    }
}
