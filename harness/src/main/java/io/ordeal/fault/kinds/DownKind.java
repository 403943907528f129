package io.ordeal.fault.kinds;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Optional;

/** What the faults have in common that take nodes down: kill, pause and restart. */
abstract class DownKind implements FaultKind {
    /** What is done to nodes. */
    enum Deed {
        KILL,
        PAUSE,
        RESTART;

        /** What shows that it was done. */
        String measure() {
            return this == PAUSE ? "nodes-paused" : "nodes-ended";
        }
    }

    private final Deed deed;

    DownKind(Deed deed) {
        this.deed = deed;
    }

    @Override
    public String name() {
        return deed.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public List<String> whom() {
        return Whom.words();
    }

    @Override
    public List<String> modes() {
        return List.of();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> terrain.kind()
                        .filter(kind -> kind == ClusterKind.ENDPOINT)
                        .map(kind ->
                                spec + " needs processes or containers of the harness' own, and this system was only"
                                        + " given by its endpoints; ask for partition or latency"))
                .or(() -> Whom.refusal(spec, terrain));
    }

    @Override
    public Telling telling() {
        return deed == Deed.PAUSE ? Telling.LENGTH : Telling.STRIKE;
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new DownFault(spec, environment, deed);
    }
}
