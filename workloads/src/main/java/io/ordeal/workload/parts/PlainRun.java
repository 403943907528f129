package io.ordeal.workload.parts;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.generator.Generator;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.WorkloadRun;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A workload's part in a run, from its parts.
 *
 * @param binder makes the operations of a client
 * @param replaying how recorded operations are made again
 * @param recording what is made of a client before its operations are recorded
 */
public record PlainRun<C extends AutoCloseable>(
        Generator generator,
        Generator finalGenerator,
        Duration finalPhaseAtMost,
        BiFunction<C, ClientContext, Client> binder,
        Replaying replaying,
        UnaryOperator<Client> recording)
        implements WorkloadRun<C> {
    /** One whose last operations take no longer than usual. */
    public PlainRun(Generator generator, Generator finalGenerator, BiFunction<C, ClientContext, Client> binder) {
        this(generator, finalGenerator, USUAL_FINAL_PHASE, binder);
    }

    /** One that has nothing to say when recorded operations are made again. */
    public PlainRun(
            Generator generator,
            Generator finalGenerator,
            Duration finalPhaseAtMost,
            BiFunction<C, ClientContext, Client> binder) {
        this(generator, finalGenerator, finalPhaseAtMost, binder, Replaying.AS_RECORDED, client -> client);
    }

    /** The same, which has. */
    public PlainRun<C> withReplaying(Replaying other) {
        return new PlainRun<>(generator, finalGenerator, finalPhaseAtMost, binder, other, recording);
    }

    @Override
    public Client bind(C client, ClientContext context) {
        return binder.apply(client, context);
    }

    /** The same, which knows better than a client what it may say. */
    public PlainRun<C> withRecording(UnaryOperator<Client> other) {
        return new PlainRun<>(generator, finalGenerator, finalPhaseAtMost, binder, replaying, other);
    }

    @Override
    public Client recorded(Client client) {
        return recording.apply(client);
    }
}
