package io.ordeal.targets.ratis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Registers in what servers of Ratis agree on, read from whichever server is asked. */
public final class RatisRegisterStaleTarget extends PlainTarget {
    private static final String STALE =
            "Ratis' RaftClientRequest.staleReadRequestType: a server answers by what it has applied, if it has come as far"
                    + " as the client asks, which here is the beginning";

    public RatisRegisterStaleTarget() {
        super(
                "ratis-register-stale",
                "three servers of Ratis; registers, read as the process' own server has them (a stale read)",
                new RatisCluster(),
                () -> RatisClients.registers(ReadMode.STALE),
                List.of(
                        Expectation.breaks("register", Faults.NONE, "nonlinearizable", Duration.ofSeconds(30), STALE),
                        Expectation.mayBreak("cas-register", Faults.NONE, "nonlinearizable", STALE)));
    }
}
