package io.ordeal.fault.kinds;

import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Optional;

/**
 * {@code kill-worker}: one process of a server that is several ends by kill -9, while the first one lives, and deals with it
 * as it may. PostgreSQL ends all connections and recovers as from a crash, whichever of its processes it was.
 */
public final class KillWorkerKind implements FaultKind {
    @Override
    public String name() {
        return "kill-worker";
    }

    @Override
    public String summary() {
        return "ends one process of a node by kill -9, but not the first: any, or the one that was started last, which"
                + " mostly serves a client; who ends altogether is started again when healed";
    }

    @Override
    public List<String> whom() {
        return Whom.words();
    }

    @Override
    public List<String> modes() {
        return List.of(KillWorkerDeed.ANY, KillWorkerDeed.NEWEST);
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> Whom.refusal(spec, terrain))
                .or(() -> Whom.processesRefusal(spec, terrain))
                .or(() -> CertainNodes.ofSeveralProcesses(terrain).refusal(spec, terrain));
    }

    @Override
    public Telling telling() {
        return Telling.STRIKE;
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new DeedFault(
                spec,
                environment,
                new KillWorkerDeed(spec.mode().orElse(KillWorkerDeed.ANY)),
                "are not running, or of one process");
    }
}
