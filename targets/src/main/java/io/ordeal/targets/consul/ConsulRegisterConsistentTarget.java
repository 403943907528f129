package io.ordeal.targets.consul;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import java.util.stream.Stream;

/** Registers as keys of Consul, read as its servers agree on them. */
public final class ConsulRegisterConsistentTarget extends PlainTarget {
    public ConsulRegisterConsistentTarget() {
        super(
                "consul-register-consistent",
                "three servers of Consul; registers as keys, read from a leader who asks whether it leads"
                        + " (\"consistent\")",
                new ConsulCluster(),
                () -> ConsulClients.registers(ReadMode.CONSISTENT),
                Stream.of("register", "cas-register")
                        .map(workload ->
                                Expectation.holds(workload, ConsulExpectations.AGREED, ConsulExpectations.CONSISTENCY))
                        .toList());
    }
}
