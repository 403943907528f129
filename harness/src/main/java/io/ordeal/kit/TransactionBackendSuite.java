package io.ordeal.kit;

/**
 * Rules of a transactional store whose transactions are strictly serializable, for a target that has clients of the type {@code
 * TransactionClient}. A store that promises less breaks some of them, and says so in its {@linkplain
 * io.ordeal.targets.Target#expectations expectations}: write an {@link OrdealTest} for what it does promise.
 */
public interface TransactionBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "list-append";
    }

    /** The promise itself. */
    @Rule(
            id = "T01",
            value = "transactions take effect one after the other, in an order that real time agrees with",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst =
                    "the level of isolation that each transaction asks for; the report's cycle names what is missing")
    @OrdealTest(workloads = "list-append")
    default void t01IsStrictlySerializable() {}

    /** Two that each read what the other writes. */
    @Rule(
            id = "T02",
            value = "two transactions that each write what the other reads do not both go unseen",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "snapshot isolation, which allows write skew: ask for serializable")
    @OrdealTest(workloads = "write-skew")
    default void t02NoWriteSkew() {}

    /** An invariant over many rows. */
    @Rule(
            id = "T03",
            value = "money is neither made nor lost by transfers between accounts",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "lost updates: a read without a lock before a write")
    @OrdealTest(workloads = "bank")
    default void t03NoMoneyIsLost() {}

    /** Two writes that different readers see in different orders. */
    @Rule(
            id = "T04",
            value = "all readers see writes in one order",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "reads at replicas, or snapshots that are taken at each node by itself")
    @OrdealTest(workloads = "long-fork")
    default void t04NoLongFork() {}

    /** Without its servers. */
    @Rule(
            id = "T05",
            value = "it stays so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst =
                    "whether a commit is on disk before it is answered, and whether an unknown outcome is told as one")
    @OrdealTest(workloads = "list-append", faults = "kill")
    default void t05UnderKills() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "T09",
            value = "these rules notice a store's client that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers; then whether the backend forgives it")
    @MutantRule("list-append")
    default void t09FlawsAreNoticed() {}
}
