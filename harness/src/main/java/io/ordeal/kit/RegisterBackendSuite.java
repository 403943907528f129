package io.ordeal.kit;

/** Rules of a linearizable register, for a target that has clients of the type {@code RegisterClient}. */
public interface RegisterBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "register";
    }

    /** The promise itself. */
    @Rule(
            id = "R01",
            value = "reads and writes take effect one at a time, between their beginning and their end",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "whether reads are answered by a replica, or from a cache")
    @OrdealTest(workloads = "register")
    default void r01IsLinearizable() {}

    /** Where the client is a {@code CasRegisterClient}. */
    @Rule(
            id = "R02",
            value = "compare-and-set takes effect in one step",
            stochastic = true,
            takes = "clients of the type CasRegisterClient",
            lookFirst = "whether comparing and setting are one request, and whether an unknown outcome is told as one")
    @OrdealTest(workloads = "cas-register")
    default void r02CompareAndSetIsOneStep() {}

    /** Without its network. */
    @Rule(
            id = "R03",
            value = "it stays so while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "whether a primary that is cut off goes on answering reads, and whether its writes are lost")
    @OrdealTest(workloads = "register", faults = "partition")
    default void r03UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "R04",
            value = "it stays so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether a write is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "register", faults = "kill")
    default void r04UnderKills() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "R09",
            value = "these rules notice a register's client that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers; then whether the backend forgives it")
    @MutantRule("register")
    default void r09FlawsAreNoticed() {}
}
