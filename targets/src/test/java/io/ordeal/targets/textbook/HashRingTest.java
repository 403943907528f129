package io.ordeal.targets.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashRingTest {
    private static final List<String> KEYS =
            IntStream.range(0, 10_000).mapToObj(number -> "r" + number).toList();

    private static Map<String, Long> load(HashRing ring) {
        return KEYS.stream().collect(Collectors.groupingBy(ring::ownerOf, Collectors.counting()));
    }

    /** Of each key, in their order. */
    private static List<String> owners(HashRing ring) {
        return KEYS.stream().map(ring::ownerOf).toList();
    }

    @Test
    void whoLeavesGivesItsKeysAwayAndNobodyElseDoes() {
        HashRing ring = new HashRing(HashRing.Joining.BY_HASH, Nodes.NAMES);
        List<String> before = owners(ring);
        ring.leave("n2");
        List<String> after = owners(ring);
        assertThat(after).doesNotContain("n2");
        assertThat(IntStream.range(0, KEYS.size()))
                .allMatch(
                        i -> after.get(i).equals(before.get(i)) || before.get(i).equals("n2"));
        ring.join("n2");
        assertThat(owners(ring)).isEqualTo(before);
    }

    @Test
    void theNextNodesOfAKeyAreDistinctAndBeginWithItsOwn() {
        HashRing ring = new HashRing(HashRing.Joining.BY_HASH, List.of("n1", "n2", "n3", "n4"));
        assertThat(KEYS)
                .allSatisfy(key -> assertThat(ring.owners(key, 3))
                        .hasSize(3)
                        .doesNotHaveDuplicates()
                        .startsWith(ring.ownerOf(key)));
        assertThat(ring.owners("r1", 9)).hasSize(4);
    }

    /** No hash in hexadecimal lies behind a name that begins with n: its arc is what the last hash leaves of the ring. */
    @Test
    void whoJoinsByItsNameHasOtherKeysThanBeforeAndNeverLeaves() {
        HashRing ring = new HashRing(HashRing.Joining.BY_NAME, Nodes.NAMES);
        List<String> before = owners(ring);
        ring.leave("n2");
        ring.join("n2");
        List<String> joined = owners(ring);
        String last = Nodes.NAMES.stream()
                .filter(node -> !node.equals("n2"))
                .map(HashRing::hash)
                .max(String::compareTo)
                .orElseThrow();
        assertThat(IntStream.range(0, KEYS.size()))
                .allMatch(i -> joined.get(i).equals("n2")
                        == (HashRing.hash(KEYS.get(i)).compareTo(last) > 0));
        assertThat(joined).isNotEqualTo(before);
        ring.leave("n2");
        assertThat(owners(ring)).as("as if it had not left").isEqualTo(joined);
    }

    /** A place a node, as texts have it: the arcs are as long as it happens. */
    @Test
    void theLoadIsUneven() {
        assertThat(load(new HashRing(HashRing.Joining.BY_HASH, Nodes.NAMES)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("n1", 1_309L, "n2", 3_801L, "n3", 4_890L));
    }
}
