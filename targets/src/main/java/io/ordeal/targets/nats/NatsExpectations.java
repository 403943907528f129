package io.ordeal.targets.nats;

import io.ordeal.targets.parts.Faults;
import java.util.Set;

/** What is said of several of NATS' targets. */
final class NatsExpectations {
    /** What a majority lives through: servers that end, stop or are cut off, and what they have written is written. */
    static final Set<String> TAKEN = Faults.SYSTEM;

    static final String RAFT =
            "NATS documentation, JetStream clustering: what is acknowledged has a quorum of the stream's replicas";

    private NatsExpectations() {}
}
