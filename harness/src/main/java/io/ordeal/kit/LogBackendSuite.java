package io.ordeal.kit;

/** Rules of append-only logs, for a target that has clients of the type {@code LogClient}. */
public interface LogBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "log";
    }

    /** The promise itself. */
    @Rule(
            id = "J01",
            value = "entries stay where they were appended, each once and in one order for all",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst =
                    "the anomaly's name: a duplicate is a retry of the client library's, a poll-skip a read that went"
                            + " on behind an entry which was not there yet")
    @OrdealTest(workloads = "log")
    default void j01EntriesStay() {}

    /** Without its network. */
    @Rule(
            id = "J02",
            value = "entries stay while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst =
                    "on how many nodes an entry is before its append is answered, and who may be elected without it")
    @OrdealTest(workloads = "log", faults = "partition")
    default void j02UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "J03",
            value = "entries stay while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether an entry is on disk, or on a majority of nodes, before its append is answered")
    @OrdealTest(workloads = "log", faults = "kill")
    default void j03UnderKills() {}

    /** A server that answers when nobody listens any more. */
    @Rule(
            id = "J04",
            value = "entries stay while servers are paused",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst =
                    "whether a leader that wakes up goes on appending at offsets which its successor has given away")
    @OrdealTest(workloads = "log", faults = "pause")
    default void j04WhileServersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "J09",
            value = "these rules notice a log's client that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers, fewer logs; then whether the backend forgives it")
    @MutantRule("log")
    default void j09FlawsAreNoticed() {}
}
