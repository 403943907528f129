package io.ordeal.fault.kinds;

import io.ordeal.clock.ClockShift;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.ShiftedClocks;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes clocks wrong, and right again. It bit if clocks were read and found wrong, when it was injected or right before it
 * was healed; those that turn are counted by their turns.
 */
final class ClockFault implements Fault {
    /** Among what a bare kind draws: mostly a quorum's clocks. */
    private static final List<Whom> BARE = Stream.of(
                    Collections.nCopies(1, Whom.ONE),
                    Collections.nCopies(2, Whom.MINORITY),
                    Collections.nCopies(2, Whom.PRIMARY),
                    Collections.nCopies(3, Whom.MAJORITY),
                    Collections.nCopies(4, Whom.ALL))
            .flatMap(List::stream)
            .toList();

    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private final Draw draw;
    private final ShiftedClocks clocks;
    private Map<String, ClockShift> shifts = Map.of();
    private final Set<String> foundWrong = new LinkedHashSet<>();
    private Optional<ClockTurns> turns = Optional.empty();

    /** Draws by how much. */
    interface Draw {
        ClockKind.Drawn of(List<String> members, SplittableRandom random);
    }

    ClockFault(FaultSpec spec, FaultEnvironment environment, Draw draw) {
        this.spec = spec;
        this.environment = environment;
        this.draw = draw;
        clocks = environment.clocks();
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (!shifts.isEmpty()) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        // by themselves: whoever is named in drawn ones' places must get the same
        SplittableRandom amounts = random.split();
        List<String> members;
        if (ClockKind.isOfClients(spec)) {
            members = someClients(random);
            told.put("whom", ClockKind.CLIENTS);
            told.put("clients", members);
        } else {
            try {
                Whom.Choice choice = Whom.draw(spec, BARE, environment, random);
                members = environment.topology().nodesOn(choice.hosts());
                told.put("whom", choice.word());
                told.put("nodes", members);
            } catch (NothingToDo e) {
                return e.told();
            }
        }
        ClockKind.Drawn drawn = draw.of(members, amounts);
        told.putAll(drawn.told());
        foundWrong.clear();
        shifts = drawn.shifts();
        clocks.shift(this, shifts);
        told.put("clocks", read());
        turns = drawn.turnEvery().map(every -> ClockTurns.start(clocks, this, shifts, every));
        return told;
    }

    /** At least one, each of the others by the toss of a coin. */
    private List<String> someClients(SplittableRandom random) {
        int sure = random.nextInt(environment.concurrency());
        return IntStream.range(0, environment.concurrency())
                .filter(worker -> random.nextBoolean() || worker == sure)
                .mapToObj(worker -> "c" + worker)
                .toList();
    }

    /** What the clocks say now; notes who is wrong. */
    private Map<String, Object> read() throws IOException {
        Map<String, Object> told = new LinkedHashMap<>();
        for (String member : shifts.keySet()) {
            ClockReading.of(environment, member).ifPresent(reading -> {
                told.put(member, reading.told());
                if (reading.isWrong()) {
                    foundWrong.add(member);
                }
            });
        }
        return told;
    }

    @Override
    public synchronized Healed heal() throws Exception {
        if (shifts.isEmpty()) {
            return Healed.NOTHING;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        Evidence evidence;
        try {
            turns.ifPresent(ClockTurns::end);
            told.put("clocks", read());
        } finally {
            evidence = turns.map(turning -> Evidence.counted("clock-turns", foundWrong.isEmpty() ? 0 : turning.count()))
                    .orElseGet(() -> Evidence.counted("clocks-shifted", foundWrong.size()));
            clocks.release(this);
            shifts = Map.of();
            turns = Optional.empty();
        }
        return new Healed(told, evidence);
    }
}
