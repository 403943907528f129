package io.ordeal.targets;

import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.ClientFreezer;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.RunClients;
import java.util.Optional;
import java.util.OptionalInt;

/** Faults on real servers without a run: nobody has clients here that could be frozen. */
public final class FaultsByHand {
    private FaultsByHand() {}

    /** The environment of a cluster with one worker. */
    public static FaultEnvironment environment(ProcessCluster cluster) {
        return environment(cluster, 1);
    }

    /** The environment of a cluster with so many workers. */
    public static FaultEnvironment environment(ProcessCluster cluster, int workers) {
        return new FaultEnvironment(
                Optional.of(cluster), cluster.mesh(), RunClients.of(new NobodyToFreeze(), Optional.empty()), workers);
    }

    private static final class NobodyToFreeze implements ClientFreezer {
        @Override
        public Freeze freeze(Moment moment, OptionalInt worker) {
            throw new UnsupportedOperationException("there are no clients");
        }

        @Override
        public void thawAll() {}
    }
}
