package io.ordeal.fault.kinds;

import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.Topology;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What the faults have in common that make links bad without parting anyone: they hit all links to and from some nodes,
 * those among nodes, those of clients, or both.
 */
abstract class SlowLinksKind implements FaultKind {
    private static final String EVERYWHERE = "everywhere";
    private static final String NODES = "nodes";
    private static final String CLIENTS = "clients";

    /**
     * What is drawn for this time.
     *
     * @param told what the history is told of it, such as {@code latency-millis}
     */
    record Amount(Breakage breakage, Map<String, Object> told) {}

    abstract Amount draw(SplittableRandom random);

    @Override
    public FaultFamily family() {
        return FaultFamily.LINKS;
    }

    @Override
    public List<String> whom() {
        return Whom.words();
    }

    @Override
    public List<String> modes() {
        return List.of(EVERYWHERE, NODES, CLIENTS);
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain).or(() -> noLinks(spec, terrain)).or(() -> Whom.refusal(spec, terrain));
    }

    private static Optional<String> noLinks(FaultSpec spec, Terrain terrain) {
        Set<String> nodes = new LinkedHashSet<>(allNodes(terrain.topology()));
        boolean any = terrain.links().stream().anyMatch(link -> switch (mode(spec)) {
            case NODES -> nodes.contains(link.from());
            case CLIENTS -> !nodes.contains(link.from());
            default -> true;
        });
        return any
                ? Optional.empty()
                : Optional.of(spec + ": this system has no such links; ask for " + spec.kind() + " alone");
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new LinkFault(spec, environment, random -> {
            // by itself: whoever is named in a drawn one's place must get the same
            Amount amount = draw(random.split());
            Whom.Choice choice = Whom.draw(spec, List.of(Whom.values()), environment, random);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("whom", choice.word());
            told.put("nodes", environment.topology().nodesOn(choice.hosts()));
            told.put("mode", mode(spec));
            told.putAll(amount.told());
            return new LinkFault.Drawn(
                    ways(environment.topology(), choice.hosts(), mode(spec)), amount.breakage(), told);
        });
    }

    private static String mode(FaultSpec spec) {
        return spec.mode().orElse(EVERYWHERE);
    }

    /** All messages to and from the nodes of some hosts, from the mode's kind of sender. */
    static Set<Way> ways(Topology topology, Set<String> hosts, String mode) {
        Set<String> others = new LinkedHashSet<>();
        if (!mode.equals(CLIENTS)) {
            others.addAll(allNodes(topology));
        }
        if (!mode.equals(NODES)) {
            others.addAll(topology.clients());
        }
        Set<Way> ways = new LinkedHashSet<>();
        for (String node : topology.nodesOn(hosts)) {
            for (String other : others) {
                if (!other.equals(node)) {
                    ways.add(new Way(node, other));
                    ways.add(new Way(other, node));
                }
            }
        }
        return ways;
    }

    private static List<String> allNodes(Topology topology) {
        return topology.nodesOn(topology.hosts().keySet());
    }

    /** A number whose logarithm is evenly drawn, so that small ones come as often as large ones. */
    static long drawLogarithmic(long least, long most, SplittableRandom random) {
        return Math.round(least * Math.pow((double) most / least, random.nextDouble()));
    }
}
