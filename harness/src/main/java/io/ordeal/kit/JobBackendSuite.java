package io.ordeal.kit;

/** Rules of what runs jobs that write their output once, for a target that has clients of the type {@code JobClient}. */
public interface JobBackendSuite extends BackendSuite {
    @Override
    default String workload() {
        return "job";
    }

    /** The promise itself. */
    @Rule(
            id = "B01",
            value =
                    "a job that succeeded has each of its records in its output once, and one that failed has none there",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "whether what tasks write becomes the output in one step, and of one attempt of each alone")
    @OrdealTest(workloads = "job")
    default void b01OutputIsWrittenOnce() {}

    /** Without its servers. */
    @Rule(
            id = "B02",
            value = "it stays so while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "what an attempt leaves that dies while it commits, and who else may commit the same task")
    @OrdealTest(workloads = "job", faults = "kill")
    default void b02UnderKills() {}

    /** Servers that are taken for dead, and come back. */
    @Rule(
            id = "B03",
            value = "it stays so while servers are paused",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether an attempt that was given up can commit when it goes on")
    @OrdealTest(workloads = "job", faults = "pause")
    default void b03WhileServersArePaused() {}
}
