package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.mesh.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fault that does something to what nodes have: their disks, their memory, one of their processes.
 *
 * <p>It holds its nodes as one that kills does, though it need not kill them: what ends by itself meanwhile, or is killed
 * by another fault, is not started on a disk that is dead or full, but when this is healed.
 */
final class DeedFault extends NodesFault {
    private final NodeDeed deed;
    private final String otherwise;
    private final List<String> struck = new ArrayList<>();

    /** @param otherwise why there is nothing to do where no node has what the deed is done to */
    DeedFault(FaultSpec spec, FaultEnvironment environment, NodeDeed deed, String otherwise) {
        super(spec, environment);
        this.deed = deed;
        this.otherwise = otherwise;
    }

    @Override
    List<String> choose(NodeDraw draw) throws NothingToDo {
        return holds().chooseToKill(
                        this,
                        draw.nodes(node -> holds().isAlive(node) && deed.hasSomethingAt(cluster(), node), otherwise));
    }

    @Override
    void strike(List<String> nodes, SplittableRandom random, Map<String, Object> told) throws Exception {
        if (deed.killsFirst()) {
            holds().kill(this, nodes);
        }
        for (String node : nodes) {
            if (deed.hasSomethingAt(cluster(), node)) {
                struck.add(node);
                deed.strike(cluster(), node, random);
            }
        }
        told.put("nodes", nodes);
        tell(told, deed::told);
    }

    private Cluster cluster() {
        return environment().cluster().orElseThrow();
    }

    private void tell(Map<String, Object> told, Teller teller) throws Exception {
        Map<String, Object> byNode = new LinkedHashMap<>();
        for (String node : struck) {
            Map<String, Object> here = teller.of(node);
            if (!here.isEmpty()) {
                byNode.put(node, here);
            }
        }
        if (!byNode.isEmpty()) {
            told.put(deed.toldAs(), byNode);
        }
    }

    @Override
    Healed undo() throws Exception {
        Map<String, Object> told = new LinkedHashMap<>();
        Failures failures = new Failures();
        long[] amount = {0};
        for (String node : struck) {
            failures.attempt(() -> amount[0] += deed.amount(cluster(), node));
        }
        failures.attempt(() -> tell(told, node -> deed.toldAtEnd(cluster(), node)));
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
            failures.attempt(() -> told.put("back", new ArrayList<>(holds().release(this))));
            isHealed();
        }
        failures.throwFirst();
        return new Healed(told, Evidence.counted(deed.measure(), amount[0]));
    }

    /** What the history is told of a node. */
    private interface Teller {
        Map<String, Object> of(String node) throws Exception;
    }
}
