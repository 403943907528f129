package io.ordeal.kit;

/** Rules of a semaphore of two permits, for a target that has clients of the type {@code SemaphoreClient}. */
public interface SemaphoreBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "semaphore";
    }

    /** The promise itself. */
    @Rule(
            id = "P01",
            value = "at most two processes hold a semaphore, and only a holder gives its permit back",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "whether acquire is one atomic step, and whether release checks who holds a permit")
    @OrdealTest(workloads = "semaphore")
    default void p01HoldsAreAsPromised() {}

    /** Without its network. */
    @Rule(
            id = "P02",
            value = "it stays so while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "whether a client that lost its session goes on holding, and whether a minority grants")
    @OrdealTest(workloads = "semaphore", faults = "partition")
    default void p02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "P03",
            value = "it stays so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether a grant is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "semaphore", faults = "kill")
    default void p03UnderKills() {}

    /** None whose grants run out keeps it. */
    @Rule(
            id = "P04",
            value = "it stays so while holders are paused",
            kind = RuleKind.OPTIONAL,
            stochastic = true,
            takes = "clients that can be frozen",
            lookFirst = "a lease that runs out while its holder is paused: what is guarded must check for itself")
    @OrdealTest(workloads = "semaphore", faults = "client-pause")
    default void p04WhileHoldersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "P09",
            value = "these rules notice a client with a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers, fewer keys; then whether the backend forgives it")
    @MutantRule("semaphore")
    default void p09FlawsAreNoticed() {}
}
