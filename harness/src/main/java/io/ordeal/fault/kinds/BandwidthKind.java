package io.ordeal.fault.kinds;

import io.ordeal.mesh.Breakage;
import java.util.Map;
import java.util.SplittableRandom;

/** {@code bandwidth}: links carry 1 to 100 kB a second and no more. */
public final class BandwidthKind extends SlowLinksKind {
    @Override
    public String name() {
        return "bandwidth";
    }

    @Override
    public String summary() {
        return "links carry 1 to 100 kB a second and no more";
    }

    @Override
    Amount draw(SplittableRandom random) {
        long kilobytes = drawLogarithmic(1, 100, random);
        return new Amount(new Breakage.Bandwidth(kilobytes), Map.of("kilobytes-per-second", kilobytes));
    }
}
