package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordeal.reproduce.SequentialTest.Decision;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
    private static final SequentialTest TEST = new SequentialTest(0.5, 0.9, 0.15, 0.2);

    @Test
    void aFewSuccessesOrAFailureAreEnough() {
        assertThat(TEST.decide(new Rate(0, 0))).isEqualTo(Decision.OPEN);
        assertThat(TEST.decide(new Rate(2, 2))).isEqualTo(Decision.OPEN);
        assertThat(TEST.decide(new Rate(3, 3))).isEqualTo(Decision.ACCEPTED);
        assertThat(TEST.decide(new Rate(0, 1))).isEqualTo(Decision.REJECTED);
        assertThat(TEST.decide(new Rate(2, 3))).isEqualTo(Decision.OPEN);
    }

    /** Wald's bounds: errors of about what was asked for, over many tests with a drawn outcome. */
    @Test
    void itIsWrongAsSeldomAsWasAskedFor() {
        assertThat(accepted(0.5)).isLessThan(0.2);
        assertThat(1 - accepted(0.9)).isLessThan(0.25);
        assertThat(accepted(0.1)).isLessThan(0.01);
    }

    private static double accepted(double rate) {
        SplittableRandom random = new SplittableRandom(1);
        int accepted = 0;
        int tests = 4_000;
        for (int i = 0; i < tests; i++) {
            Rate seen = new Rate(0, 0);
            while (TEST.decide(seen) == Decision.OPEN) {
                seen = new Rate(seen.count() + (random.nextDouble() < rate ? 1 : 0), seen.of() + 1);
            }
            accepted += TEST.decide(seen) == Decision.ACCEPTED ? 1 : 0;
        }
        return (double) accepted / tests;
    }

    @Test
    void ratesThatCannotBeToldApartAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialTest(0.9, 0.9, 0.1, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialTest(0.5, 1, 0.1, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialTest(0.5, 0.9, 0.6, 0.1));
    }
}
