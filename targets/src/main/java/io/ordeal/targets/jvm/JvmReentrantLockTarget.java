package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.lock.ReentrantFencedLockClient;
import io.ordeal.workload.lock.ReentrantLockClient;
import java.util.List;

/** A library's reentrant mutex, whose holds are numbered. */
public final class JvmReentrantLockTarget extends PlainTarget {
    private static final String TOLD =
            "java.util.concurrent.locks.ReentrantLock: its holder acquires it again at once, and it is free when it was"
                    + " released as often; it has no lease that could run out";

    public JvmReentrantLockTarget() {
        super(
                "jvm-reentrant-lock",
                "a reentrant lock inside this JVM, whose holds are numbered",
                ClusterDescription.none(),
                () -> {
                    JvmReentrantLocks locks = new JvmReentrantLocks(JvmReentrantLocks.Flaw.NONE);
                    return ClientFactories.of(LockClient.class, locks::client)
                            .and(FencedLockClient.class, locks::client)
                            .and(ReentrantLockClient.class, locks::client)
                            .and(ReentrantFencedLockClient.class, locks::client);
                },
                all(
                        LockExpectations.holds(Faults.CLIENT_PAUSE, TOLD),
                        List.of(
                                Expectation.holds("fenced-lock", Faults.CLIENT_PAUSE, TOLD),
                                Expectation.holds("reentrant-lock", Faults.CLIENT_PAUSE, TOLD),
                                Expectation.holds("reentrant-fenced-lock", Faults.CLIENT_PAUSE, TOLD))));
    }
}
