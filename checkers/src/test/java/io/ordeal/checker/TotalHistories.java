package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Small random histories of queues, sets and counters that do what they say but for one time in so many: operations overlap,
 * end in any way and take effect or do not, whatever their clients are told.
 */
public final class TotalHistories {
    private static final int WORKERS = 3;

    private final Random random;
    private final int wrongOneIn;
    private final HistoryBuilder events = new HistoryBuilder();
    private final int[] processes = {0, 1, 2};
    private final @Nullable Operation[] open = new Operation[WORKERS];
    private long nextElement;

    /** One under way; its effect comes when it ends, and gives its answer: null if it is refused. */
    private record Operation(String f, @Nullable Object asked, Supplier<@Nullable Object> effect) {}

    private TotalHistories(long seed, int wrongOneIn) {
        random = new Random(seed);
        this.wrongOneIn = wrongOneIn;
    }

    /**
     * A history of {@code queue}, {@code set} or {@code counter}.
     *
     * @param wrongOneIn so seldom is something wrong; 8 makes most histories invalid
     */
    public static History of(String checker, long seed, int wrongOneIn) {
        TotalHistories histories = new TotalHistories(seed, wrongOneIn);
        switch (checker) {
            case "queue" -> histories.queue();
            case "set" -> histories.set();
            case "counter" -> histories.counter();
            default -> throw new IllegalArgumentException("no histories for " + checker);
        }
        return histories.events.build();
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private boolean wrong() {
        return oneIn(wrongOneIn);
    }

    private void steps(Supplier<Operation> draw) {
        int steps = 4 + random.nextInt(28);
        for (int step = 0; step < steps; step++) {
            int worker = random.nextInt(WORKERS);
            Operation operation = open[worker];
            if (operation == null) {
                Operation begun = draw.get();
                open[worker] = begun;
                events.invoke(processes[worker], begun.f(), begun.asked());
            } else {
                open[worker] = null;
                end(worker, operation);
            }
        }
    }

    private void end(int worker, Operation operation) {
        int luck = random.nextInt(12);
        if (luck == 0) {
            // It ends with nobody knowing how, done or not.
            boolean done = oneIn(2) && operation.effect().get() != null;
            if (done || oneIn(2)) {
                events.info(processes[worker], operation.f(), operation.asked());
            }
            processes[worker] += WORKERS;
            return;
        }
        Object answer = luck == 1 ? null : operation.effect().get();
        if (answer == null || (luck == 2 && wrong())) {
            events.fail(processes[worker], operation.f(), operation.asked());
        } else {
            events.ok(processes[worker], operation.f(), answer);
        }
    }

    private void inTheEnd(String f, Supplier<@Nullable Object> effect) {
        // Another's: what is open stays so.
        events.invoke(99, f, null).ok(99, f, effect.get());
    }

    private void queue() {
        Deque<Object> queue = new ArrayDeque<>();
        steps(() -> switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                long element = nextElement++;
                yield new Operation("enqueue", element, () -> {
                    if (!wrong()) {
                        queue.addLast(element);
                    }
                    return element;
                });
            }
            case 4 -> new Operation("drain", null, () -> drained(queue));
            default ->
                new Operation(
                        "dequeue",
                        null,
                        () -> wrong()
                                ? Long.valueOf(random.nextInt((int) nextElement + 2))
                                : wrong() ? queue.peekFirst() : queue.pollFirst());
        });
        if (!oneIn(4)) {
            inTheEnd("drain", () -> drained(queue));
        }
    }

    private List<Object> drained(Deque<Object> queue) {
        List<Object> drained = new ArrayList<>(queue);
        if (wrong()) {
            drained.add((long) random.nextInt((int) nextElement + 2));
        }
        if (!wrong()) {
            queue.clear();
        }
        return drained;
    }

    private void set() {
        Set<Object> set = new LinkedHashSet<>();
        steps(() -> {
            if (oneIn(2)) {
                return new Operation("read", null, () -> seen(set));
            }
            long element = nextElement++;
            return new Operation("add", element, () -> {
                if (!wrong()) {
                    set.add(element);
                }
                return element;
            });
        });
        if (!oneIn(4)) {
            inTheEnd("read", () -> seen(set));
        }
    }

    private List<Object> seen(Set<Object> set) {
        List<Object> seen = new ArrayList<>(set);
        seen.removeIf(element -> wrong());
        if (wrong()) {
            seen.add((long) random.nextInt((int) nextElement + 2));
        }
        return seen;
    }

    private void counter() {
        boolean negative = oneIn(2);
        long[] sum = {0};
        steps(() -> {
            if (oneIn(2)) {
                return new Operation("read", null, () -> sum[0] + (wrong() ? random.nextInt(5) - 2 : 0));
            }
            long delta = oneIn(8) ? 0 : (1 + random.nextInt(3)) * (negative && oneIn(2) ? -1 : 1);
            return new Operation("add", delta, () -> {
                sum[0] += wrong() ? 0 : delta;
                return delta;
            });
        });
        inTheEnd("read", () -> sum[0] + (wrong() ? 1 : 0));
    }
}
