package io.ordeal.fault.kinds;

import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Sides;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.Topology;
import io.ordeal.mesh.Breakage;
import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code partition}: some nodes and clients don't hear some others. */
public final class PartitionKind implements FaultKind {
    private static final Map<String, Breakage> MODES = new LinkedHashMap<>();

    static {
        MODES.put("blackhole", new Breakage.Blackhole());
        MODES.put("hold", new Breakage.Hold());
        MODES.put("drop", new Breakage.Drop());
        MODES.put("cut", new Breakage.Cut());
    }

    @Override
    public String name() {
        return "partition";
    }

    @Override
    public String summary() {
        return "some nodes and clients don't hear some others; blackhole: as lost packets, hold: messages wait until"
                + " it is healed, drop: bytes are lost and connections closed at the end, cut: connections end and are"
                + " refused";
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.LINKS;
    }

    @Override
    public List<String> whom() {
        return Shape.words();
    }

    @Override
    public String whomByName() {
        return "a node's name; that, or primary, with the clients that stay on its side: primary+c0+c3, n1+nobody";
    }

    @Override
    public boolean takesSides() {
        return true;
    }

    @Override
    public List<String> modes() {
        return List.copyOf(MODES.keySet());
    }

    /** Silence is the plainest: nothing arrives late, in part, or as a reset. */
    @Override
    public List<String> plainerModes(String mode) {
        return MODES.keySet().stream()
                .takeWhile(plainer -> !plainer.equals(mode))
                .toList();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        Optional<String> noNodes = Whom.nodesRefusal(spec, terrain);
        if (noNodes.isPresent()) {
            return noNodes;
        }
        boolean blackhole = spec.mode().filter("blackhole"::equals).isPresent();
        if (blackhole && terrain.noBlackhole().isPresent()) {
            return Optional.of(spec + ": " + terrain.noBlackhole().get());
        }
        return spec.whom().flatMap(whom -> shapeRefusal(spec, whom, terrain));
    }

    private static Optional<String> shapeRefusal(FaultSpec spec, String whom, Terrain terrain) {
        Topology topology = terrain.topology();
        Optional<Sides> sides = Sides.of(whom);
        if (sides.isPresent()) {
            return sidesRefusal(spec, sides.get(), terrain);
        }
        Optional<Shape> shape = Shape.of(whom);
        if (shape.isEmpty()) {
            List<String> nodes = topology.nodesOn(topology.hosts().keySet());
            List<String> names = new ArrayList<>(nodes);
            names.addAll(Shape.words());
            return nodes.contains(whom)
                    ? Optional.empty()
                    : Optional.of(spec + ": " + NearestNames.unknown("node", whom, names));
        }
        if (topology.hosts().size() < shape.get().leastHosts()) {
            return Optional.of(
                    spec + " needs " + shape.get().leastHosts() + " nodes at least that stand by themselves, and this"
                            + " system has " + topology.hosts().size() + "; ask for partition:one");
        }
        if (isCut(spec) && !shape.get().isSymmetric()) {
            return Optional.of(
                    spec + ": a cut has no one-way form, since it ends connections; ask for partition:one-way:drop");
        }
        return shape.get() == Shape.PRIMARY ? Whom.primaryRefusal(spec, terrain) : Optional.empty();
    }

    private static Optional<String> sidesRefusal(FaultSpec spec, Sides sides, Terrain terrain) {
        Topology topology = terrain.topology();
        List<String> nodes = topology.nodesOn(topology.hosts().keySet());
        boolean isPrimary = sides.whom().equals(Shape.PRIMARY.word());
        if (!isPrimary && !nodes.contains(sides.whom())) {
            return Optional.of(spec + ": " + NearestNames.unknown("node", sides.whom(), nodes));
        }
        Optional<String> unknown = sides.staying().stream()
                .sorted()
                .filter(client -> !topology.clients().contains(client))
                .findFirst()
                .map(client -> spec + ": " + NearestNames.unknown("client", client, topology.clients()));
        return unknown.isPresent() || !isPrimary ? unknown : Whom.primaryRefusal(spec, terrain);
    }

    private static boolean isCut(FaultSpec spec) {
        return spec.mode().filter("cut"::equals).isPresent();
    }

    private static Breakage breakage(String mode) {
        Breakage breakage = MODES.get(mode);
        if (breakage == null) {
            throw new IllegalArgumentException(NearestNames.unknown("mode", mode, MODES.keySet()));
        }
        return breakage;
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        String mode = spec.mode().orElseGet(() -> defaultMode(environment));
        return new LinkFault(spec, environment, random -> {
            Grudge grudge = draw(spec, environment, random);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("whom", grudge.shape());
            told.put("groups", grudge.groups());
            told.put("mode", mode);
            return new LinkFault.Drawn(grudge.blocked(), breakage(mode), told);
        });
    }

    /** The first that the proxy server can do: not all have black holes. */
    private static String defaultMode(FaultEnvironment environment) {
        return MODES.entrySet().stream()
                .filter(mode -> environment.mesh().refusal(mode.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the mesh can't break links in any way"));
    }

    private static Grudge draw(FaultSpec spec, FaultEnvironment environment, SplittableRandom random)
            throws NothingToDo, InterruptedException {
        Topology topology = environment.topology();
        if (spec.whom().isEmpty()) {
            Shape shape = Partitions.draw(possible(spec, environment), random);
            try {
                return of(shape, environment, random);
            } catch (NothingToDo e) {
                return Partitions.one(topology, random); // nobody insisted on the primary
            }
        }
        Optional<Sides> sides = Sides.of(spec.whom().get());
        if (sides.isPresent()) {
            String alone = sides.get().whom();
            return Partitions.primary(
                    alone,
                    topology,
                    alone.equals(Shape.PRIMARY.word()) ? Whom.primaries(environment) : Set.of(alone),
                    sides.get().staying());
        }
        Optional<Shape> shape = Shape.of(spec.whom().get());
        return shape.isPresent()
                ? of(shape.get(), environment, random)
                : Partitions.node(topology, spec.whom().get(), random);
    }

    private static List<Shape> possible(FaultSpec spec, FaultEnvironment environment) throws InterruptedException {
        boolean primaries = environment.primaries().exist();
        return Arrays.stream(Shape.values())
                .filter(shape -> environment.topology().hosts().size() >= shape.leastHosts()
                        && (shape.isSymmetric() || !isCut(spec))
                        && (shape != Shape.PRIMARY || primaries))
                .toList();
    }

    private static Grudge of(Shape shape, FaultEnvironment environment, SplittableRandom random)
            throws NothingToDo, InterruptedException {
        Topology topology = environment.topology();
        return switch (shape) {
            case ONE -> Partitions.one(topology, random);
            case MINORITY -> Partitions.minority(topology, random);
            case MAJORITY -> Partitions.majority(topology, random);
            case PRIMARY -> Partitions.primary(topology, Whom.primaries(environment), random);
            case HALVES -> Partitions.halves(topology, random);
            case BRIDGE -> Partitions.bridge(topology, random);
            case RING -> Partitions.ring(topology, random);
            case ONE_WAY -> Partitions.oneWay(topology, random);
            case RANDOM -> Partitions.random(topology, random);
        };
    }
}
