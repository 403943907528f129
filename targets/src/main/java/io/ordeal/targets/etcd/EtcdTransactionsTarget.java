package io.ordeal.targets.etcd;

import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.stream.Stream;

/** Transactions that commit by one of etcd's, if what they read is as it was. */
public final class EtcdTransactionsTarget extends PlainTarget {
    private static final String STALE = "G-single-realtime";

    public EtcdTransactionsTarget() {
        super(
                "etcd-transactions",
                "three members of etcd; transactions whose writes are one of etcd's, on condition that what was read is as it"
                        + " was, by its revision",
                new EtcdCluster(),
                EtcdClients::transactions,
                List.of(
                                Stream.of("list-append", "rw-register", "write-skew")
                                        .flatMap(workload -> EtcdExpectations.agreed(workload, STALE)),
                                Stream.of("bank", "long-fork").flatMap(EtcdExpectations::agreedAtSomeTime))
                        .stream()
                        .flatMap(group -> group)
                        .toList());
    }
}
