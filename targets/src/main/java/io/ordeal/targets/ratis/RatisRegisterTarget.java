package io.ordeal.targets.ratis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import java.util.stream.Stream;

/** Registers in what servers of Ratis agree on, read so. */
public final class RatisRegisterTarget extends PlainTarget {
    public RatisRegisterTarget() {
        super(
                "ratis-register",
                "three servers of Ratis; registers, read from the process' own server once it has come as far as the leader"
                        + " says (LINEARIZABLE)",
                new RatisCluster(),
                () -> RatisClients.registers(ReadMode.LINEARIZABLE),
                Stream.of("register", "cas-register")
                        .map(workload ->
                                Expectation.holds(workload, RatisExpectations.TAKEN, RatisExpectations.LINEARIZABLE))
                        .toList());
    }
}
