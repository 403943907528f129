package io.ordeal.workload.lock;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.PlainRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What all workloads of locks themselves do: rounds of acquire and release, and in the end, when everything is healed,
 * whoever holds a lock gives it back, and each lock is acquired and released once more. And what they ask of a run.
 */
final class LockRun {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    /** No final phase has time for more. */
    private static final int TRIES = 1_000;

    private LockRun() {}

    static <C extends LockClient> WorkloadRun<C> start(WorkloadOptions options) {
        MayBeHeld held = new MayBeHeld();
        return new PlainRun<C>(
                        new LockGenerator(options.concurrency(), options.keys(), held),
                        Generators.phases(held.releases(), lastGrants(options)),
                        LockOperations::new)
                .withReplaying(new LockReplaying(held))
                .withRecording(BelievedHolds::new);
    }

    /** Each lock by one worker, as whoever is granted it has to release it. */
    private static Generator lastGrants(WorkloadOptions options) {
        List<Generator> byWorker = new ArrayList<>();
        int workers = Math.min(options.concurrency(), options.keys());
        for (int w = 0; w < workers; w++) {
            int worker = w;
            List<Generator> locks = new ArrayList<>();
            for (int lock = w; lock < options.keys(); lock += workers) {
                String name = LockGenerator.lockName(lock);
                Invocation acquire = new Invocation("acquire", name);
                Generator tries = Generators.limit(TRIES, Generators.repeat(Generators.once(acquire)));
                locks.add(Generators.untilOk(Generators.delay(BETWEEN_TRIES, tries)));
                locks.add(Generators.once("release", name));
            }
            byWorker.add(Generators.onThreads(each -> each == worker, Generators.sequence(locks)));
        }
        return Generators.any(byWorker.toArray(Generator[]::new));
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
