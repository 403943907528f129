package io.ordeal.kit;

/** Rules of a lock whose grants carry fencing tokens, for a target that has clients of the type {@code FencedLockClient}, too. */
public interface FencedLockBackendSuite extends LockBackendSuite {
    /** The promise itself. */
    @Rule(
            id = "F01",
            value = "the fencing token of every grant is above that of every grant before it",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "where the number comes from: it must be counted where the grant is decided")
    @OrdealTest(workloads = "fenced-lock")
    default void f01TokensRise() {}

    /** What tokens are for: here holds may overlap. */
    @Rule(
            id = "F02",
            value = "fencing tokens rise while holders are paused",
            stochastic = true,
            takes = "clients that can be frozen",
            lookFirst = "F01; then whether a token can be handed out twice when a lease runs out")
    @OrdealTest(workloads = "fenced-lock", faults = "client-pause")
    default void f02TokensRiseWhileHoldersArePaused() {}

    /** Without its servers. */
    @Rule(
            id = "F03",
            value = "fencing tokens rise while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether the counter is on disk, or on a majority of nodes, before a grant is answered")
    @OrdealTest(workloads = "fenced-lock", faults = "kill")
    default void f03TokensRiseUnderKills() {}
}
