package io.ordeal.targets.consul;

import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Set;

/** What is expected of several of Consul's targets, and who says so. */
final class ConsulExpectations {
    /** What its servers take: leases and elections run by monotonic clocks, and what is acknowledged was synced by a majority before. */
    static final Set<String> TAKEN = Faults.union(List.of(Faults.SYSTEM, Faults.POWER_LOSS, Set.of("disk-stall")));

    /** Likewise, with servers that come and go: what is acknowledged passes on to them. */
    static final Set<String> AGREED = Faults.union(List.of(TAKEN, Faults.MEMBERS));

    static final String CONSISTENCY =
            "Consul documentation, Consistency Modes: consistent is linearizable; by default a leader that was deposed"
                    + " may answer for a moment; stale is whatever the server has";

    static final String SESSIONS =
            "Consul documentation, Sessions: a session is not ended before its time; holds far shorter than that, and"
                    + " sessions that a new leader prolongs";

    static final String ADVISORY =
            "Consul documentation, Sessions: locks are advisory, and a session ends where its holder is not heard of";

    static final String SESSIONS_GO =
            "Consul documentation, Sessions: a session ends where its node is deregistered, as is one that leaves; and what"
                    + " it holds is free at once where there is no lock-delay";

    private ConsulExpectations() {}
}
