package io.ordeal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.measure.Availability;
import io.ordeal.checker.measure.FaultSpans.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionSidesTest {
    @Test
    void aSideHasTheProcessesOfItsWorkersAndAStarOnItsPrimary() {
        List<Availability.Side> sides = PartitionSides.of(
                started(Map.of(
                        "groups",
                        List.of(List.of("n2", "c0", "n1", "c2"), List.of("n3", "c1")),
                        "primaries",
                        List.of("n1"))),
                3);

        assertThat(sides).extracting(Availability.Side::name).containsExactly("n1* n2, 2 clients", "n3, 1 client");
        // a worker whose client ended goes on as another process: 0, 3, 6 … are worker 0's
        assertThat(sides.get(0).has().test(6)).isTrue();
        assertThat(sides.get(0).has().test(7)).isFalse();
        assertThat(sides.get(1).has().test(7)).isTrue();
    }

    @Test
    void aSideWithoutNodesOrClientsSaysSo() {
        assertThat(PartitionSides.of(started(Map.of("groups", List.of(List.of("c0"), List.of("n1")))), 1))
                .extracting(Availability.Side::name)
                .containsExactly("no node, 1 client", "n1, no client");
    }

    @Test
    void whatPartsNobodyHasNoSides() {
        assertThat(PartitionSides.of(started(Map.of("nodes", List.of("n1"))), 3))
                .isEmpty();
        assertThat(PartitionSides.of(started(null), 3)).isEmpty();
    }

    private static Span started(@Nullable Object value) {
        return new Span("partition", "partition", 0, 1, 2, 3, false, value, null);
    }
}
