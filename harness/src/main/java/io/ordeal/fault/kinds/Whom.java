package io.ordeal.fault.kinds;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.Topology;
import io.ordeal.names.NearestNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Whom a fault hits: words that draw hosts. */
enum Whom {
    /** One, drawn. */
    ONE,
    /** Fewer than half; how many is drawn. */
    MINORITY,
    /** The barest majority. */
    MAJORITY,
    /** All that take themselves for primary. */
    PRIMARY,
    ALL;

    /** How long a fault waits for a primary to be elected before it gives up. */
    static final Duration PRIMARY_WITHIN = Duration.ofSeconds(3);

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<Whom> of(String word) {
        return java.util.Arrays.stream(values())
                .filter(whom -> whom.word().equals(word))
                .findFirst();
    }

    static List<String> words() {
        return java.util.Arrays.stream(values()).map(Whom::word).toList();
    }

    /** With fewer hosts that may be singled out there is no such choice. */
    int leastTargets() {
        return this == MINORITY || this == MAJORITY ? 3 : 1;
    }

    /**
     * What was drawn.
     *
     * @param word how it was drawn, or the node's name
     * @param hosts in the cluster's order
     */
    record Choice(String word, Set<String> hosts) {}

    /**
     * Draws hosts.
     *
     * @param spec whose whom it is; a bare one is drawn among {@code bare}, as far as the cluster has them
     */
    static Choice draw(FaultSpec spec, List<Whom> bare, FaultEnvironment environment, SplittableRandom random)
            throws NothingToDo, InterruptedException {
        Topology topology = environment.topology();
        Optional<Whom> word = spec.whom().flatMap(Whom::of);
        if (spec.whom().isPresent() && word.isEmpty()) {
            Set<String> hosts = new LinkedHashSet<>();
            names(spec.whom().get()).forEach(name -> hosts.add(topology.hostOf(name)));
            return new Choice(spec.whom().get(), inOrder(topology, hosts));
        }
        Whom whom = word.isPresent() ? word.get() : Partitions.draw(possible(bare, environment), random);
        if (whom != PRIMARY) {
            return new Choice(whom.word(), inOrder(topology, whom.pick(topology.targets(), random)));
        }
        try {
            return new Choice(whom.word(), inOrder(topology, primaryHosts(environment)));
        } catch (NothingToDo e) {
            if (word.isPresent()) {
                throw e;
            }
            // nobody insisted on the primary
            return new Choice(ONE.word(), inOrder(topology, ONE.pick(topology.targets(), random)));
        }
    }

    private static List<Whom> possible(List<Whom> words, FaultEnvironment environment) throws InterruptedException {
        List<Whom> possible = new ArrayList<>();
        for (Whom whom : words) {
            if (environment.topology().targets().size() >= whom.leastTargets()
                    && (whom != PRIMARY || environment.primaries().exist())) {
                possible.add(whom);
            }
        }
        return possible;
    }

    /** How many of n this word takes, as a pure function but for the draw. */
    Set<String> pick(List<String> targets, SplittableRandom random) {
        int count = targets.size();
        int size = switch (this) {
            case ONE, PRIMARY -> 1;
            case MINORITY -> 1 + random.nextInt(Math.max(1, (count - 1) / 2));
            case MAJORITY -> count / 2 + 1;
            case ALL -> count;
        };
        return new LinkedHashSet<>(Partitions.shuffled(targets, random).subList(0, size));
    }

    private static Set<String> primaryHosts(FaultEnvironment environment) throws NothingToDo, InterruptedException {
        Set<String> hosts = new LinkedHashSet<>();
        for (String node : primaries(environment)) {
            hosts.add(environment.topology().hostOf(node));
        }
        return hosts;
    }

    /** The nodes that take themselves for primary; waits a while for one. */
    static Set<String> primaries(FaultEnvironment environment) throws NothingToDo, InterruptedException {
        return environment
                .primaries()
                .await(PRIMARY_WITHIN)
                .orElseThrow(() ->
                        new NothingToDo("no node took itself for primary within " + PRIMARY_WITHIN.toSeconds() + " s"));
    }

    private static Set<String> inOrder(Topology topology, Set<String> hosts) {
        Set<String> ordered = new LinkedHashSet<>(topology.hostNames());
        ordered.retainAll(hosts);
        return ordered;
    }

    /** The nodes of {@code n1+n2}. */
    private static List<String> names(String word) {
        return List.of(word.split("[+]", -1));
    }

    /** Why a spec's whom is not to be had in a system; empty if it is. */
    static Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        if (spec.whom().isEmpty()) {
            return Optional.empty();
        }
        String word = spec.whom().get();
        List<String> nodes =
                terrain.topology().nodesOn(terrain.topology().hosts().keySet());
        Optional<Whom> whom = of(word);
        if (whom.isEmpty()) {
            List<String> names = new ArrayList<>(nodes);
            names.addAll(words());
            return names(word).stream()
                    .filter(name -> !nodes.contains(name))
                    .findFirst()
                    .map(name -> spec + ": " + NearestNames.unknown("node", name, names));
        }
        int targets = terrain.topology().targets().size();
        if (targets < whom.get().leastTargets()) {
            return Optional.of(spec + " needs " + whom.get().leastTargets() + " nodes at least, and this system has "
                    + targets + " (" + String.join(", ", terrain.topology().targets()) + "); ask for "
                    + spec.kind() + ":one");
        }
        return whom.get() == PRIMARY ? primaryRefusal(spec, terrain) : Optional.empty();
    }

    /** Why faults on the primary can't be injected into a system; empty if they can. */
    static Optional<String> primaryRefusal(FaultSpec spec, Terrain terrain) {
        return terrain.hasPrimaries()
                ? Optional.empty()
                : Optional.of(spec + " needs a system with primaries, and this one knows none; ask for " + spec.kind()
                        + ":one or a node's name");
    }

    /** Why faults on the processes of nodes can't be injected into a system; empty if they can. */
    static Optional<String> processesRefusal(FaultSpec spec, Terrain terrain) {
        return terrain.kind()
                .filter(kind -> !kind.runsProcesses())
                .map(kind -> spec + " needs processes of the harness' own"
                        + (kind == ClusterKind.ENDPOINT
                                ? ", and this system was only given by its endpoints: ask for partition or latency"
                                : ": ask for --cluster process, or for kill"));
    }

    /** Why faults on nodes can't be injected into a system that has none; empty if it has. */
    static Optional<String> nodesRefusal(FaultSpec spec, Terrain terrain) {
        return terrain.topology().hosts().isEmpty()
                ? Optional.of(spec + " needs a system of nodes, and this one lives inside the harness' JVM; "
                        + terrain.instead())
                : Optional.empty();
    }
}
