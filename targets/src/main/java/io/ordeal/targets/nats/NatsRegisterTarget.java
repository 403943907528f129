package io.ordeal.targets.nats;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Registers as keys of a bucket, read from the leader of its stream. */
public final class NatsRegisterTarget extends PlainTarget {
    /** Under which who led does not know that he does no longer. */
    private static final Set<String> DEPOSED = Faults.union(List.of(Faults.PARTITION, Faults.NODES, Faults.SLOW_LINKS));

    public NatsRegisterTarget() {
        super(
                "nats-register",
                "three servers of NATS; registers as keys of a bucket, read from its leader",
                new NatsCluster(NatsCluster.Stream.REGISTERS, NatsServer.USUAL_SYNC),
                () -> NatsClients.registers(false),
                Stream.of("register", "cas-register")
                        .flatMap(workload -> Stream.of(
                                Expectation.mayBreak(
                                        workload,
                                        DEPOSED,
                                        "nonlinearizable",
                                        "nats-server, jetstream_api.go, jsMsgGetRequest: a leader answers a read"
                                                + " without asking whether it still is; one that is cut off knows after"
                                                + " ten seconds"),
                                Expectation.holds(workload, NatsExpectations.TAKEN, NatsExpectations.RAFT)))
                        .toList());
    }
}
