package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.linearizability.fast.Structure.Ask;
import io.ordeal.checker.linearizability.fast.Structure.Thing;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of a structure in which values are distinct: operations take effect at a random moment while they are
 * open, or, where their outcome is unknown, later or never. Three of four are then broken, mostly: by one answer that is another, two
 * answers that change places, a failure told as a success, or an operation that is told to have been shorter than it was.
 */
public final class DistinctHistories {
    private final Structure structure;
    private final Random random;
    private Thing thing;

    private record Event(
            OpType type, int process, Ask ask, @Nullable Object value) {}

    private static final class Running {
        final int process;
        final Ask ask;
        boolean effected;

        @Nullable
        Object answer;

        Running(int process, Ask ask) {
            this.process = process;
            this.ask = ask;
        }
    }

    public DistinctHistories(Structure structure, long seed) {
        this.structure = structure;
        this.random = new Random(seed);
        this.thing = structure.thing(random);
    }

    /** @param unknown how likely it is of each operation that its outcome is unknown */
    public History next(int operations, int processes, double unknown) {
        thing = structure.thing(random);
        List<Event> events = run(operations, processes, unknown);
        if (random.nextInt(4) > 0) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                breakOne(events);
            }
        }
        HistoryBuilder builder = new HistoryBuilder();
        for (Event event : events) {
            builder.add(event.type(), event.process(), event.ask().f(), event.value());
        }
        return builder.build();
    }

    private List<Event> run(int operations, int processes, double unknown) {
        List<Event> events = new ArrayList<>();
        List<Running> running = new ArrayList<>();
        List<Running> zombies = new ArrayList<>();
        List<Integer> idle =
                new ArrayList<>(IntStream.range(0, processes).boxed().toList());
        int nextProcess = processes;
        int started = 0;
        int startsInTen = 3 + random.nextInt(5);
        while (started < operations || !running.isEmpty()) {
            if (!zombies.isEmpty() && random.nextInt(4) == 0) {
                thing.apply(zombies.remove(random.nextInt(zombies.size())).ask);
            }
            boolean start =
                    started < operations && !idle.isEmpty() && (running.isEmpty() || random.nextInt(10) < startsInTen);
            if (start) {
                int process = idle.remove(random.nextInt(idle.size()));
                Ask ask = thing.next();
                running.add(new Running(process, ask));
                events.add(new Event(OpType.INVOKE, process, ask, ask.input()));
                started++;
                continue;
            }
            Running one = running.get(random.nextInt(running.size()));
            if (random.nextDouble() < unknown) {
                running.remove(one);
                if (random.nextInt(3) > 0) {
                    events.add(new Event(OpType.INFO, one.process, one.ask, one.ask.input()));
                }
                if (!one.effected && random.nextBoolean()) {
                    zombies.add(one);
                }
                idle.add(nextProcess++);
            } else if (one.effected) {
                running.remove(one);
                events.add(new Event(OpType.OK, one.process, one.ask, one.answer));
                idle.add(one.process);
            } else if (random.nextInt(20) == 0) {
                running.remove(one);
                events.add(new Event(OpType.FAIL, one.process, one.ask, one.ask.input()));
                idle.add(one.process);
            } else {
                one.answer = thing.apply(one.ask);
                one.effected = true;
            }
        }
        return events;
    }

    private void breakOne(List<Event> events) {
        int[] told = IntStream.range(0, events.size())
                .filter(i -> events.get(i).type() == OpType.OK || events.get(i).type() == OpType.FAIL)
                .toArray();
        if (told.length == 0) {
            return;
        }
        int which = random.nextInt(told.length);
        int at = told[which];
        Event old = events.get(at);
        switch (random.nextInt(3)) {
            case 0 ->
                events.set(
                        at,
                        new Event(
                                OpType.OK,
                                old.process(),
                                old.ask(),
                                thing.other(old.ask(), old.type() == OpType.OK ? old.value() : null)));
            case 1 -> {
                // Near ones of a kind: all others are impossible at once.
                int other = told[Math.min(told.length - 1, which + 1 + random.nextInt(6))];
                Event second = events.get(other);
                if (second.ask().equals(old.ask()) && second.type() == OpType.OK && old.type() == OpType.OK) {
                    events.set(at, new Event(OpType.OK, old.process(), old.ask(), second.value()));
                    events.set(other, new Event(OpType.OK, second.process(), second.ask(), old.value()));
                }
            }
            default -> {
                int earlier = at;
                int steps = 1 + random.nextInt(4);
                while (steps-- > 0 && events.get(earlier - 1).process() != old.process()) {
                    Collections.swap(events, earlier - 1, earlier--);
                }
            }
        }
    }
}
