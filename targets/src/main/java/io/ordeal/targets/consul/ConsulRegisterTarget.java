package io.ordeal.targets.consul;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Registers as keys of Consul, read as its leader has them. */
public final class ConsulRegisterTarget extends PlainTarget {
    /** Under which a leader that was deposed may answer. */
    private static final Set<String> DEPOSED =
            Faults.union(List.of(Faults.PARTITION, Set.of("pause", "latency"), Faults.MEMBERS));

    /** After which a leader that has just begun may answer. */
    private static final Set<String> STARTED_ANEW = Set.of("kill", "restart", "power-loss");

    private static final String BEFORE_ITS_LOG =
            "seen here, at 1.8.7: a server that is started anew and elected answers before it has applied what its log"
                    + " holds, as if nothing had been written; in 9 of 11 runs of one schedule. Its documentation tells of"
                    + " leaders that were deposed alone";

    public ConsulRegisterTarget() {
        super(
                "consul-register",
                "three servers of Consul; registers as keys, read as who takes itself for the leader has them (the"
                        + " default)",
                new ConsulCluster(),
                () -> ConsulClients.registers(ReadMode.DEFAULT),
                Stream.of("register", "cas-register")
                        .flatMap(workload -> Stream.of(
                                Expectation.mayBreak(
                                        workload, DEPOSED, "nonlinearizable", ConsulExpectations.CONSISTENCY),
                                Expectation.mayBreak(workload, STARTED_ANEW, "nonlinearizable", BEFORE_ITS_LOG),
                                Expectation.holds(workload, ConsulExpectations.TAKEN, ConsulExpectations.CONSISTENCY)))
                        .toList());
    }
}
