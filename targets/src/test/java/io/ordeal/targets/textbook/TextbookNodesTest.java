package io.ordeal.targets.textbook;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.EstablishedConnections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real nodes do that are killed and cut off, each design as its text has it. */
class TextbookNodesTest {
    @TempDir
    Path run;

    private static List<Mesh.Way> cutOff(String node) {
        List<Mesh.Way> ways = new ArrayList<>();
        for (String other : Nodes.NAMES) {
            if (!other.equals(node)) {
                ways.add(new Mesh.Way(node, other));
                ways.add(new Mesh.Way(other, node));
            }
        }
        return ways;
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = {"ANY_NODE_VOTE", "LEADER_FOLLOWER", "VERSIONED", "VERSIONED_BY_MAJORITY", "HASH_RING"})
    void whatIsAcknowledgedIsKeptOverAKillOfAllAndNobodyGoesRoundTheProxies(Design design) throws Exception {
        try (Nodes nodes = Nodes.of(design, run);
                NodeRegisters client = nodes.client(0)) {
            eventually("a write is acknowledged", () -> {
                client.write("a", 7);
                return true;
            });
            eventually("it is read", () -> client.read("a").equals(OptionalLong.of(7)));
            eventually(
                    "each node has spoken to each other",
                    () -> linksInUse(nodes).size() == 6);
            assertThat(EstablishedConnections.of(nodes.cluster))
                    .isNotEmpty()
                    .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS));
            for (String node : Nodes.NAMES) {
                nodes.cluster.kill(node);
            }
            for (String node : Nodes.NAMES) {
                nodes.cluster.start(node);
            }
            eventually("it is read again", () -> client.read("a").equals(OptionalLong.of(7)));
        }
    }

    /** Every node is asked to write, so that those that speak only then have spoken, too. */
    private static List<Link> linksInUse(Nodes nodes) throws Exception {
        List<Link> used = new ArrayList<>();
        for (String from : Nodes.NAMES) {
            Message unused = nodes.answer(from, "write b 1");
            for (String to : Nodes.NAMES) {
                Link link = new Link(from, to);
                if (!from.equals(to)
                        && nodes.cluster.mesh().traffic(link).orElseThrow().upstreamMessages() > 0) {
                    used.add(link);
                }
            }
        }
        return used;
    }

    @Test
    void aLeaderThatIsCutOffLeadsOnAndWhatItAcknowledgesIsLost() throws Exception {
        try (Nodes nodes = Nodes.of(Design.LEADER_FOLLOWER_COPIED, run)) {
            nodes.eventuallyAnswers("n1", "write a 1", "ok");
            Mesh.Break cut = nodes.cluster.mesh().breakWays(cutOff("n1"), new Breakage.Cut());
            // n2, as it comes first; but on a busy machine each may find another silent, whenever it is
            eventually("another leads beside it", () -> {
                Set<String> leaders = nodes.cluster.primaries().orElseThrow();
                return leaders.size() == 2 && leaders.contains("n1");
            });
            nodes.eventuallyAnswers("n1", "write a 2", "ok");
            eventually("another acknowledges, too", () -> acknowledges(nodes, "n2") || acknowledges(nodes, "n3"));
            cut.heal();
            eventually("one leads, and knows nothing of what n1 acknowledged alone", () -> {
                Set<String> leaders = nodes.cluster.primaries().orElseThrow();
                return leaders.size() == 1
                        && nodes.answer(leaders.iterator().next(), "read a")
                                .toString()
                                .equals("ok 1");
            });
            eventually("n1 follows", () -> {
                try (NodeRegisters client = nodes.client(0)) {
                    return client.read("a").equals(OptionalLong.of(1));
                }
            });
        }
    }

    private static boolean acknowledges(Nodes nodes, String node) throws Exception {
        return nodes.answer(node, "write b 3").verb().equals("ok");
    }

    @Test
    void theMostRecentOfThoseThatAreLeftTakesOver() throws Exception {
        try (Nodes nodes = Nodes.of(Design.LEADER_FOLLOWER, run)) {
            nodes.cluster.kill("n2");
            nodes.eventuallyAnswers("n1", "write a 1", "ok");
            nodes.eventuallyAnswers("n3", "read a", "ok 1");
            nodes.cluster.kill("n1");
            nodes.cluster.start("n2");
            eventually("n3 leads", () -> nodes.cluster.primaries().orElseThrow().equals(Set.of("n3")));
            nodes.eventuallyAnswers("n2", "read a", "ok 1");
        }
    }

    @Test
    void keysOfANodeThatIsGoneAreAnothersWhichHasNeverHeardOfThem() throws Exception {
        HashRing ring = new HashRing(HashRing.Joining.BY_HASH, Nodes.NAMES);
        ring.leave("n2");
        String key = keyOfN2();
        String next = ring.ownerOf(key);
        try (Nodes nodes = Nodes.of(Design.HASH_RING, run)) {
            nodes.eventuallyAnswers(next, "write " + key + " 5", "ok");
            nodes.eventuallyAnswers(next, "read " + key, "ok 5");
            nodes.cluster.kill("n2");
            nodes.eventuallyAnswers(next, "read " + key, "ok");
            nodes.eventuallyAnswers(next, "write " + key + " 6", "ok");
            nodes.cluster.start("n2");
            nodes.eventuallyAnswers(next, "read " + key, "ok 5");
        }
    }

    private static String keyOfN2() {
        return keyOf(new HashRing(HashRing.Joining.BY_HASH, Nodes.NAMES), "n2");
    }

    private static String keyOf(HashRing ring, String node) {
        int number = 0;
        while (!ring.ownerOf("r" + number).equals(node)) {
            number++;
        }
        return "r" + number;
    }

    /** @return a key that is n4's once it has joined, and was written before, and read after */
    private static String keyThatMovesToN4(Nodes nodes, HashRing.Joining joining, ToldMembership membership)
            throws Exception {
        HashRing ring = new HashRing(joining, Nodes.NAMES);
        ring.join("n4");
        String key = keyOf(ring, "n4");
        nodes.eventuallyAnswers("n1", "write " + key + " 5", "ok");
        nodes.cluster.start("n4");
        membership.admit(nodes.cluster, "n4");
        assertThat(membership.members(nodes.cluster)).containsExactlyInAnyOrder("n1", "n2", "n3", "n4");
        nodes.eventuallyAnswers("n1", "read " + key, "ok");
        membership.dismiss(nodes.cluster, "n4");
        nodes.cluster.kill("n4");
        assertThat(membership.members(nodes.cluster)).containsExactlyInAnyOrder("n1", "n2", "n3");
        return key;
    }

    @Test
    void whoJoinsHasTheKeysOfItsArcAndNothingUnderThemUntilItLeaves() throws Exception {
        try (Nodes nodes = Nodes.of(Design.HASH_RING, run)) {
            String key = keyThatMovesToN4(nodes, HashRing.Joining.BY_HASH, new ToldMembership());
            nodes.eventuallyAnswers("n1", "read " + key, "ok 5");
        }
    }

    @Test
    void whoJoinedByItsNameIsAskedForEver() throws Exception {
        try (Nodes nodes = Nodes.of(Design.HASH_RING_BY_NAME, run)) {
            String key = keyThatMovesToN4(nodes, HashRing.Joining.BY_NAME, new ToldMembership());
            eventually(
                    "n4 is not to be reached",
                    () -> nodes.answer("n1", "read " + key).verb().equals(NodeError.UNREACHABLE.word()));
        }
    }

    /** Three of four have each key: with n1, n2 and n3 as members all of them do, and n4 is given what becomes its own. */
    @Test
    void withHandOverAKeyIsReadWhoeverComesAndGoes() throws Exception {
        HandingOverMembership membership = new HandingOverMembership();
        try (Nodes nodes = Nodes.of(Design.HASH_RING_REPLICATED, run)) {
            HashRing ring = new HashRing(HashRing.Joining.BY_HASH, List.of("n1", "n2", "n3", "n4"));
            String key = keyOf(ring, "n4");
            String without = Nodes.NAMES.stream()
                    .filter(node -> !ring.owners(key, 3).contains(node))
                    .findFirst()
                    .orElseThrow();
            nodes.eventuallyAnswers("n1", "write " + key + " 5", "ok");
            nodes.cluster.start("n4");
            assertThat(nodes.answer("n4", "read " + key).verb())
                    .as("nobody has told it that it is a member")
                    .isEqualTo(NodeError.CHANGING.word());
            membership.admit(nodes.cluster, "n4");
            nodes.cluster.members().add("n4");
            assertThat(membership.members(nodes.cluster)).containsExactlyInAnyOrder("n1", "n2", "n3", "n4");
            // of the new replicas n4 and one more are left: a majority only if n4 has been given it
            String other = Nodes.NAMES.stream()
                    .filter(node -> ring.owners(key, 3).contains(node))
                    .findFirst()
                    .orElseThrow();
            nodes.cluster.kill(other);
            nodes.eventuallyAnswers("n4", "read " + key, "ok 5");
            nodes.eventuallyAnswers(without, "write " + key + " 6", "ok");
            nodes.cluster.start(other);
            eventuallyDismissed(nodes, membership, "n4");
            nodes.cluster.members().remove("n4");
            nodes.cluster.kill("n4");
            for (String node : Nodes.NAMES) {
                nodes.eventuallyAnswers(node, "read " + key, "ok 6");
            }
        }
    }

    @Test
    void whatWasFrozenServesNothingUntilItIsToldTo() throws Exception {
        try (Nodes nodes = Nodes.of(Design.HASH_RING_REPLICATED, run)) {
            nodes.eventuallyAnswers("n1", "write a 5", "ok");
            assertThat(nodes.answer("n2", "freeze 2").verb()).isEqualTo(NodeError.OK);
            assertThat(nodes.answer("n2", "freeze 2").verb()).isEqualTo(NodeError.CHANGING.word());
            assertThat(NodeError.exception(nodes.answer("n2", "read a")))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining(NodeError.CHANGING.word());
            // two of three are left
            nodes.eventuallyAnswers("n1", "read a", "ok 5");
            nodes.cluster.kill("n2");
            nodes.cluster.start("n2");
            assertThat(nodes.answer("n2", "read a").verb()).as("it remembers").isEqualTo(NodeError.CHANGING.word());
            eventuallyDismissed(nodes, new HandingOverMembership(), "n4");
            nodes.eventuallyAnswers("n2", "read a", "ok 5");
        }
    }

    /** Connections to whoever was killed meanwhile are found broken at the first attempt. */
    private static void eventuallyDismissed(Nodes nodes, HandingOverMembership membership, String node)
            throws Exception {
        eventually(node + " is dismissed", () -> {
            membership.dismiss(nodes.cluster, node);
            return true;
        });
    }
}
