package io.ordeal.kit;

/** Rules of a service that elects leaders, for a target that has clients of the type {@code LeaderElectionClient}. */
public interface LeaderElectionBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "leader-election";
    }

    /** The promise itself. */
    @Rule(
            id = "E01",
            value = "at most one process takes itself for the leader, and no two lead in one term",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "whether an election is one atomic step, and whether resigning checks who leads")
    @OrdealTest(workloads = "leader-election")
    default void e01OneLeaderAtATime() {}

    /** Without its network. */
    @Rule(
            id = "E02",
            value = "no second leader is elected while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "what the client answers when it can't tell whether it leads, and whether a minority elects")
    @OrdealTest(workloads = "leader-election", faults = "partition")
    default void e02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "E03",
            value = "no second leader is elected while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether an election is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "leader-election", faults = "kill")
    default void e03UnderKills() {}

    /** No office that runs out keeps it: only what the leader acts on can turn away an older term. */
    @Rule(
            id = "E04",
            value = "no second leader is elected while the leader is paused",
            kind = RuleKind.OPTIONAL,
            stochastic = true,
            takes = "clients that can be frozen",
            lookFirst = "an office that runs out while its leader is paused: only its term helps")
    @OrdealTest(workloads = "leader-election", faults = "client-pause")
    default void e04WhileLeadersArePaused() {}

    /** Where the client is a {@code TermedLeaderElectionClient}. */
    @Rule(
            id = "E05",
            value = "every leader's term is its own, and above that of every leader before",
            stochastic = true,
            takes = "clients of the type TermedLeaderElectionClient",
            lookFirst = "where the term comes from: it must be counted where the election is decided")
    @OrdealTest(workloads = "leader-terms")
    default void e05TermsRise() {}

    /** What terms are for: here two may lead at once. */
    @Rule(
            id = "E06",
            value = "terms rise while leaders are paused",
            stochastic = true,
            takes = "clients of the type TermedLeaderElectionClient that can be frozen",
            lookFirst = "E05; then whether a term can be handed out twice when an office runs out")
    @OrdealTest(workloads = "leader-terms", faults = "client-pause")
    default void e06TermsRiseWhileLeadersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "E09",
            value = "these rules notice a candidate that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers, fewer elections; then whether the backend forgives it")
    @MutantRule("leader-election")
    default void e09FlawsAreNoticed() {}
}
