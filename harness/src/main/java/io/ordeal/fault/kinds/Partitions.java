package io.ordeal.fault.kinds;

import io.ordeal.fault.Topology;
import io.ordeal.mesh.Mesh.Way;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;

/**
 * Partitions as pure functions from who is there to who does not hear whom. (After Jepsen's grudges,
 * jepsen/nemesis.clj, which know no clients.)
 *
 * <p>Hosts are dealt, and whoever is on a host, its nodes and the clients at home there, goes with it. Only {@link
 * #primary} and partitions of a single host deal the clients by themselves, so that there are some on either side.
 */
public final class Partitions {
    private Partitions() {}

    /**
     * One host, drawn from those that may be singled out, away from all others.
     *
     * <pre>{n2 c1} | {n1 c0 n3 c2}</pre>
     */
    public static Grudge one(Topology topology, SplittableRandom random) {
        return isolated("one", topology, Set.of(draw(topology.targets(), random)), random);
    }

    /** The host of a node, away from all others. */
    public static Grudge node(Topology topology, String node, SplittableRandom random) {
        return isolated(node, topology, Set.of(topology.hostOf(node)), random);
    }

    /** Fewer than half of the hosts, how many is drawn, away from the others. Needs three hosts. */
    public static Grudge minority(Topology topology, SplittableRandom random) {
        List<String> hosts = shuffled(topology.hostNames(), random);
        require("minority", 3, hosts);
        int size = 1 + random.nextInt((hosts.size() - 1) / 2);
        return isolated("minority", topology, new LinkedHashSet<>(hosts.subList(0, size)), random);
    }

    /** The barest majority, away from the others: of three hosts two, of four three. Needs three hosts. */
    public static Grudge majority(Topology topology, SplittableRandom random) {
        List<String> hosts = shuffled(topology.hostNames(), random);
        require("majority", 3, hosts);
        int size = hosts.size() / 2 + 1;
        return isolated("majority", topology, new LinkedHashSet<>(hosts.subList(0, size)), random);
    }

    /** Two halves; of an odd number one is the larger. Needs two hosts. */
    public static Grudge halves(Topology topology, SplittableRandom random) {
        List<String> hosts = shuffled(topology.hostNames(), random);
        require("halves", 2, hosts);
        return isolated("halves", topology, new LinkedHashSet<>(hosts.subList(0, hosts.size() / 2)), random);
    }

    /**
     * Two sides that do not hear each other, and one host that hears both and is heard by both. Needs three hosts.
     *
     * <pre>{n1 n4} ─ n3 ─ {n2 n5}</pre>
     */
    public static Grudge bridge(Topology topology, SplittableRandom random) {
        List<String> hosts = shuffled(topology.hostNames(), random);
        require("bridge", 3, hosts);
        int left = (hosts.size() - 1) / 2;
        return byHosts("bridge", topology, hosts, (a, b) -> {
            int i = hosts.indexOf(a);
            int j = hosts.indexOf(b);
            return (i < left && j > left) || (i > left && j < left);
        });
    }

    /**
     * A ring in which every host hears its nearest neighbours, so that each sees a majority and no two see the same. Needs
     * four hosts: of three, each would have to hear one other that does not hear it.
     */
    public static Grudge ring(Topology topology, SplittableRandom random) {
        List<String> hosts = shuffled(topology.hostNames(), random);
        require("ring", 4, hosts);
        int reach = (hosts.size() / 2 + 1) / 2;
        return byHosts("ring", topology, hosts, (a, b) -> {
            int apart = Math.abs(hosts.indexOf(a) - hosts.indexOf(b));
            return Math.min(apart, hosts.size() - apart) > reach;
        });
    }

    /**
     * One host, drawn, is deaf or dumb: either what it says is not heard by the others, or what they say is not heard by
     * it. Needs two hosts.
     */
    public static Grudge oneWay(Topology topology, SplittableRandom random) {
        require("one-way", 2, topology.hostNames());
        String one = draw(topology.targets(), random);
        boolean dumb = random.nextBoolean();
        List<String> hosts = new ArrayList<>(topology.hostNames());
        hosts.remove(one);
        hosts.add(0, one);
        return byHosts(dumb ? "one-way-dumb" : "one-way-deaf", topology, hosts, (a, b) -> (dumb ? a : b).equals(one));
    }

    /** Each pair of hosts is parted with a probability of ½, one pair at least. Needs two hosts. */
    public static Grudge random(Topology topology, SplittableRandom random) {
        List<String> hosts = shuffled(topology.hostNames(), random);
        require("random", 2, hosts);
        Set<Way> parted = new LinkedHashSet<>();
        parted.add(new Way(hosts.get(0), hosts.get(1)));
        for (int i = 0; i < hosts.size(); i++) {
            for (int j = Math.max(2, i + 1); j < hosts.size(); j++) {
                if (random.nextBoolean()) {
                    parted.add(new Way(hosts.get(i), hosts.get(j)));
                }
            }
        }
        return byHosts(
                "random", topology, hosts, (a, b) -> parted.contains(new Way(a, b)) || parted.contains(new Way(b, a)));
    }

    /**
     * Every primary alone, away from the others and from each other; about half of the clients, drawn, stay with a
     * primary, the others with the rest.
     *
     * @param primaries the nodes that take themselves for primary, one at least
     */
    public static Grudge primary(Topology topology, Set<String> primaries, SplittableRandom random) {
        List<List<String>> sides = sides(topology, primaries);
        int sidesWithPrimary = sides.size() - 1;
        List<String> clients = shuffled(topology.clients(), random);
        int staying = clients.size() / 2;
        for (int i = 0; i < clients.size(); i++) {
            sides.get(i < staying ? i % sidesWithPrimary : sidesWithPrimary).add(clients.get(i));
        }
        return between("primary", sides);
    }

    /**
     * Some nodes alone, each away from the others and from all other nodes; some clients stay with the first of them, the others
     * with the rest. Nothing is drawn.
     *
     * <pre>{n1 c0 c3} | {n2 n3 c1 c2}</pre>
     *
     * @param shape as it is called in the history
     * @param nodes one at least
     * @param staying clients' names
     */
    static Grudge primary(String shape, Topology topology, Set<String> nodes, Set<String> staying) {
        List<List<String>> sides = sides(topology, nodes);
        for (String client : topology.clients()) {
            sides.get(staying.contains(client) ? 0 : sides.size() - 1).add(client);
        }
        return between(shape, sides);
    }

    /** The hosts of some nodes, a side each, and then all others; without clients. */
    private static List<List<String>> sides(Topology topology, Set<String> nodes) {
        Set<String> alone = new LinkedHashSet<>();
        nodes.stream().sorted().forEach(node -> alone.add(topology.hostOf(node)));
        List<List<String>> sides = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String host : topology.hostNames()) {
            if (alone.contains(host)) {
                sides.add(new ArrayList<>(topology.hosts().get(host)));
            } else {
                others.addAll(topology.hosts().get(host));
            }
        }
        sides.add(others);
        return sides;
    }

    private static Grudge isolated(String shape, Topology topology, Set<String> hosts, SplittableRandom random) {
        if (topology.hosts().size() == 1) {
            // there is nobody else to part it from but clients
            return primary(topology, Set.copyOf(topology.nodesOn(hosts)), shape, random);
        }
        List<String> inside = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        for (String host : topology.hostNames()) {
            (hosts.contains(host) ? inside : outside).addAll(topology.membersOf(host));
        }
        return between(shape, List.of(inside, outside));
    }

    private static Grudge primary(Topology topology, Set<String> primaries, String shape, SplittableRandom random) {
        Grudge grudge = primary(topology, primaries, random);
        return new Grudge(shape, grudge.groups(), grudge.blocked());
    }

    /** Nothing passes from one side to another. */
    static Grudge between(String shape, List<List<String>> sides) {
        Set<Way> blocked = new LinkedHashSet<>();
        for (List<String> side : sides) {
            for (List<String> other : sides) {
                if (side != other) {
                    side.forEach(a -> other.forEach(b -> blocked.add(new Way(a, b))));
                }
            }
        }
        return new Grudge(shape, sides, blocked);
    }

    private static Grudge byHosts(
            String shape, Topology topology, List<String> hosts, BiPredicate<String, String> blockedBetween) {
        Set<Way> blocked = new LinkedHashSet<>();
        for (String a : hosts) {
            for (String b : hosts) {
                if (!a.equals(b) && blockedBetween.test(a, b)) {
                    for (String from : topology.membersOf(a)) {
                        topology.membersOf(b).forEach(to -> blocked.add(new Way(from, to)));
                    }
                }
            }
        }
        return new Grudge(shape, hosts.stream().map(topology::membersOf).toList(), blocked);
    }

    private static void require(String shape, int least, List<String> hosts) {
        if (hosts.size() < least) {
            throw new IllegalArgumentException("a partition of shape " + shape + " needs " + least
                    + " hosts at least, and there are " + hosts.size() + ": " + hosts);
        }
    }

    static <T> T draw(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Fisher and Yates' shuffle. */
    static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> result = new ArrayList<>(list);
        for (int i = result.size() - 1; i > 0; i--) {
            java.util.Collections.swap(result, i, random.nextInt(i + 1));
        }
        return result;
    }
}
