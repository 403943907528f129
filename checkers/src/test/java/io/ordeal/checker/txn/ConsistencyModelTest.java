package io.ordeal.checker.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.txn.ConsistencyModel.Boundary;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistencyModelTest {
    @ParameterizedTest
    @CsvSource({
        "G2-item,repeatable-read,snapshot-isolation",
        "lost-update,cursor-stability ROLA,causal",
        "G-single,consistent-view repeatable-read,read-committed",
        "G2-item-realtime,strict-serializable,strong-session-serializable",
        "G-nonadjacent,snapshot-isolation repeatable-read,update-serializable",
        "G0,read-uncommitted,-",
        "G1a,read-committed,strong-read-uncommitted"
    })
    void anAnomalyRulesOutTheWeakestLevelsThatProscribeIt(String anomaly, String ruledOut, String notRuledOut) {
        TransactionAnomaly known = TransactionAnomaly.named(anomaly).orElseThrow();
        Boundary boundary = ConsistencyModel.boundary(Set.of(known));
        assertThat(boundary.ruledOut().stream().map(ConsistencyModel::wire))
                .containsExactlyInAnyOrder(ruledOut.split(" ", -1));
        if (!notRuledOut.equals("-")) {
            ConsistencyModel possible = ConsistencyModel.named(notRuledOut).orElseThrow();
            assertThat(boundary.possible()).anyMatch(model -> model.implies(possible));
        } else {
            assertThat(boundary.possible()).isEmpty();
        }
    }

    @Test
    void nothingRulesOutNothing() {
        assertThat(ConsistencyModel.boundary(Set.of()))
                .isEqualTo(new Boundary(java.util.List.of(), java.util.List.of(ConsistencyModel.STRICT_SERIALIZABLE)));
    }

    @Test
    void aStrongerLevelProscribesAllThatAWeakerOneDoes() {
        for (ConsistencyModel strong : ConsistencyModel.values()) {
            for (ConsistencyModel weak : strong.implied()) {
                assertThat(strong.proscribed()).as(strong + " implies " + weak).containsAll(weak.proscribed());
            }
        }
    }

    @Test
    void strictSerializabilityImpliesEveryLevelAndEachNameIsOne() {
        assertThat(ConsistencyModel.STRICT_SERIALIZABLE.implied()).containsExactly(ConsistencyModel.values());
        assertThat(Arrays.stream(ConsistencyModel.values())
                        .flatMap(model -> model.names().stream())
                        .collect(Collectors.toList()))
                .doesNotHaveDuplicates();
    }
}
