package io.ordeal.targets.nats;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A stream as a log, on servers that sync every two minutes, as they do unless they are told otherwise. */
public final class NatsLogTarget extends PlainTarget {
    private static final String NOT_SYNCED =
            "nats-io/nats-server#7564: what is acknowledged is synced every two minutes; it is lost where a quorum"
                    + " loses power";

    public NatsLogTarget() {
        super(
                "nats-log",
                "three servers of NATS; logs as subjects of one stream, kept by all three",
                new NatsCluster(NatsCluster.Stream.LOG, NatsServer.USUAL_SYNC),
                NatsClients::logs,
                List.of(
                        Expectation.breaks(
                                "log",
                                Set.of("power-loss:all"),
                                Symptoms.ENTRIES_LOST,
                                Duration.ofSeconds(60),
                                NOT_SYNCED),
                        Expectation.mayBreak("log", Faults.POWER_LOSS, Symptoms.ENTRIES_LOST, NOT_SYNCED),
                        Expectation.holds("log", NatsExpectations.TAKEN, NatsExpectations.RAFT)));
    }
}
