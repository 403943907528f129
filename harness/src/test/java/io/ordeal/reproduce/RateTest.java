package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
    /** Figures of Wilson's interval as R's {@code prop.test(x, n, correct = FALSE)} gives them. */
    @Test
    void theIntervalIsWilsons() {
        assertThat(new Rate(7, 10).low()).isCloseTo(0.3967781, within(1e-6));
        assertThat(new Rate(7, 10).high()).isCloseTo(0.8922087, within(1e-6));
        assertThat(new Rate(3, 3).low()).isCloseTo(0.4385030, within(1e-6));
        assertThat(new Rate(3, 3).high()).isEqualTo(1);
        assertThat(new Rate(0, 20).low()).isZero();
        assertThat(new Rate(0, 20).high()).isCloseTo(0.1611252, within(1e-6));
    }

    @Test
    void ofNoTriesNothingIsKnown() {
        Rate none = new Rate(0, 0);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isEqualTo(1);
        assertThat(none).hasToString("0 of 0");
        assertThat(new Rate(7, 10)).hasToString("7 of 10 (70 %, 95 % interval 40 to 89 %)");
    }

    @Test
    void moreThanAllIsRefused() {
        assertThatThrownBy(() -> new Rate(4, 3)).hasMessageContaining("found 4");
    }
}
