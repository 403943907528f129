package io.ordeal.kit;

/** Rules of a lock that many may share, or one may have alone, for a target that has clients of the type {@code ReadWriteLockClient}. */
public interface ReadWriteLockBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "read-write-lock";
    }

    /** The promise itself. */
    @Rule(
            id = "W01",
            value = "whoever holds a lock is alone with it, though many may share it",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst =
                    "whether who asks for it alone is kept waiting by shares, and whether release checks who has it")
    @OrdealTest(workloads = "read-write-lock")
    default void w01HoldsAreAsPromised() {}

    /** Without its network. */
    @Rule(
            id = "W02",
            value = "it stays so while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "whether a client that lost its session goes on holding, and whether a minority grants")
    @OrdealTest(workloads = "read-write-lock", faults = "partition")
    default void w02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "W03",
            value = "it stays so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether a grant is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "read-write-lock", faults = "kill")
    default void w03UnderKills() {}

    /** None whose grants run out keeps it. */
    @Rule(
            id = "W04",
            value = "it stays so while holders are paused",
            kind = RuleKind.OPTIONAL,
            stochastic = true,
            takes = "clients that can be frozen",
            lookFirst = "a lease that runs out while its holder is paused: what is guarded must check for itself")
    @OrdealTest(workloads = "read-write-lock", faults = "client-pause")
    default void w04WhileHoldersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "W09",
            value = "these rules notice a client with a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers, fewer keys; then whether the backend forgives it")
    @MutantRule("read-write-lock")
    default void w09FlawsAreNoticed() {}
}
