package io.ordeal.workload.leader;

/** A service that elects leaders, each of which is told its term. */
public interface TermedLeaderElectionClient extends LeaderElectionClient {}
