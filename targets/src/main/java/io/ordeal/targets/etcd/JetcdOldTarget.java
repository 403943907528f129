package io.ordeal.targets.etcd;

import io.ordeal.targets.parts.PlainTarget;

/** Transactions over jetcd 0.8.2. */
public final class JetcdOldTarget extends PlainTarget {
    private static final String VERSION = "0.8.2";

    public JetcdOldTarget() {
        super(
                "jetcd-" + VERSION,
                "etcd-transactions by jetcd " + VERSION
                        + ", as it comes: its client for Java, which sends calls again by itself",
                new EtcdCluster(),
                () -> EtcdClients.transactionsByJetcd(VERSION),
                EtcdExpectations.sentAgain());
    }
}
