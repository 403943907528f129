package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.NodeHolds;
import io.ordeal.mesh.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fault that does something to where nodes keep their data.
 *
 * <p>It holds its nodes as one that kills does, though it need not kill them: what ends by itself meanwhile, or is killed
 * by another fault, is not started on a disk that is dead or full, but when this is healed.
 */
final class DataFault implements Fault {
    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private final DataDeed deed;
    private final NodeHolds holds;
    private final List<String> struck = new ArrayList<>();
    private boolean inForce;

    DataFault(FaultSpec spec, FaultEnvironment environment, DataDeed deed) {
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
        Map<String, Object> told = new LinkedHashMap<>();
        List<String> nodes;
        try {
            NodeDraw draw = NodeDraw.of(spec, environment, random);
            told.put("whom", draw.word());
            nodes = holds.chooseToKill(
                    this,
                    draw.nodes(
                            node -> holds.isAlive(node) && deed.hasSomethingAt(cluster(), node),
                            "are dead already, or keep nothing that could be hit"));
        } catch (NothingToDo e) {
            return e.told();
        }
        inForce = true;
        spec.mode().ifPresent(mode -> told.put("mode", mode));
        if (deed.killsFirst()) {
            holds.kill(this, nodes);
        }
        for (String node : nodes) {
            if (deed.hasSomethingAt(cluster(), node)) {
                struck.add(node);
                deed.strike(cluster(), node, random);
            }
        }
        told.put("nodes", nodes);
        tell(told);
        return told;
    }

    private Cluster cluster() {
        return environment.cluster().orElseThrow();
    }

    private void tell(Map<String, Object> told) {
        Map<String, Object> byNode = new LinkedHashMap<>();
        for (String node : struck) {
            Map<String, Object> here = deed.told(node);
            if (!here.isEmpty()) {
                byNode.put(node, here);
            }
        }
        if (!byNode.isEmpty()) {
            told.put("disks", byNode);
        }
    }

    @Override
    public synchronized Healed heal() throws Exception {
        if (!inForce) {
            return Healed.NOTHING;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        Failures failures = new Failures();
        long[] amount = {0};
        for (String node : struck) {
            failures.attempt(() -> amount[0] += deed.amount(cluster(), node));
        }
        List<String> ended = struck.stream()
                .filter(node -> cluster().state(node) == Cluster.State.ENDED)
                .toList();
        if (!ended.isEmpty()) {
            told.put("ended", ended);
        }
        for (String node : List.copyOf(struck)) {
            failures.attempt(() -> {
                deed.undo(cluster(), node);
                struck.remove(node);
            });
        }
        if (struck.isEmpty()) {
            failures.attempt(() -> told.put("back", new ArrayList<>(holds.release(this))));
            inForce = false;
        }
        failures.throwFirst();
        return new Healed(told, Evidence.counted(deed.measure(), amount[0]));
    }
}
