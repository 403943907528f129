package io.ordeal.kit;

/** Rules of a set that grows, for a target that has clients of the type {@code SetClient}. */
public interface SetBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "set";
    }

    /** The promise itself. */
    @Rule(
            id = "S01",
            value = "what was added is in the set from then on, sooner or later, and nothing else is",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst =
                    "whether an add is one step, or reads the set and writes it back, and whether a read has all pages")
    @OrdealTest(workloads = "set")
    default void s01IsKept() {}

    /** Without its network. */
    @Rule(
            id = "S02",
            value = "nothing is lost while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst =
                    "how copies that went apart are merged, and whether a primary that is cut off goes on taking adds")
    @OrdealTest(workloads = "set", faults = "partition")
    default void s02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "S03",
            value = "nothing is lost while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether an add is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "set", faults = "kill")
    default void s03UnderKills() {}

    /** A server that answers when nobody listens any more. */
    @Rule(
            id = "S04",
            value = "nothing is lost while servers are paused",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether a primary that wakes up takes back what its successor has taken")
    @OrdealTest(workloads = "set", faults = "pause")
    default void s04WhileServersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "S09",
            value = "these rules notice a set's client that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers; then whether the backend forgives it")
    @MutantRule("set")
    default void s09FlawsAreNoticed() {}
}
