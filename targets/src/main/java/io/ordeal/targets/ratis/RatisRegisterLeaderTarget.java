package io.ordeal.targets.ratis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Registers in what servers of Ratis agree on, read as who takes itself for the leader has them. */
public final class RatisRegisterLeaderTarget extends PlainTarget {
    /** Under which a leader that was deposed may answer. */
    private static final Set<String> DEPOSED = Faults.union(List.of(Faults.PARTITION, Set.of("pause", "latency")));

    private static final String DEFAULT =
            "Ratis documentation, Configurations: raft.server.read.option=DEFAULT has the leader query its state machine"
                    + " directly, which is not linearizable where another was elected";

    public RatisRegisterLeaderTarget() {
        super(
                "ratis-register-leader",
                "three servers of Ratis; registers, read as who takes itself for the leader has them (the default)",
                new RatisCluster(),
                () -> RatisClients.registers(ReadMode.LEADER),
                Stream.of("register", "cas-register")
                        .flatMap(workload -> Stream.of(
                                Expectation.mayBreak(workload, DEPOSED, "nonlinearizable", DEFAULT),
                                Expectation.holds(workload, RatisExpectations.TAKEN, DEFAULT)))
                        .toList());
    }
}
