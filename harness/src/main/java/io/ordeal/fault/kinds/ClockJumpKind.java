package io.ordeal.fault.kinds;

import io.ordeal.clock.ClockShift;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Pace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * {@code clock-jump}: wall clocks jump forth or back, and are set right when healed. Either way they have then jumped forth
 * once: into the fault, or out of it.
 */
public final class ClockJumpKind extends ClockKind {
    private static final String FORTH = "forth";
    private static final String BACK = "back";

    @Override
    public String name() {
        return "clock-jump";
    }

    @Override
    public String summary() {
        return "wall clocks of nodes jump forth or back by 0.1 to 300 s, all by the same, and are set right when healed;"
                + " monotonic clocks stay true";
    }

    @Override
    public List<String> modes() {
        return List.of(FORTH, BACK);
    }

    /** Shorter than other faults: what a jump does it does at once, and again when it is taken back. */
    @Override
    public Duration span(Pace pace, SplittableRandom random) {
        return Duration.ofNanos((long) (pace.interval().toNanos() * (0.2 + 0.6 * random.nextDouble())));
    }

    /** Likewise. */
    @Override
    public Duration quiet(Pace pace, SplittableRandom random) {
        return Duration.ofNanos((long) (pace.interval().toNanos() * (0.1 + 0.4 * random.nextDouble())));
    }

    @Override
    Drawn draw(FaultSpec spec, List<String> members, SplittableRandom random) {
        Duration amount = drawAmount(random);
        boolean isForth = spec.mode().map(FORTH::equals).orElse(random.nextBoolean());
        Duration jump = isForth ? amount : amount.negated();
        Map<String, ClockShift> shifts = new LinkedHashMap<>();
        members.forEach(member -> shifts.put(member, ClockShift.jump(jump)));
        return new Drawn(shifts, Optional.empty(), Map.of("jump-millis", jump.toMillis()));
    }
}
