package io.ordeal.targets.etcd;

import io.ordeal.targets.parts.PlainTarget;

/** Transactions over jetcd 0.8.7. */
public final class JetcdNewTarget extends PlainTarget {
    private static final String VERSION = "0.8.7";

    public JetcdNewTarget() {
        super(
                "jetcd-" + VERSION,
                "etcd-transactions by jetcd " + VERSION
                        + ", as it comes: its client for Java, which sends again what may be done twice, and nothing else",
                new EtcdCluster(),
                () -> EtcdClients.transactionsByJetcd(VERSION),
                EtcdExpectations.sentOnce());
    }
}
