package io.ordeal.fault.kinds;

import io.ordeal.mesh.Breakage;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** {@code latency}: every message takes 10 ms to 1 s longer, with a jitter of up to half of that. */
public final class LatencyKind extends SlowLinksKind {
    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "every message takes 10 ms to 1 s longer, with a jitter of up to half of that";
    }

    @Override
    Amount draw(SplittableRandom random) {
        long millis = drawLogarithmic(10, 1_000, random);
        long jitterMillis = random.nextLong(millis / 2 + 1);
        return new Amount(
                new Breakage.Latency(Duration.ofMillis(millis), Duration.ofMillis(jitterMillis)),
                Map.of("latency-millis", millis, "jitter-millis", jitterMillis));
    }
}
