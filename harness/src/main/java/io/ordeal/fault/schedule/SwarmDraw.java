package io.ordeal.fault.schedule;

import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKind.Telling;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Pace;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws the faults of a run that differ from each other and from run to run.
 *
 * <pre>
 *   kill        ·█··█·····████····█·█··█        frequent: short spans mostly, a long one now and then
 *   partition   ···█████······██···█████        begins as the kill does, or some moments after it
 *   pause       ··██····················        rare: once
 * </pre>
 *
 * <p>Short spans give more strikes, and it is the strike itself that shows most of what kills break; long ones outlive
 * leases, sessions and elections. So every fault has both, and what differs is how many of each, by its kind's {@link
 * FaultKind#telling} and by a temper drawn for the run. Each turn waits for its
 * time, then most of the time for an operation to begin, and strikes some milliseconds later, while it is under way. Where
 * none begins, because all is broken already, it strikes all the same.
 */
final class SwarmDraw {
    /** Nothing is waited for longer than this: what is drawn comes to pass. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Operations of real servers take about so long; a moment is drawn within it, the early ones more often. */
    private static final Duration OPERATION = Duration.ofMillis(20);

    private static final double IN_THE_MIDST = 0.75;
    private static final double TOGETHER = 0.25;
    private static final double RARE = 0.25;

    /** Turns of what shows most by striking that are short whatever the temper. */
    private static final int EAGER = 3;

    /** Operations that may have to be ok before the first strike: what is acknowledged last is lost first. */
    private static final double MOST_DONE = 8;

    /** So long the first strike waits for them: it tells much by itself where clients take longer to start. */
    private static final Duration LONGEST_START = Duration.ofMillis(700);

    private static final Condition.OperationFilter ANY_OPERATION =
            new Condition.OperationFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration LONGEST_FIRST_QUIET = Duration.ofMillis(300);

    private final long seed;
    private final Pace pace;
    private final Duration interval;
    private final Duration time;
    private final Moments moments;

    /**
     * @param pace what long spans, and quiet times between them, are drawn around
     * @param time of the main phase
     */
    SwarmDraw(long seed, Pace pace, Duration time, Moments moments) {
        this.seed = seed;
        this.pace = pace;
        interval = pace.interval();
        this.time = time;
        this.moments = moments;
    }

    /** A turn, and when it comes at the earliest if every deed before takes no time. */
    private record Turn(Duration earliest, PlannedFault fault) {}

    /**
     * A list for each fault, its turns in order; no list is empty.
     *
     * @param before how many of its like have their names already, for each
     */
    List<List<PlannedFault>> draw(List<FaultSpec> faults, List<Integer> before) {
        List<List<Turn>> all = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            // the first is never rare, so that something goes on in every run
            boolean rare = i > 0 && random(faults.get(i), "temper", 0).nextDouble() < RARE;
            all.add(turns(faults.get(i), before.get(i), rare));
        }
        return all.stream()
                .map(turns ->
                        turns.stream().map(turn -> together(turn, turns, all)).toList())
                .toList();
    }

    private List<Turn> turns(FaultSpec fault, int before, boolean rare) {
        Telling telling = kind(fault).telling();
        double temper = random(fault, "temper", 1).nextDouble();
        double shortTurns = switch (telling) {
            case STRIKE, AMBUSH -> 0.7 + 0.25 * temper;
            case LENGTH -> 0.3 + 0.5 * temper;
            case PRESENCE -> 0;
        };
        List<Turn> turns = new ArrayList<>();
        Duration earliest = first(fault);
        List<Condition> begin = List.of(new Condition.At(earliest));
        for (int count = 1; count == 1 || (earliest.compareTo(time) < 0 && !rare); count++) {
            SplittableRandom random = random(fault, "turn", count);
            boolean brief = isBrief(telling, count, random.nextDouble() < shortTurns);
            Duration span = brief && kind(fault).mayBeBrief(pace)
                    ? telling == Telling.AMBUSH ? fraction(0.15, 0.4, random) : fraction(0.05, 0.3, random)
                    : whole(kind(fault).span(pace, random));
            Duration quiet = brief || telling == Telling.PRESENCE
                    ? fraction(0.1, 0.4, random)
                    : whole(kind(fault).quiet(pace, random));
            List<Condition> whole = new ArrayList<>(begin);
            whole.addAll(moment(telling, count, random));
            String id = DrawnFaults.id(fault, before + count);
            turns.add(new Turn(earliest, new PlannedFault(id, fault, whole, List.of(new Condition.For(span)))));
            begin = List.of(new Condition.Ended(id), new Condition.For(quiet));
            earliest = earliest.plus(span).plus(quiet);
        }
        return turns;
    }

    /** The first turns are such as show most, whatever the temper: a run may be short. */
    private static boolean isBrief(Telling telling, int count, boolean drawn) {
        return switch (telling) {
            case STRIKE, AMBUSH -> drawn || count <= EAGER;
            case LENGTH -> drawn && count > 1;
            case PRESENCE -> false;
        };
    }

    /** What a turn waits for beside its time. */
    private List<Condition> moment(Telling telling, int count, SplittableRandom random) {
        if (telling == Telling.AMBUSH || telling == Telling.PRESENCE) {
            // they choose the moment by themselves, and what they wait for may have begun already
            return List.of();
        }
        return count == 1 && telling == Telling.STRIKE ? somethingDone(random) : midst(random);
    }

    /** Some operations were acknowledged, so that there is something to be lost; then one is under way still. */
    private List<Condition> somethingDone(SplittableRandom random) {
        long enough = Math.round(Math.pow(MOST_DONE, random.nextDouble()));
        List<Condition> moment = new ArrayList<>();
        moment.add(first(new Condition.Operations(enough, Condition.Stage.OK, ANY_OPERATION), LONGEST_START));
        moment.addAll(inTheMidst(random));
        return moment;
    }

    private static Condition first(Condition condition, Duration patience) {
        return new Condition.AnyOf(List.of(condition, new Condition.For(patience)));
    }

    /** An operation begins, and is under way still. */
    private List<Condition> midst(SplittableRandom random) {
        return random.nextDouble() < IN_THE_MIDST ? inTheMidst(random) : List.of();
    }

    private List<Condition> inTheMidst(SplittableRandom random) {
        List<Condition> either = new ArrayList<>();
        if (moments.operations().isEmpty()) {
            either.add(begins(Optional.empty()));
        }
        moments.operations().forEach(f -> either.add(begins(Optional.of(f))));
        either.add(new Condition.For(PATIENCE));
        double early = random.nextDouble();
        Duration later = Duration.ofMillis((long) (OPERATION.toMillis() * early * early));
        return List.of(new Condition.AnyOf(either), new Condition.For(later));
    }

    private static Condition begins(Optional<String> f) {
        return new Condition.Operations(
                1,
                Condition.Stage.BEGUN,
                new Condition.OperationFilter(f, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Some turns do not wait for their own time, but for another fault, or for what comes of it: a new primary. */
    private PlannedFault together(Turn turn, List<Turn> own, List<List<Turn>> all) {
        PlannedFault fault = turn.fault();
        int place = own.indexOf(turn);
        SplittableRandom random = random(fault.fault(), "together", place);
        if (place == 0 || random.nextDouble() >= TOGETHER) {
            return fault;
        }
        List<Turn> others = all.stream()
                .filter(turns -> turns != own)
                .flatMap(turns -> turns.stream()
                        .filter(other -> other.earliest().compareTo(turn.earliest()) >= 0)
                        .limit(1))
                .toList();
        if (others.isEmpty()) {
            return fault;
        }
        Turn other = others.get(random.nextInt(others.size()));
        Condition met = moments.primaries() && random.nextBoolean()
                ? new Condition.Primary(Condition.Primary.ANOTHER, 1)
                : new Condition.Began(other.fault().id());
        List<Condition> begin = new ArrayList<>(fault.begin());
        Condition rest = new Condition.For(whole(interval.multipliedBy(2)));
        begin.set(1, new Condition.AnyOf(List.of(met, rest)));
        return fault.when(begin, fault.end());
    }

    private Duration first(FaultSpec fault) {
        Duration half = interval.dividedBy(2);
        Duration longest = half.compareTo(LONGEST_FIRST_QUIET) < 0 ? half : LONGEST_FIRST_QUIET;
        return whole(Duration.ofNanos((long)
                (longest.toNanos() * (0.2 + 0.8 * random(fault, "turn", 0).nextDouble()))));
    }

    private Duration fraction(double least, double most, SplittableRandom random) {
        return whole(Duration.ofNanos((long) (interval.toNanos() * random.nextDouble(least, most))));
    }

    private static FaultKind kind(FaultSpec fault) {
        return FaultKinds.named(fault.kind());
    }

    private SplittableRandom random(FaultSpec fault, String of, long turn) {
        return KeyedRandom.of(seed, "fault-swarm/" + of + "/" + fault, GeneratorContext.NEMESIS, turn);
    }

    private static Duration whole(Duration drawn) {
        return DrawnFaults.whole(drawn);
    }
}
