package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.util.List;
import java.util.Set;

/** {@link ZooKeeperRegisterSyncTarget} on five servers, of which two may be down at once. */
public final class ZooKeeperFiveRegisterSyncTarget extends PlainTarget {
    private static final String HOLE =
            "ZOOKEEPER-4925, in 3.9.3 alone: a server that synced while it joined leads others past what it got then";
    private static final String SYNC =
            "ZOOKEEPER-1675 and the ZooKeeper Internals guide: sync is no quorum operation, and a leader that is cut"
                    + " off answers it for a while";
    private static final String GUIDE =
            "ZooKeeper Programmer's Guide, Consistency Guarantees: sync, then read; updates by quorum";

    public ZooKeeperFiveRegisterSyncTarget() {
        super(
                "zookeeper-five-register-sync",
                "five ZooKeeper servers, of which n3 leads first; registers as nodes, read from the process' own"
                        + " server after a sync, set by version",
                ZooKeeperEnsemble.ofFive(),
                () -> {
                    ClientFactory<CasRegisterClient> opener =
                            context -> new ZooKeeperRegister(ZooKeeperSession.toHome(context), true);
                    return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
                },
                all(expectations("register"), expectations("cas-register")));
    }

    private static List<Expectation> expectations(String workload) {
        return List.of(
                Expectation.mayBreak(workload, Set.of("kill", "restart"), "nonlinearizable", HOLE)
                        .in("zookeeper", "3.9.3"),
                Expectation.mayBreak(workload, Faults.PARTITION, "nonlinearizable", SYNC),
                Expectation.holds(workload, Faults.SYSTEM, GUIDE),
                Expectation.holds(
                        workload, Faults.union(List.of(Faults.SYSTEM, Faults.MEMBERS)), ZooKeeperMembership.PROMISE));
    }
}
