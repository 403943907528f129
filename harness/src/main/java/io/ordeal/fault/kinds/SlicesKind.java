package io.ordeal.fault.kinds;

import io.ordeal.mesh.Breakage;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** {@code slices}: messages come in slices of 1 to 100 bytes, up to 1 ms apart. */
public final class SlicesKind extends SlowLinksKind {
    @Override
    public String name() {
        return "slices";
    }

    @Override
    public String summary() {
        return "messages come in slices of 1 to 100 bytes, up to 1 ms apart";
    }

    @Override
    Amount draw(SplittableRandom random) {
        int bytes = (int) drawLogarithmic(1, 100, random);
        int variation = bytes / 2;
        long micros = random.nextLong(1_001);
        return new Amount(
                new Breakage.Slices(bytes, variation, Duration.ofNanos(1_000 * micros)),
                Map.of("average-bytes", bytes, "variation-bytes", variation, "delay-micros", micros));
    }
}
