package io.ordeal.fault.kinds;

import io.ordeal.clock.ClockShift;
import io.ordeal.fault.FaultSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** {@code clock-strobe}: wall clocks jump away and back again many times a second, as those that two servers set in turn. */
public final class ClockStrobeKind extends ClockKind {
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofMillis(200);

    @Override
    public String name() {
        return "clock-strobe";
    }

    @Override
    public String summary() {
        return "wall clocks of nodes jump by 0.1 to 300 s and back again, each 20 to 200 ms, until healed; monotonic clocks"
                + " stay true";
    }

    @Override
    public List<String> modes() {
        return List.of();
    }

    @Override
    Drawn draw(FaultSpec spec, List<String> members, SplittableRandom random) {
        Duration amount = drawAmount(random);
        Duration jump = random.nextBoolean() ? amount : amount.negated();
        Duration every = Duration.ofMillis(SlowLinksKind.drawLogarithmic(OFTEN.toMillis(), SELDOM.toMillis(), random));
        Map<String, ClockShift> shifts = new LinkedHashMap<>();
        members.forEach(member -> shifts.put(member, ClockShift.jump(jump)));
        return new Drawn(
                shifts,
                Optional.of(every),
                Map.of("jump-millis", jump.toMillis(), "turn-every-millis", every.toMillis()));
    }
}
