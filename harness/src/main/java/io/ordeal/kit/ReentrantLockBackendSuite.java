package io.ordeal.kit;

/** Rules of a lock that its holder is granted again, for a target that has clients of the type {@code ReentrantLockClient}, too. */
public interface ReentrantLockBackendSuite extends LockBackendSuite {
    /** The promise itself. */
    @Rule(
            id = "V01",
            value = "a lock is held until its holder has released it as often as it acquired it",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "whether release counts, and whether the count is the holder's own")
    @OrdealTest(workloads = "reentrant-lock")
    default void v01HeldUntilTheLastRelease() {}

    /** Without its network. */
    @Rule(
            id = "V02",
            value = "it stays so while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "V01; then whether the count is kept where the grant is decided")
    @OrdealTest(workloads = "reentrant-lock", faults = "partition")
    default void v02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "V03",
            value = "it stays so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether the count is on disk, or on a majority of nodes, before a grant is answered")
    @OrdealTest(workloads = "reentrant-lock", faults = "kill")
    default void v03UnderKills() {}
}
