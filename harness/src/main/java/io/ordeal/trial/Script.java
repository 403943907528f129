package io.ordeal.trial;

import io.ordeal.client.Client;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.store.RunOptions;
import io.ordeal.workload.WorkloadRun;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What the clients of a run do in its main phase, and how fast. */
@FunctionalInterface
public interface Script {
    /** What the workload draws from the seed, at the rate and pace that the options say. */
    Script DRAWN = (run, options) -> {
        Duration mean = options.rate() == 0 ? Duration.ZERO : Duration.ofNanos((long) (1e9 / options.rate()));
        Generator operations = run.generator();
        return options.rate() == 0
                ? operations
                : switch (options.pace()) {
                    case STEADY -> Generators.bursts(mean, operations);
                    case WAVES -> Generators.waves(mean, operations);
                };
    };

    /** The operations; the run's time cuts them off. */
    Generator operations(WorkloadRun<?> run, RunOptions options);

    /**
     * The client that a worker calls, in the place of the one that was opened for it: that one, or one of whom it is known
     * what is wrong with it.
     */
    default Client client(Client opened) {
        return opened;
    }

    /** What the workload draws, done by clients of whom it is known what is wrong with them. */
    static Script drawnFor(UnaryOperator<Client> clients) {
        return new Script() {
            @Override
            public Generator operations(WorkloadRun<?> run, RunOptions options) {
                return DRAWN.operations(run, options);
            }

            @Override
            public Client client(Client opened) {
                return clients.apply(opened);
            }
        };
    }
}
