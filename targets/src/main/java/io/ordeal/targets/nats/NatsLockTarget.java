package io.ordeal.targets.nats;

import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** A lock as a key of a bucket whose entries live for two seconds. */
public final class NatsLockTarget extends PlainTarget {
    public NatsLockTarget() {
        super(
                "nats-lock",
                "three servers of NATS; a lock as a key of a bucket, created, and deleted by revision, which lives for"
                        + " 2 s",
                new NatsCluster(NatsCluster.Stream.LOCKS, NatsServer.USUAL_SYNC),
                NatsClients::locks,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        LockExpectations.holds(NatsExpectations.TAKEN, NatsExpectations.RAFT)));
    }
}
