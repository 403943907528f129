package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.NodeHolds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A fault that takes nodes down, and gives them back.
 */
final class DownFault implements Fault {
    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private final DownKind.Deed deed;
    private final NodeHolds holds;
    private Optional<Set<String>> primariesBefore = Optional.empty();
    private boolean inForce;

    /** How many nodes this fault itself took down; others may have been down already. */
    private long taken;

    DownFault(FaultSpec spec, FaultEnvironment environment, DownKind.Deed deed) {
        this.spec = spec;
        this.environment = environment;
        this.deed = deed;
        holds = environment.holds();
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (inForce) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        primariesBefore = environment.primaries().now();
        Map<String, Object> told = new LinkedHashMap<>();
        List<String> nodes;
        try {
            NodeDraw draw = NodeDraw.of(spec, environment, random);
            told.put("whom", draw.word());
            NodeHolds.Choice<NothingToDo> bounded = draw.nodes(holds::isAlive, "are dead already");
            nodes = deed == DownKind.Deed.PAUSE
                    ? holds.chooseToPause(this, bounded)
                    : holds.chooseToKill(this, bounded);
        } catch (NothingToDo e) {
            return e.told();
        }
        inForce = true;
        taken = nodes.stream().filter(holds::isAlive).count();
        told.put("nodes", takeDown(nodes));
        primariesBefore.ifPresent(primaries -> told.put("primaries", List.copyOf(primaries)));
        return told;
    }

    private List<String> takeDown(List<String> nodes) throws Exception {
        switch (deed) {
            case KILL -> holds.kill(this, nodes);
            case RESTART -> {
                holds.kill(this, nodes);
                holds.release(this);
            }
            case PAUSE -> {
                return holds.pause(this, nodes);
            }
        }
        return nodes;
    }

    @Override
    public synchronized Healed heal() throws Exception {
        if (!inForce) {
            return Healed.NOTHING;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        try {
            if (primariesBefore.isPresent()) {
                Leadership.tell(
                        told, primariesBefore.get(), environment.primaries().now());
            }
        } finally {
            told.put("back", new ArrayList<>(holds.release(this)));
            inForce = false;
        }
        return new Healed(told, Evidence.counted(deed.measure(), taken));
    }
}
