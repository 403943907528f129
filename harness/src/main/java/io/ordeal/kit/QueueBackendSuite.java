package io.ordeal.kit;

/** Rules of a total queue, for a target that has clients of the type {@code QueueClient}. */
public interface QueueBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "queue";
    }

    /** The promise itself. */
    @Rule(
            id = "Q01",
            value = "what was enqueued is delivered, at least once, and nothing else is",
            stochastic = true,
            takes = "nothing",
            lookFirst = "whether an enqueue that was refused comes to nothing, and whether isDrained tells the truth")
    @OrdealTest(workloads = "queue")
    default void q01IsDelivered() {}

    /** More than most queues promise. */
    @Rule(
            id = "Q02",
            value = "nothing is delivered twice",
            kind = RuleKind.OPTIONAL,
            stochastic = true,
            takes = "nothing",
            lookFirst = "after how long an element that was not acknowledged is given to another")
    @OrdealTest(workloads = "queue-once")
    default void q02IsDeliveredOnce() {}

    /** Without its network. */
    @Rule(
            id = "Q03",
            value = "nothing is lost while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "whether an element is out of the queue before its consumer has acknowledged it")
    @OrdealTest(workloads = "queue", faults = "partition")
    default void q03UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "Q04",
            value = "nothing is lost while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether an element is on disk, or on a majority of nodes, before its enqueue is answered")
    @OrdealTest(workloads = "queue", faults = "kill")
    default void q04UnderKills() {}

    /** A server that answers when nobody listens any more. */
    @Rule(
            id = "Q05",
            value = "nothing is lost while servers are paused",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "what becomes of an element that is handed to a consumer which has given up")
    @OrdealTest(workloads = "queue", faults = "pause")
    default void q05WhileServersArePaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "Q09",
            value = "these rules notice a queue's client that has a flaw",
            stochastic = true,
            takes = "nothing",
            lookFirst = "options(): a longer time, more workers")
    @MutantRule("queue")
    default void q09FlawsAreNoticed() {}
}
