package io.ordeal.targets.consul;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** Consul's lock, a lease. */
public final class ConsulLockTarget extends PlainTarget {
    public ConsulLockTarget() {
        super(
                "consul-lock",
                "three servers of Consul; keys that sessions acquire, with a session of 2 s for each grant",
                new ConsulCluster(),
                ConsulClients::locks,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), ConsulExpectations.ADVISORY),
                        LockExpectations.mayBreak(Faults.MEMBERS, ConsulExpectations.SESSIONS_GO),
                        LockExpectations.holds(ConsulExpectations.TAKEN, ConsulExpectations.SESSIONS)));
    }
}
