package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.SemaphoreClient;
import java.time.Duration;
import java.util.List;

/** Curator's InterProcessSemaphoreV2, whose holds end only by release. */
public final class ZooKeeperSemaphoreTarget extends PlainTarget {
    private static final String PAUSE =
            "Curator, Tech Note 10: a client that is paused for longer than its session goes on as if it had its permit";

    public ZooKeeperSemaphoreTarget() {
        super(
                "zookeeper-semaphore",
                "three ZooKeeper servers; Curator's InterProcessSemaphoreV2 with two permits, whose holds end only by release",
                new ZooKeeperEnsemble(),
                () -> ClientFactories.of(
                                SemaphoreClient.class,
                                context -> new CuratorSemaphore(ZooKeeperSession.toAnyTryingAgain(context)))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                List.of(
                        Expectation.mayBreak("semaphore", Faults.CLIENT_PAUSE_ELSEWHERE, "overlapping-holds", PAUSE),
                        Expectation.breaks(
                                "semaphore", Faults.CLIENT_PAUSE, "overlapping-holds", Duration.ofSeconds(60), PAUSE),
                        Expectation.holds(
                                "semaphore",
                                Faults.SYSTEM,
                                "Curator, Shared Semaphore: the first in a line of ephemeral nodes hold the permits, and updates"
                                        + " are by quorum; holds are far shorter than a session")));
    }
}
