package io.ordeal.targets.etcd;

import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** The election of etcd's API. */
public final class EtcdLeaderTarget extends PlainTarget {
    public EtcdLeaderTarget() {
        super(
                "etcd-leader",
                "three members of etcd; the election of its API, with a lease of 2 s that a leader renews, and the"
                        + " revision of its key as term",
                new EtcdCluster(),
                EtcdClients::elections,
                all(
                        Elections.twoLeadersWhileOneIsFrozen(
                                Duration.ofSeconds(60),
                                "Gray and Cheriton, Leases, 1989: a lease is good for whoever looks at the clock when"
                                        + " he acts, and who is frozen does not; Jepsen, etcd 3.4.3, 2020, of etcd's"
                                        + " locks"),
                        Elections.oneLeader(
                                EtcdExpectations.TAKEN,
                                "etcd documentation, Election service: a leader is one as long as its lease is; leases"
                                        + " that a new leader prolongs, and a leader that counts from when it asked"),
                        Elections.termsHold(
                                Faults.union(List.of(EtcdExpectations.TAKEN, Faults.CLIENT_PAUSE)),
                                "etcd documentation, Election service: the line is in the order of the keys'"
                                        + " revisions, which number all updates in one order")));
    }
}
