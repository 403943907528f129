package io.ordeal.targets.consul;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** Consul's lock, fenced by the number of the change that granted it. */
public final class ConsulLockFencedTarget extends PlainTarget {
    private static final Set<String> ALL = Faults.union(List.of(ConsulExpectations.AGREED, Faults.CLIENT_PAUSE));
    private static final String INDEX =
            "Kleppmann, How to do distributed locking, 2016, of fencing tokens; Consul documentation, KV Store:"
                    + " ModifyIndex is the index of Raft's log, of which there is one";

    public ConsulLockFencedTarget() {
        super(
                "consul-lock-fenced",
                "three servers of Consul; the lock of consul-lock, with the ModifyIndex of its key as fencing token",
                new ConsulCluster(),
                ConsulClients::fencedLocks,
                List.of(
                        Expectation.holds("fenced-lock", ALL, INDEX),
                        Expectation.holds("guarded-set", ALL, INDEX),
                        Expectation.mayBreak(
                                "lock", Faults.CLIENT_PAUSE, "overlapping-holds", ConsulExpectations.ADVISORY),
                        Expectation.mayBreak(
                                "lock", Faults.MEMBERS, "overlapping-holds", ConsulExpectations.SESSIONS_GO),
                        Expectation.holds("lock", ConsulExpectations.TAKEN, ConsulExpectations.SESSIONS)));
    }
}
