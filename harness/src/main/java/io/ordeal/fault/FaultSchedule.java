package io.ordeal.fault;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.generator.Step;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * When one fault starts and stops: quiet times and spans in turn, without end.
 *
 * <pre>
 *   ···████████···········█████···       · quiet   █ in force
 * </pre>
 *
 * <p>The first quiet time is short, at most half an interval and 2 s, so that a run of 10 s has every fault. Quiet times
 * count from when the last stop was done, spans from when the start was. All are drawn from a stream of random numbers
 * that belongs to this fault alone.
 *
 * @param seed of the run
 * @param interval the mean of quiet times and of spans
 * @param turn how many times it has been started or stopped so far: even = it is to be started
 * @param dueNanos when the next operation is due; {@link #UNKNOWN} = not drawn yet
 */
record FaultSchedule(FaultSpec spec, long seed, Duration interval, long turn, long dueNanos) implements Generator {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final Duration LONGEST_FIRST_QUIET = Duration.ofSeconds(2);

    static FaultSchedule of(FaultSpec spec, long seed, Duration interval) {
        return new FaultSchedule(spec, seed, interval, 0, UNKNOWN);
    }

    private boolean inForce() {
        return turn % 2 == 1;
    }

    @Override
    public Step next(GeneratorContext context) {
        // also while another fault is being injected: time goes on for this one
        if (dueNanos == UNKNOWN) {
            long due = context.timeNanos() + draw().toNanos();
            return new Step.Pending(due, new FaultSchedule(spec, seed, interval, turn, due));
        }
        if (context.timeNanos() < dueNanos) {
            return new Step.Pending(dueNanos, this);
        }
        if (!context.isFree(GeneratorContext.NEMESIS)) {
            return new Step.Pending(this);
        }
        Invocation invocation = inForce() ? Nemesis.stop(spec) : Nemesis.start(spec);
        Generator rest = new Running(new FaultSchedule(spec, seed, interval, turn + 1, UNKNOWN));
        return new Step.Invoke(context.timeNanos(), GeneratorContext.NEMESIS, invocation, rest);
    }

    private Duration draw() {
        SplittableRandom random = KeyedRandom.of(seed, "fault-schedule/" + spec, GeneratorContext.NEMESIS, turn);
        if (inForce()) {
            return FaultKinds.named(spec.kind()).span(interval, random);
        }
        if (turn == 0) {
            Duration longest = interval.dividedBy(2);
            longest = longest.compareTo(LONGEST_FIRST_QUIET) < 0 ? longest : LONGEST_FIRST_QUIET;
            return Duration.ofNanos((long) (longest.toNanos() * (0.2 + 0.8 * random.nextDouble())));
        }
        return FaultKinds.named(spec.kind()).quiet(interval, random);
    }

    /** While the nemesis is at work on this fault's operation: its end is when it is free again. */
    private record Running(FaultSchedule next) implements Generator {
        @Override
        public Step next(GeneratorContext context) {
            return context.isFree(GeneratorContext.NEMESIS) ? next.next(context) : new Step.Pending(this);
        }
    }
}
