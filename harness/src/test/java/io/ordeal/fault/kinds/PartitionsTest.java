package io.ordeal.fault.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.fault.Topology;
import io.ordeal.mesh.Mesh.Way;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each shape promises, over many seeds and sizes; who is where, by hand. */
class PartitionsTest {
    private static final int SEEDS = 25;

    /** n1 … nN on hosts of their own, clients dealt to them in turn. */
    private static Topology topology(int nodes, int clients) {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        IntStream.rangeClosed(1, nodes).forEach(i -> hosts.put("n" + i, List.of("n" + i)));
        Map<String, String> homes = new LinkedHashMap<>();
        IntStream.range(0, clients).forEach(i -> homes.put("c" + i, "n" + (1 + i % nodes)));
        return new Topology(hosts, List.copyOf(hosts.keySet()), homes);
    }

    /** Redis and the sentinels beside them: two nodes a host; and an arbiter that no fault may single out. */
    private static Topology sentinels() {
        return new Topology(
                Map.of("n1", List.of("n1", "s1"), "n2", List.of("n2", "s2"), "a", List.of("a")),
                List.of("n1", "n2"),
                Map.of("c0", "n1", "c1", "n2", "c2", "a", "c3", "n1"));
    }

    record Case(String shape, int leastNodes, BiFunction<Topology, SplittableRandom, Grudge> draw) {
        @Override
        public String toString() {
            return shape;
        }
    }

    static Stream<Case> shapes() {
        return Stream.concat(
                shapesByHome(), Stream.of(new Case("primary", 1, (t, r) -> Partitions.primary(t, Set.of("n1"), r))));
    }

    /** In which clients share the fate of their home; of one node alone there is none. */
    static Stream<Case> shapesByHome() {
        return Stream.of(
                new Case("one", 1, Partitions::one),
                new Case("minority", 3, Partitions::minority),
                new Case("majority", 3, Partitions::majority),
                new Case("halves", 2, Partitions::halves),
                new Case("bridge", 3, Partitions::bridge),
                new Case("ring", 4, Partitions::ring),
                new Case("one-way", 2, Partitions::oneWay),
                new Case("random", 2, Partitions::random),
                new Case("n1", 1, (t, r) -> Partitions.node(t, "n1", r)));
    }

    private static boolean hears(Grudge grudge, String hearer, String speaker) {
        return !grudge.blocked().contains(new Way(speaker, hearer));
    }

    private static long heardNodes(Grudge grudge, Topology topology, String node) {
        return topology.hostNames().stream()
                .filter(other -> hears(grudge, node, other))
                .count();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeBlocksSomethingButNobodyFromItself(Case shape) {
        for (int nodes = shape.leastNodes(); nodes <= 9; nodes++) {
            for (int s = 0; s < SEEDS; s++) {
                int seed = s;
                int size = nodes;
                Topology topology = topology(nodes, 10);
                Grudge grudge = shape.draw().apply(topology, new SplittableRandom(seed));
                Supplier<String> what = () -> shape + " of " + size + ", seed " + seed + ": " + grudge;
                assertThat(grudge.blocked()).as(what).isNotEmpty();
                assertThat(grudge.blocked())
                        .as(what)
                        .noneMatch(way -> way.from().equals(way.to()));
                assertThat(grudge.isSymmetric())
                        .as(what)
                        .isEqualTo(!shape.shape().equals("one-way"));
                assertThat(grudge.groups().stream().flatMap(List::stream))
                        .as(what)
                        .containsExactlyInAnyOrderElementsOf(topology.members());
                assertThat(shape.draw().apply(topology, new SplittableRandom(seed)))
                        .as("the same seed, the same partition")
                        .isEqualTo(grudge);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapesByHome")
    void clientsHearAndAreHeardAsTheirHome(Case shape) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Topology topology = topology(Math.max(2, shape.leastNodes()) + 2, 10);
            Grudge grudge = shape.draw().apply(topology, new SplittableRandom(seed));
            topology.homes().forEach((client, home) -> {
                for (String node : topology.hostNames()) {
                    Supplier<String> what =
                            () -> shape + ", " + client + " at " + home + " and " + node + ": " + grudge;
                    assertThat(hears(grudge, client, node)).as(what).isEqualTo(hears(grudge, home, node));
                    assertThat(hears(grudge, node, client)).as(what).isEqualTo(hears(grudge, node, home));
                }
            });
        }
    }

    @Test
    void oneIsAloneWithItsClients() {
        Grudge grudge = Partitions.node(topology(3, 4), "n2", new SplittableRandom(1));
        assertThat(grudge.groups()).containsExactly(List.of("n2", "c1"), List.of("n1", "c0", "c3", "n3", "c2"));
        assertThat(grudge.blocked()).hasSize(2 * 2 * 5);
        assertThat(hears(grudge, "n1", "n3")).isTrue();
        assertThat(hears(grudge, "n1", "n2")).isFalse();
        assertThat(hears(grudge, "c1", "n2")).isTrue();
        assertThat(hears(grudge, "c1", "n1")).isFalse();
    }

    @Test
    void sizesAreAsTheNamesSay() {
        for (int nodes = 3; nodes <= 9; nodes++) {
            Topology topology = topology(nodes, 0);
            Set<Integer> minorities = new LinkedHashSet<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int minority =
                        Partitions.minority(topology, random).groups().get(0).size();
                minorities.add(minority);
                assertThat(2 * minority).isLessThan(nodes);
                assertThat(Partitions.majority(topology, random).groups().get(0))
                        .hasSize(nodes / 2 + 1);
                assertThat(Partitions.halves(topology, random).groups().get(0)).hasSize(nodes / 2);
                assertThat(Partitions.one(topology, random).groups().get(0)).hasSize(1);
            }
            assertThat(minorities).as("every minority of %s is drawn", nodes).hasSize((nodes - 1) / 2);
        }
    }

    @Test
    void inARingEachSeesAMajorityAndNoTwoTheSame() {
        for (int nodes = 4; nodes <= 9; nodes++) {
            Topology topology = topology(nodes, 0);
            Grudge grudge = Partitions.ring(topology, new SplittableRandom(nodes));
            Set<Set<String>> seen = new LinkedHashSet<>();
            for (String node : topology.hostNames()) {
                assertThat(2 * heardNodes(grudge, topology, node)).isBetween(nodes + 1L, 2L * nodes - 1);
                Set<String> heard = new LinkedHashSet<>(topology.hostNames());
                heard.removeIf(other -> !hears(grudge, node, other));
                seen.add(heard);
            }
            assertThat(seen).hasSize(nodes);
        }
    }

    @Test
    void onlyTheBridgeHearsBothSides() {
        for (int nodes = 3; nodes <= 9; nodes++) {
            Topology topology = topology(nodes, 0);
            Grudge grudge = Partitions.bridge(topology, new SplittableRandom(nodes));
            int count = nodes;
            assertThat(topology.hostNames().stream().filter(node -> heardNodes(grudge, topology, node) == count))
                    .as("%s", grudge)
                    .hasSize(1);
        }
    }

    @Test
    void oneWayIsEitherDeafOrDumb() {
        Topology topology = topology(3, 0);
        Set<String> drawn = new LinkedHashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Grudge grudge = Partitions.oneWay(topology, new SplittableRandom(seed));
            drawn.add(grudge.shape());
            String one = grudge.groups().get(0).get(0);
            boolean dumb = grudge.shape().equals("one-way-dumb");
            assertThat(grudge.blocked()).hasSize(2).allMatch(way -> (dumb ? way.from() : way.to()).equals(one));
        }
        assertThat(drawn).containsExactlyInAnyOrder("one-way-dumb", "one-way-deaf");
    }

    @Test
    void whoIsNamedStaysWithThePrimary() {
        assertThat(Partitions.primary("primary", topology(3, 4), Set.of("n2"), Set.of("c0", "c3"))
                        .groups())
                .containsExactly(List.of("n2", "c0", "c3"), List.of("n1", "n3", "c1", "c2"));
        assertThat(Partitions.primary("n1", topology(1, 2), Set.of("n1"), Set.of())
                        .groups())
                .containsExactly(List.of("n1"), List.of("c0", "c1"));
    }

    @Test
    void primaryIsAloneWithHalfOfTheClients() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Grudge grudge = Partitions.primary(topology(3, 10), Set.of("n2"), new SplittableRandom(seed));
            assertThat(grudge.groups()).hasSize(2);
            assertThat(grudge.groups().get(0)).startsWith("n2").hasSize(6);
            assertThat(grudge.groups().get(1)).startsWith("n1", "n3").hasSize(7);
        }
    }

    @Test
    void primariesOfASplitBrainAreAloneEach() {
        Grudge grudge = Partitions.primary(topology(3, 4), Set.of("n1", "n3"), new SplittableRandom(4));
        assertThat(grudge.groups()).hasSize(3);
        assertThat(hears(grudge, "n1", "n3")).isFalse();
        assertThat(hears(grudge, "n2", "n3")).isFalse();
        assertThat(grudge.groups().get(0)).hasSize(2);
        assertThat(grudge.groups().get(1)).hasSize(2);
    }

    @Test
    void aSingleNodeIsPartedFromSomeClients() {
        Grudge grudge = Partitions.one(topology(1, 4), new SplittableRandom(4));
        assertThat(grudge.groups().get(0)).contains("n1").hasSize(3);
        assertThat(grudge.groups().get(1)).hasSize(2);
        assertThat(Partitions.one(topology(1, 1), new SplittableRandom(4)).groups())
                .containsExactly(List.of("n1"), List.of("c0"));
    }

    @Test
    void nodesOfOneHostStayTogetherAndSomeAreNeverSingledOut() {
        Topology topology = sentinels();
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            for (Grudge grudge : List.of(
                    Partitions.one(topology, random),
                    Partitions.halves(topology, random),
                    Partitions.bridge(topology, random),
                    Partitions.primary(topology, Set.of("n2"), random),
                    Partitions.random(topology, random))) {
                assertThat(grudge.blocked())
                        .as("%s", grudge)
                        .doesNotContain(new Way("n1", "s1"), new Way("s2", "n2"))
                        .matches(ways -> ways.contains(new Way("n1", "n2")) == ways.contains(new Way("s1", "s2")));
            }
            assertThat(Partitions.one(topology, random).groups().get(0)).doesNotContain("a");
            assertThat(Partitions.oneWay(topology, random).groups().get(0)).doesNotContain("a");
        }
    }

    @Test
    void whatIsTooSmallIsRefused() {
        SplittableRandom random = new SplittableRandom(1);
        assertThatThrownBy(() -> Partitions.ring(topology(3, 1), random)).hasMessageContaining("needs 4 hosts");
        assertThatThrownBy(() -> Partitions.halves(topology(1, 1), random)).hasMessageContaining("needs 2 hosts");
        assertThatThrownBy(() -> Partitions.minority(topology(2, 1), random)).hasMessageContaining("needs 3 hosts");
        assertThatThrownBy(() -> Partitions.node(topology(2, 1), "n7", random))
                .hasMessageContaining("there is no node 'n7'; nearest first: n1, n2");
    }

    @Test
    void slowLinksAreThoseToAndFromTheirNodes() {
        Topology topology = topology(3, 2);
        assertThat(SlowLinksKind.ways(topology, Set.of("n1"), "everywhere")).hasSize(8);
        assertThat(SlowLinksKind.ways(topology, Set.of("n1"), "nodes"))
                .containsExactlyInAnyOrder(
                        new Way("n1", "n2"), new Way("n2", "n1"), new Way("n1", "n3"), new Way("n3", "n1"));
        assertThat(SlowLinksKind.ways(topology, Set.of("n1"), "clients"))
                .containsExactlyInAnyOrder(
                        new Way("n1", "c0"), new Way("c0", "n1"), new Way("n1", "c1"), new Way("c1", "n1"));
    }

    @Test
    void minoritiesOfSeveralFaultsStayAMinorityTogether() {
        List<String> five = List.of("n1", "n2", "n3", "n4", "n5");
        List<String> three = five.subList(0, 3);
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            assertThat(Minority.together(five, Set.of("n1", "n2"), Set.of(), random))
                    .containsOnly("n1", "n2");
            assertThat(Minority.together(five, Set.of("n1", "n2"), Set.of("n5"), random))
                    .hasSize(2)
                    .contains("n5");
            assertThat(Minority.together(five, Set.of("n1", "n2"), Set.of("n4", "n5"), random))
                    .containsOnly("n4", "n5");
            assertThat(Minority.together(three, Set.of("n1"), Set.of("n2"), random))
                    .containsOnly("n2");
            assertThat(Minority.together(three, Set.of("n1"), Set.of("n1"), random))
                    .containsOnly("n1");
        }
    }
}
