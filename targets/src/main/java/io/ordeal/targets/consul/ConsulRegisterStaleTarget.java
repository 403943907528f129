package io.ordeal.targets.consul;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Registers as keys of Consul, read from whichever server is asked. */
public final class ConsulRegisterStaleTarget extends PlainTarget {
    public ConsulRegisterStaleTarget() {
        super(
                "consul-register-stale",
                "three servers of Consul; registers as keys, read as the process' own server has them (\"stale\")",
                new ConsulCluster(),
                () -> ConsulClients.registers(ReadMode.STALE),
                List.of(
                        Expectation.breaks(
                                "register",
                                Faults.NONE,
                                "nonlinearizable",
                                Duration.ofSeconds(30),
                                ConsulExpectations.CONSISTENCY),
                        Expectation.mayBreak(
                                "cas-register", Faults.NONE, "nonlinearizable", ConsulExpectations.CONSISTENCY)));
    }
}
