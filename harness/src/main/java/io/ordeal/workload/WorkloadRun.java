package io.ordeal.workload;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.generator.Generator;
import java.time.Duration;

/** A workload's part in one run. */
public interface WorkloadRun<C extends AutoCloseable> {
    /** What {@link #finalPhaseAtMost} is of most. */
    Duration USUAL_FINAL_PHASE = Duration.ofSeconds(20);

    /** Operations for the clients, without end: the harness limits time and rate. */
    Generator generator();

    /** Operations after everything is healed, such as the last reads; ends by itself. */
    Generator finalGenerator();

    /** However broken the system is, the last operations end: none begins after this. */
    default Duration finalPhaseAtMost() {
        return USUAL_FINAL_PHASE;
    }

    /** How recorded operations of another run are made again. */
    default Replaying replaying() {
        return Replaying.AS_RECORDED;
    }

    /** The operations in terms of the target's client. Closing the result closes the target's client. */
    Client bind(C client, ClientContext context);

    /**
     * A process' client as its history is to have it: one that {@link #bind} made, or one that is a process of its own and
     * takes the operations itself. For what a workload knows of its operations and no client may say otherwise.
     */
    default Client recorded(Client client) {
        return client;
    }
}
