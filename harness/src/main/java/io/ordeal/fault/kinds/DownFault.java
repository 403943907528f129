package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
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

/** A fault that takes nodes down, and gives them back. */
final class DownFault extends NodesFault {
    private final DownKind.Deed deed;
    private Optional<Set<String>> primariesBefore = Optional.empty();

    /** How many nodes this fault itself took down; others may have been down already. */
    private long taken;

    DownFault(FaultSpec spec, FaultEnvironment environment, DownKind.Deed deed) {
        super(spec, environment);
        this.deed = deed;
    }

    @Override
    void begin() throws Exception {
        primariesBefore = environment().primaries().now();
    }

    @Override
    List<String> choose(NodeDraw draw) throws NothingToDo {
        NodeHolds.Choice<NothingToDo> bounded = draw.nodes(holds()::isAlive, "are dead already");
        return deed == DownKind.Deed.PAUSE ? holds().chooseToPause(this, bounded) : holds().chooseToKill(this, bounded);
    }

    @Override
    void strike(List<String> nodes, SplittableRandom random, Map<String, Object> told) throws Exception {
        taken = nodes.stream().filter(holds()::isAlive).count();
        told.put("nodes", takeDown(nodes, told));
        if (deed == DownKind.Deed.PAUSE) {
            nodes.stream()
                    .flatMap(node -> environment().cluster().orElseThrow().pausesBy(node).stream())
                    .findFirst()
                    .ifPresent(by -> told.put("by", by));
        }
        primariesBefore.ifPresent(primaries -> told.put("primaries", List.copyOf(primaries)));
    }

    private boolean isGraceful() {
        return spec().mode().filter(RestartKind.GRACEFUL::equals).isPresent();
    }

    /** @param told likewise of those that did not end as they were asked */
    private List<String> takeDown(List<String> nodes, Map<String, Object> told) throws Exception {
        switch (deed) {
            case KILL -> holds().kill(this, nodes);
            case RESTART -> {
                if (isGraceful()) {
                    List<String> asked = nodes.stream().filter(holds()::isAlive).toList();
                    List<String> ended = holds().stop(this, nodes);
                    told.put(
                            "killed",
                            asked.stream().filter(node -> !ended.contains(node)).toList());
                } else {
                    holds().kill(this, nodes);
                }
                holds().release(this);
            }
            case PAUSE -> {
                return holds().pause(this, nodes);
            }
        }
        return nodes;
    }

    @Override
    Healed undo() throws Exception {
        Map<String, Object> told = new LinkedHashMap<>();
        try {
            if (primariesBefore.isPresent()) {
                Leadership.tell(
                        told, primariesBefore.get(), environment().primaries().now());
            }
        } finally {
            told.put("back", new ArrayList<>(holds().release(this)));
            isHealed();
        }
        return new Healed(told, Evidence.counted(deed.measure(), taken));
    }
}
