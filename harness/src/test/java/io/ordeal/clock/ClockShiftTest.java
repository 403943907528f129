package io.ordeal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClockShiftTest {
    private static final long NOW = 1_800_000_000_000_000_000L;

    @Test
    void errorIsThatOfWholeNumbersWithoutBounds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            ClockShift shift = any(random);
            long time = NOW + random.nextLong(-1L << 50, 1L << 50);
            BigInteger drifted = BigInteger.valueOf(time - shift.anchorNanos())
                    .multiply(BigInteger.valueOf(shift.rate32()))
                    .shiftRight(32);
            assertThat(shift.errorNanos(time)).isEqualTo(shift.offsetNanos() + drifted.longValueExact());
        }
    }

    private static ClockShift any(SplittableRandom random) {
        return new ClockShift(
                NOW + random.nextLong(-1L << 50, 1L << 50),
                random.nextLong(-1L << 55, 1L << 55),
                random.nextBoolean() ? 0 : random.nextLong(-(1L << 32) + 1, 1L << 34));
    }

    @Test
    void sumIsWrongByTheSum() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 10_000; i++) {
            ClockShift one = any(random);
            ClockShift other = new ClockShift(NOW, random.nextLong(-1L << 55, 1L << 55), random.nextLong(1L << 32));
            long time = NOW + random.nextLong(1L << 50);
            assertThat(one.plus(other).errorNanos(time) - one.errorNanos(time) - other.errorNanos(time))
                    .isBetween(-2L, 2L);
        }
        ClockShift jump = ClockShift.jump(Duration.ofSeconds(5));
        assertThat(jump.plus(ClockShift.NONE).errorNanos(NOW)).isEqualTo(5_000_000_000L);
        assertThat(jump.plus(ClockShift.jump(Duration.ofSeconds(-5))).isNone()).isTrue();
    }

    @Test
    void driftIsNothingWhenItBegins() {
        ClockShift drift = ClockShift.drift(0.01, NOW);
        assertThat(drift.errorNanos(NOW)).isZero();
        assertThat(drift.errorNanos(NOW + Duration.ofSeconds(100).toNanos())).isBetween(999_999_000L, 1_000_001_000L);
    }

    @Test
    void whatNoClockCanDoIsRefused() {
        assertThatThrownBy(() -> ClockShift.drift(-1, NOW)).hasMessageContaining("run between 0 and 1,000 times");
        assertThatThrownBy(() -> ClockShift.jump(Duration.ofDays(3651))).hasMessageContaining("3650 days at most");
    }
}
