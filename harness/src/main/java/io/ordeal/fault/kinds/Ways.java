package io.ordeal.fault.kinds;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.Topology;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Who sends to whom, as a fault says it: {@code c0-n1}, {@code clients-primary}, {@code n1-nodes}. */
final class Ways {
    private static final String PRIMARY = "primary";
    private static final String NODES = "nodes";
    private static final String CLIENTS = "clients";

    private Ways() {}

    /** Whether it must be known who is primary. */
    static boolean speaksOfPrimary(String whom) {
        return List.of(whom.split("-", -1)).contains(PRIMARY);
    }

    /**
     * All ways that are meant, whether or not a link carries them; nobody sends to itself.
     *
     * @param primaries who takes itself for primary
     */
    static Set<Way> of(String whom, Topology topology, List<String> primaries) {
        String[] ends = whom.split("-", -1);
        Set<Way> ways = new LinkedHashSet<>();
        for (String from : members(ends[0], topology, primaries)) {
            for (String to : members(ends[1], topology, primaries)) {
                if (!from.equals(to)) {
                    ways.add(new Way(from, to));
                }
            }
        }
        return ways;
    }

    private static List<String> members(String word, Topology topology, List<String> primaries) {
        return switch (word) {
            case PRIMARY -> primaries;
            case NODES -> topology.nodesOn(topology.hosts().keySet());
            case CLIENTS -> topology.clients();
            default -> List.of(word);
        };
    }

    /** Whether some link carries it, one way or the other. */
    static boolean isCarried(Way way, Set<Link> links) {
        return links.contains(new Link(way.from(), way.to())) || links.contains(new Link(way.to(), way.from()));
    }

    /** One of the two ways of a link, drawn. */
    static Way draw(Set<Link> links, SplittableRandom random) throws NothingToDo {
        if (links.isEmpty()) {
            throw new NothingToDo("there are no such links");
        }
        Link link = List.copyOf(new TreeSet<>(links)).get(random.nextInt(links.size()));
        Way way = new Way(link.from(), link.to());
        return random.nextBoolean() ? way : way.back();
    }

    /** Why a fault's ways are not to be had in a system; empty if they are. */
    static Optional<String> refusal(FaultSpec spec, String whom, Terrain terrain) {
        List<String> members = terrain.topology().members();
        List<String> words = new ArrayList<>(List.of(PRIMARY, NODES, CLIENTS));
        words.addAll(members);
        for (String end : whom.split("-", -1)) {
            if (!words.contains(end)) {
                return Optional.of(spec + ": " + NearestNames.unknown("node or client", end, words));
            }
        }
        if (speaksOfPrimary(whom) && !terrain.hasPrimaries()) {
            return Optional.of(spec + " needs a system with primaries, and this one knows none; name a node instead");
        }
        List<String> nodes =
                terrain.topology().nodesOn(terrain.topology().hosts().keySet());
        return of(whom, terrain.topology(), nodes).stream().anyMatch(way -> isCarried(way, terrain.links()))
                ? Optional.empty()
                : Optional.of(spec + ": no link carries that; links: " + new TreeSet<>(terrain.links()));
    }
}
