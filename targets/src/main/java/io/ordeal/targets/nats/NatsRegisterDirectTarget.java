package io.ordeal.targets.nats;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Registers as keys of a bucket, read from whichever replica is nearest, as buckets are. */
public final class NatsRegisterDirectTarget extends PlainTarget {
    private static final String OUT_OF_DATE =
            "NATS documentation, direct get (ADR-31): any replica answers, and may be out of date";

    public NatsRegisterDirectTarget() {
        super(
                "nats-register-direct",
                "three servers of NATS; registers as keys of a bucket, read from the nearest replica (\"direct get\")",
                new NatsCluster(NatsCluster.Stream.REGISTERS, NatsServer.USUAL_SYNC),
                () -> NatsClients.registers(true),
                List.of(
                        Expectation.breaks(
                                "register", Faults.PARTITION, "nonlinearizable", Duration.ofSeconds(60), OUT_OF_DATE),
                        Expectation.mayBreak("register", Faults.NONE, "nonlinearizable", OUT_OF_DATE),
                        Expectation.mayBreak("cas-register", Faults.NONE, "nonlinearizable", OUT_OF_DATE)));
    }
}
