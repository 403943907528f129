package io.ordeal.target;

import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.ClientFreezer;
import io.ordeal.fault.FaultEnvironment;
import java.util.Map;
import java.util.Optional;

/** Faults on real servers without a run: nobody has clients here that could be frozen. */
public final class FaultsByHand {
    private FaultsByHand() {}

    /** The environment of a cluster with one worker. */
    public static FaultEnvironment environment(ProcessCluster cluster) {
        return new FaultEnvironment(Optional.of(cluster), cluster.mesh(), new NobodyToFreeze(), 1);
    }

    private static final class NobodyToFreeze implements ClientFreezer {
        @Override
        public void freezeNextHolder() {
            throw new UnsupportedOperationException("there are no clients");
        }

        @Override
        public Map<String, Object> thaw() {
            return Map.of();
        }
    }
}
