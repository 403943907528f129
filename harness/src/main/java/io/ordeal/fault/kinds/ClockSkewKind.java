package io.ordeal.fault.kinds;

import io.ordeal.clock.ClockShift;
import io.ordeal.fault.FaultSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * {@code clock-skew}: wall clocks run too fast or too slow, each by its own rate, and are set right when healed. None goes
 * backwards before that.
 */
public final class ClockSkewKind extends ClockKind {
    private static final String FAST = "fast";
    private static final String SLOW = "slow";
    private static final long LEAST_PERCENT = 1;
    /** Four times as fast, or a fourth. */
    private static final long MOST_PERCENT = 300;

    @Override
    public String name() {
        return "clock-skew";
    }

    @Override
    public String summary() {
        return "wall clocks of nodes run too fast or too slow, from 1% to fourfold, each by its own rate, and are set right"
                + " when healed; monotonic clocks stay true";
    }

    @Override
    public List<String> modes() {
        return List.of(FAST, SLOW);
    }

    @Override
    Drawn draw(FaultSpec spec, List<String> members, SplittableRandom random) {
        long now = ClockReading.trueNanos();
        Map<String, ClockShift> shifts = new LinkedHashMap<>();
        Map<String, Object> rates = new LinkedHashMap<>();
        for (String member : members) {
            double faster = 1 + SlowLinksKind.drawLogarithmic(LEAST_PERCENT, MOST_PERCENT, random) / 100.0;
            boolean isFast = spec.mode().map(FAST::equals).orElse(random.nextBoolean());
            double pace = isFast ? faster : 1 / faster;
            shifts.put(member, ClockShift.drift(pace - 1, now));
            rates.put(member, pace);
        }
        return new Drawn(shifts, Optional.empty(), Map.of("paces", rates));
    }
}
