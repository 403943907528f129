package io.ordeal.kit;

/** Rules of a counter that begins at 0, for a target that has clients of the type {@code CounterClient}. */
public interface CounterBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "counter";
    }

    /** The promise itself. */
    @Rule(
            id = "N01",
            value = "a read returns the sum of all that was added before it, and of nothing twice",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst =
                    "whether an add is one step, or reads the sum and writes it back, and whether reads are answered"
                            + " by a replica")
    @OrdealTest(workloads = "counter")
    default void n01CountsEachAddOnce() {}

    /** Without its network. */
    @Rule(
            id = "N02",
            value = "each add is counted once while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "whether the client library tries again by itself when an answer was lost: a surplus")
    @OrdealTest(workloads = "counter", faults = "partition")
    default void n02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "N03",
            value = "each add is counted once while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether an add is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "counter", faults = "kill")
    default void n03UnderKills() {}

    /** A server that answers when nobody listens any more. */
    @Rule(
            id = "N04",
            value = "each add is counted once while servers are paused",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "N02; then whether a primary that wakes up answers reads as if no time had passed")
    @OrdealTest(workloads = "counter", faults = "pause")
    default void n04WhileServersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "N09",
            value = "these rules notice a counter's client that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers; then whether the backend forgives it")
    @MutantRule("counter")
    default void n09FlawsAreNoticed() {}
}
