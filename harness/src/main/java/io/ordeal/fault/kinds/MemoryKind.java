package io.ordeal.fault.kinds;

import io.ordeal.cgroup.Controller;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code memory}: a node has hardly more memory than it uses. The kernel takes back pages of files whenever it needs more,
 * and kills one of its processes where that does not do.
 */
public final class MemoryKind implements FaultKind {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String summary() {
        return "leaves a node hardly more memory than it uses, so that it is slow and, if it needs more, killed by the"
                + " kernel; healed, it has as much as before, and who ended is started again";
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
    public Set<Controller> controllers() {
        return Set.of(Controller.MEMORY);
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> Whom.refusal(spec, terrain))
                .or(() -> Whom.processesRefusal(spec, terrain))
                .or(() -> lacking().map(why -> spec + " " + why));
    }

    @Override
    public Optional<String> lacking() {
        return Controller.MEMORY.lacking();
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new DeedFault(spec, environment, new MemoryDeed(), "are not running");
    }
}
