package io.ordeal.fault.kinds;

import io.ordeal.mesh.Breakage;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** {@code slow-close}: the end of a connection is passed on 100 ms to 5 s late. */
public final class SlowCloseKind extends SlowLinksKind {
    @Override
    public String name() {
        return "slow-close";
    }

    @Override
    public String summary() {
        return "the end of a connection is passed on 100 ms to 5 s late";
    }

    @Override
    Amount draw(SplittableRandom random) {
        long millis = drawLogarithmic(100, 5_000, random);
        return new Amount(new Breakage.SlowClose(Duration.ofMillis(millis)), Map.of("delay-millis", millis));
    }
}
