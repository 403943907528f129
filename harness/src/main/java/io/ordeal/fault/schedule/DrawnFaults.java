package io.ordeal.fault.schedule;

import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Pace;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws when faults come and go: each in quiet times and spans in turn, until the main phase is over. {@link
 * Drawing#PLAIN} is told here; {@link Drawing#SWARM} differs by what {@link SwarmDraw} says of it.
 *
 * <pre>
 *   ···████████···········█████···       · quiet   █ in force
 * </pre>
 *
 * <p>The first quiet time is short, at most half an interval, half the run and 2 s, so that every run has every fault.
 * Quiet times count from when the last one was healed, spans from when it had struck; none comes twice before each has come
 * once. All are drawn from a stream of random numbers that belongs to this fault alone, and from nothing else.
 */
public final class DrawnFaults {
    private static final Duration LONGEST_FIRST_QUIET = Duration.ofSeconds(2);

    private DrawnFaults() {}

    /**
     * The schedule of a run's {@code --faults}.
     *
     * @param given comes to pass, too, as it is; what is drawn may speak of it
     * @param faults those that say when they strike do so once; the others again and again
     * @param seed of the run
     * @param pace what quiet times and spans are drawn around
     * @param time of the main phase
     * @throws IllegalArgumentException two faults have one name, or one speaks of a fault that is not there
     */
    public static Schedule draw(Schedule given, List<FaultText> faults, long seed, Pace pace, Duration time) {
        return draw(given, faults, seed, pace, time, Drawing.PLAIN, Moments.ANY);
    }

    /**
     * The schedule of a run's {@code --faults}, drawn in one way or another.
     *
     * @param given comes to pass, too, as it is; what is drawn may speak of it
     * @param faults those that say when they strike do so once; the others again and again
     * @param seed of the run
     * @param pace what quiet times and spans are drawn around, where they are not short on purpose
     * @param time of the main phase
     * @param moments at which a fault may be meant to strike; plain drawing knows none
     * @throws IllegalArgumentException two faults have one name, or one speaks of a fault that is not there
     */
    public static Schedule draw(
            Schedule given,
            List<FaultText> faults,
            long seed,
            Pace pace,
            Duration time,
            Drawing drawing,
            Moments moments) {
        List<PlannedFault> planned = new ArrayList<>(given.faults());
        for (PlannedFault asked : asked(given, faults).faults()) {
            if (!planned.contains(asked)) {
                List<Condition> end = asked.end();
                if (end.isEmpty()) {
                    end = List.of(new Condition.For(
                            span(asked.fault(), seed, pace, 2L * like(planned, asked.fault()) + 1)));
                }
                planned.add(asked.when(asked.begin(), end));
            }
        }
        Set<FaultSpec> drawn = new LinkedHashSet<>();
        for (FaultText text : faults) {
            if (!text.isTriggered()) {
                if (!drawn.add(text.fault())) {
                    throw new IllegalArgumentException(
                            "the fault " + text.fault() + " is asked for twice: name it once");
                }
            }
        }
        List<FaultSpec> untimed = List.copyOf(drawn);
        List<Integer> before =
                untimed.stream().map(fault -> like(planned, fault)).toList();
        List<List<PlannedFault>> again = new ArrayList<>();
        if (drawing == Drawing.SWARM) {
            again.addAll(new SwarmDraw(seed, pace, time, moments).draw(untimed, before));
        } else {
            for (int i = 0; i < untimed.size(); i++) {
                again.add(again(untimed.get(i), seed, pace, time, before.get(i)));
            }
        }
        again.forEach(fault -> planned.addAll(afterTheOthersFirst(fault, again)));
        return new Schedule(planned);
    }

    /**
     * None comes twice before each has come once: an injection may take long, and a short run should have them all. What
     * else a fault's times are is its own.
     */
    private static List<PlannedFault> afterTheOthersFirst(List<PlannedFault> fault, List<List<PlannedFault>> all) {
        if (fault.size() < 2) {
            return fault;
        }
        List<PlannedFault> planned = new ArrayList<>(fault);
        PlannedFault second = fault.get(1);
        List<Condition> begin = new ArrayList<>(second.begin());
        all.stream()
                .filter(other -> other != fault && !other.isEmpty())
                .forEach(other -> begin.add(new Condition.Began(other.get(0).id())));
        planned.set(1, second.when(begin, second.end()));
        return planned;
    }

    /**
     * What must come to pass for a run's verdict to be one: the schedule that was given, and those of the faults that say
     * when they strike, and end as they say, if they do.
     *
     * @throws IllegalArgumentException two faults have one name
     */
    public static Schedule asked(Schedule given, List<FaultText> faults) {
        List<PlannedFault> planned = new ArrayList<>(given.faults());
        for (FaultText text : faults) {
            if (text.isTriggered()) {
                String id = text.id().orElseGet(() -> id(text.fault(), like(planned, text.fault()) + 1));
                planned.add(new PlannedFault(id, text.fault(), text.begin(), text.end()));
            }
        }
        return new Schedule(planned);
    }

    private static int like(List<PlannedFault> planned, FaultSpec fault) {
        return (int)
                planned.stream().filter(other -> other.fault().equals(fault)).count();
    }

    /**
     * A fault that comes again and again.
     *
     * @param before how many of its like have their names already
     */
    private static List<PlannedFault> again(FaultSpec fault, long seed, Pace pace, Duration time, int before) {
        List<PlannedFault> planned = new ArrayList<>();
        Duration earliest = first(fault, seed, pace, time);
        List<Condition> begin = List.of(new Condition.At(earliest));
        for (int count = 1; earliest.compareTo(time) < 0; count++) {
            Duration span = span(fault, seed, pace, 2L * count - 1);
            String id = id(fault, before + count);
            planned.add(new PlannedFault(id, fault, begin, List.of(new Condition.For(span))));
            Duration quiet = quiet(fault, seed, pace, 2L * count);
            begin = List.of(new Condition.Ended(id), new Condition.For(quiet));
            earliest = earliest.plus(span).plus(quiet);
        }
        return planned;
    }

    /** The name of a fault that was given none: {@code kill-primary-1}. */
    static String id(FaultSpec fault, int count) {
        return fault.toString().replaceAll("[^A-Za-z0-9]+", "-") + "-" + count;
    }

    private static Duration first(FaultSpec fault, long seed, Pace pace, Duration time) {
        Duration half = (pace.interval().compareTo(time) < 0 ? pace.interval() : time).dividedBy(2);
        Duration longest = half.compareTo(LONGEST_FIRST_QUIET) < 0 ? half : LONGEST_FIRST_QUIET;
        return whole(Duration.ofNanos(
                (long) (longest.toNanos() * (0.2 + 0.8 * random(fault, seed, 0).nextDouble()))));
    }

    private static Duration span(FaultSpec fault, long seed, Pace pace, long turn) {
        return whole(kind(fault).span(pace, random(fault, seed, turn)));
    }

    private static Duration quiet(FaultSpec fault, long seed, Pace pace, long turn) {
        return whole(kind(fault).quiet(pace, random(fault, seed, turn)));
    }

    private static FaultKind kind(FaultSpec fault) {
        return FaultKinds.named(fault.kind());
    }

    private static SplittableRandom random(FaultSpec fault, long seed, long turn) {
        return KeyedRandom.of(seed, "fault-schedule/" + fault, GeneratorContext.NEMESIS, turn);
    }

    /** So that it can be written down and read again without loss. */
    static Duration whole(Duration drawn) {
        return Duration.ofMillis(Math.max(1, drawn.toMillis()));
    }
}
