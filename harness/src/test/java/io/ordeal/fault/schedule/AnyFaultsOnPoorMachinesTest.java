package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code --faults any} makes of a draw where the machine lacks something. */
class AnyFaultsOnPoorMachinesTest {
    private static final List<FaultKind> ORDER = Stream.of("power-loss", "kill", "clock-jump", "pause")
            .map(FaultKinds::named)
            .toList();

    private static Optional<String> asPlainUser(FaultKind kind) {
        return kind.needsDisks() || kind.name().startsWith("clock") ? Optional.of("needs root") : Optional.empty();
    }

    @Test
    void whatCanNotBeDoneIsLeftOutAndNothingElseTakesItsPlace() {
        assertThat(AnyFaults.possible(ORDER, 3, kind -> Optional.empty()))
                .containsExactly("power-loss", "kill", "clock-jump");
        assertThat(AnyFaults.possible(ORDER, 3, AnyFaultsOnPoorMachinesTest::asPlainUser))
                .containsExactly("kill");
    }

    @Test
    void whereNothingIsLeftTheNextThatCanBeDoneIsTaken() {
        assertThat(AnyFaults.possible(ORDER, 1, AnyFaultsOnPoorMachinesTest::asPlainUser))
                .containsExactly("kill");
    }
}
