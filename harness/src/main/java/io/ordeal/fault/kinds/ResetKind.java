package io.ordeal.fault.kinds;

import io.ordeal.mesh.Breakage;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** {@code reset}: connections are reset up to 1 s after they were first used, again and again. */
public final class ResetKind extends SlowLinksKind {
    @Override
    public String name() {
        return "reset";
    }

    @Override
    public String summary() {
        return "connections are reset up to 1 s after they were first used, again and again";
    }

    @Override
    Amount draw(SplittableRandom random) {
        long millis = random.nextLong(1_001);
        return new Amount(new Breakage.Reset(Duration.ofMillis(millis)), Map.of("after-millis", millis));
    }
}
