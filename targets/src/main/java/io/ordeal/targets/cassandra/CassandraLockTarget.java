package io.ordeal.targets.cassandra;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** A lock by lightweight transactions, a lease. */
public final class CassandraLockTarget extends PlainTarget {
    private static final String TTL_BY_WALL_CLOCK =
            "Kleppmann, How to do distributed locking, 2016, of leases by wall clocks; Cassandra documentation, Expiring"
                    + " data with time-to-live: a row lives for so many seconds of the clock";

    public CassandraLockTarget() {
        super(
                "cassandra-lock",
                "three nodes of Cassandra; a lock as a row, inserted if it is not there with a time to live of 3 s, deleted"
                        + " if it is the holder's",
                new CassandraCluster(),
                CassandraClients::paxosLocks,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        LockExpectations.mayBreak(Faults.CLOCKS, TTL_BY_WALL_CLOCK),
                        LockExpectations.holds(CassandraExpectations.TAKEN, CassandraExpectations.PAXOS)));
    }
}
