package io.ordeal.targets.consul;

import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Consul's election by a lock. */
public final class ConsulLeaderTarget extends PlainTarget {
    public ConsulLeaderTarget() {
        super(
                "consul-leader",
                "three servers of Consul; who has the key leads, in a session of 2 s that it renews, and the"
                        + " ModifyIndex of the key is its term",
                new ConsulCluster(),
                ConsulClients::elections,
                all(
                        Elections.twoLeadersWhileOneIsFrozen(Duration.ofSeconds(60), ConsulExpectations.ADVISORY),
                        Elections.mayHaveTwoLeaders(Faults.MEMBERS, ConsulExpectations.SESSIONS_GO),
                        Elections.oneLeader(
                                ConsulExpectations.TAKEN,
                                "Consul documentation, Application Leader Elections with Sessions; "
                                        + ConsulExpectations.SESSIONS),
                        Elections.termsHold(
                                Faults.union(List.of(ConsulExpectations.AGREED, Faults.CLIENT_PAUSE)),
                                "Consul documentation, KV Store: ModifyIndex is the index of Raft's log, of which"
                                        + " there is one")));
    }
}
