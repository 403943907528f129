package io.ordeal.checker.txn.weak;

import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Histories of a few transactions over a few registers: what a simulated database did, or what reads drawn at random say;
 * also with failures, unknown outcomes, and processes that go on after those.
 */
public final class SmallHistories {
    private static final Keyword READ = Keyword.of("r");
    private static final Keyword WRITE = Keyword.of("w");

    private final Random random;

    private SmallHistories(long seed) {
        random = new Random(seed);
    }

    public static History of(long seed) {
        return new SmallHistories(seed).history();
    }

    private record Event(OpType type, int process, List<List<@Nullable Object>> value) {}

    private History history() {
        List<Event> events = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            simulated(events);
            if (random.nextBoolean()) {
                drawReads(events, 1);
            }
        } else {
            drawn(events);
            drawReads(events, Integer.MAX_VALUE);
        }
        HistoryBuilder builder = new HistoryBuilder();
        events.forEach(event -> builder.add(event.type(), event.process(), "txn", event.value()));
        return builder.build();
    }

    private void simulated(List<Event> events) {
        Isolation[] levels = Isolation.values();
        Plan plan = Plan.rwRegister(levels[random.nextInt(levels.length)], 2 + random.nextInt(5))
                .withClients(1 + random.nextInt(4), 1 + random.nextInt(3), 1000, 1 + random.nextInt(4))
                .withOutcomes(0.05, 0.15)
                .withSeed(random.nextLong());
        Simulation.run(plan)
                .ops()
                .forEach(op -> events.add(new Event(op.type(), op.process(), operations(op.value()))));
    }

    private static List<List<@Nullable Object>> operations(@Nullable Object value) {
        List<List<@Nullable Object>> operations = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> operations.add(new ArrayList<>((List<?>) each)));
        }
        return operations;
    }

    private void drawn(List<Event> events) {
        int transactions = 2 + random.nextInt(5);
        int processes = 1 + random.nextInt(4);
        int keys = 1 + random.nextInt(3);
        int length = 1 + random.nextInt(4);
        int unknown = random.nextInt(4);
        long[] last = new long[keys];
        @Nullable Event[] open = new Event[processes];
        int started = 0;
        while (started < transactions || Arrays.stream(open).anyMatch(e -> e != null)) {
            int p = random.nextInt(processes);
            Event invocation = open[p];
            if (invocation != null) {
                int draw = random.nextInt(20);
                OpType type = draw == 0 ? OpType.FAIL : draw <= unknown ? OpType.INFO : OpType.OK;
                events.add(new Event(type, p, copy(invocation.value())));
                open[p] = null;
            } else if (started < transactions) {
                started++;
                List<List<@Nullable Object>> operations = new ArrayList<>();
                for (int i = 1 + random.nextInt(length); i > 0; i--) {
                    int key = random.nextInt(keys);
                    boolean write = random.nextInt(5) < 2;
                    operations.add(
                            write
                                    ? new ArrayList<>(Arrays.asList(WRITE, (long) key, ++last[key]))
                                    : new ArrayList<>(Arrays.asList(READ, (long) key, null)));
                }
                open[p] = new Event(OpType.INVOKE, p, operations);
                events.add(new Event(OpType.INVOKE, p, operations));
            }
        }
    }

    private static List<List<@Nullable Object>> copy(List<List<@Nullable Object>> operations) {
        List<List<@Nullable Object>> copies = new ArrayList<>();
        operations.forEach(operation -> copies.add(new ArrayList<>(operation)));
        return copies;
    }

    /** Gives some reads a value that somebody writes, or nil; now and then one that nobody does. */
    private void drawReads(List<Event> events, int most) {
        int left = most;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        for (int place : places) {
            Event event = events.get(place);
            if (event.type() != OpType.OK) {
                continue;
            }
            List<List<@Nullable Object>> before = new ArrayList<>();
            for (List<@Nullable Object> operation : event.value()) {
                if (operation.get(0).equals(READ) && left > 0) {
                    left--;
                    operation.set(2, drawValue(events, before, operation.get(1)));
                }
                before.add(operation);
            }
        }
    }

    private @Nullable Object drawValue(List<Event> events, List<List<@Nullable Object>> before, @Nullable Object key) {
        if (random.nextInt(100) == 0) {
            return 99L;
        }
        if (random.nextInt(10) > 0) {
            for (int i = before.size() - 1; i >= 0; i--) {
                boolean write = WRITE.equals(before.get(i).get(0));
                if (key != null && key.equals(before.get(i).get(1)) && (write || random.nextInt(10) > 0)) {
                    return before.get(i).get(2);
                }
            }
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        for (Event event : events) {
            if (event.type() == OpType.OK || event.type() == OpType.INFO) {
                for (List<@Nullable Object> operation : event.value()) {
                    if (WRITE.equals(operation.get(0)) && key != null && key.equals(operation.get(1))) {
                        values.add(operation.get(2));
                    }
                }
            }
        }
        return values.get(random.nextInt(values.size()));
    }
}
