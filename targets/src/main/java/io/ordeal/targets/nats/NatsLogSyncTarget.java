package io.ordeal.targets.nats;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** {@link NatsLogTarget} on servers that sync before they answer. */
public final class NatsLogSyncTarget extends PlainTarget {
    public NatsLogSyncTarget() {
        super(
                "nats-log-sync",
                "nats-log, on servers that sync before they answer (sync_interval: always)",
                new NatsCluster(NatsCluster.Stream.LOG, NatsServer.SYNC_ALWAYS),
                NatsClients::logs,
                List.of(Expectation.holds(
                        "log",
                        Faults.union(List.of(NatsExpectations.TAKEN, Faults.POWER_LOSS)),
                        "NATS documentation, JetStream configuration: with sync_interval always each write is"
                                + " synced")));
    }
}
