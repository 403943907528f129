package io.ordeal.kit;

/**
 * Rules of a reentrant lock whose grants carry fencing tokens, for a target that has clients of the type {@code
 * ReentrantFencedLockClient}, too.
 */
public interface ReentrantFencedLockBackendSuite extends FencedLockBackendSuite, ReentrantLockBackendSuite {
    /** The promise itself. */
    @Rule(
            id = "V05",
            value =
                    "the fencing tokens of a hold are above those of every hold before it, however often its holder acquired it",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "where the numbers of a holder's further grants come from: the next hold's must be above them")
    @OrdealTest(workloads = "reentrant-fenced-lock")
    default void v05TokensRiseOverHolds() {}

    /** What tokens are for: here holds may overlap. */
    @Rule(
            id = "V06",
            value = "they are so while holders are paused",
            stochastic = true,
            takes = "clients that can be frozen",
            lookFirst = "V05; then whether a token can be handed out twice when a lease runs out")
    @OrdealTest(workloads = "reentrant-fenced-lock", faults = "client-pause")
    default void v06TokensRiseWhileHoldersArePaused() {}

    /** Without its servers. */
    @Rule(
            id = "V07",
            value = "they are so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether the counter is on disk, or on a majority of nodes, before a grant is answered")
    @OrdealTest(workloads = "reentrant-fenced-lock", faults = "kill")
    default void v07TokensRiseUnderKills() {}
}
