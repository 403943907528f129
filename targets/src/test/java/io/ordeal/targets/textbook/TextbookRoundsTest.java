package io.ordeal.targets.textbook;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty clusters, one after the other; beside the tests of fetched systems, as it takes as long as those. */
@Tag("systems")
class TextbookRoundsTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @Test
    void twentyStartsAndStopsLeaveNothing() throws Exception {
        List<Long> pids = new ArrayList<>();
        Design[] designs = Design.values();
        for (int round = 0; round < ROUNDS; round++) {
            try (Nodes nodes = Nodes.of(designs[round % designs.length], folder.resolve("round" + round))) {
                for (String node : Nodes.NAMES) {
                    assertThat(nodes.cluster.pids(node)).isNotEmpty();
                    pids.addAll(nodes.cluster.pids(node));
                }
            }
        }
        assertThat(pids).hasSizeGreaterThanOrEqualTo(ROUNDS * Nodes.NAMES.size());
        eventually(
                "no process is left",
                () -> pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }
}
