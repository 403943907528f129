package io.ordeal.checker.linearizability;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of a system that behaves as a model says: each operation takes effect at a random moment while it is
 * open, or, where its outcome is unknown, later or never. Half of them are then broken by one changed answer, or one
 * failure told as a success, which makes some of them invalid.
 */
public final class RandomHistories<S> {
    /** An operation that may be drawn, and the answers that it may get. */
    public record Draw(String f, @Nullable Object input, List<@Nullable Object> outputs) {
        public static Draw of(String f, @Nullable Object input, @Nullable Object... outputs) {
            return new Draw(f, input, Collections.unmodifiableList(Arrays.asList(outputs)));
        }
    }

    private final Model<S> model;
    private final List<Draw> draws;
    private final Random random;

    private record Event(
            OpType type, int process, String f, @Nullable Object value) {}

    private static final class Running {
        final int process;
        final Draw draw;
        boolean effected;

        @Nullable
        Object output;

        Running(int process, Draw draw) {
            this.process = process;
            this.draw = draw;
        }
    }

    public RandomHistories(Model<S> model, List<Draw> draws, long seed) {
        this.model = model;
        this.draws = draws;
        this.random = new Random(seed);
    }

    public History next(int operations, int processes, double unknown) {
        List<Event> events = new ArrayList<>();
        List<Running> running = new ArrayList<>();
        List<Running> zombies = new ArrayList<>();
        List<Integer> idle = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            idle.add(i);
        }
        int nextProcess = processes;
        int started = 0;
        S state = model.initial();
        while (started < operations || !running.isEmpty()) {
            if (!zombies.isEmpty() && random.nextInt(4) == 0) {
                state = effect(state, zombies.remove(random.nextInt(zombies.size())));
            }
            boolean start = started < operations && !idle.isEmpty() && (running.isEmpty() || random.nextBoolean());
            if (start) {
                int process = idle.remove(random.nextInt(idle.size()));
                Draw draw = draws.get(random.nextInt(draws.size()));
                running.add(new Running(process, draw));
                events.add(new Event(OpType.INVOKE, process, draw.f(), draw.input()));
                started++;
                continue;
            }
            Running one = running.get(random.nextInt(running.size()));
            if (random.nextDouble() < unknown) {
                running.remove(one);
                boolean told = random.nextInt(3) > 0;
                if (told) {
                    events.add(new Event(OpType.INFO, one.process, one.draw.f(), one.draw.input()));
                }
                if (!one.effected && random.nextBoolean()) {
                    zombies.add(one);
                }
                // Jepsen retires the process; others' may go on.
                idle.add(told && random.nextInt(4) == 0 ? one.process : nextProcess++);
            } else if (one.effected) {
                running.remove(one);
                events.add(new Event(OpType.OK, one.process, one.draw.f(), one.output));
                idle.add(one.process);
            } else {
                state = effect(state, one);
                if (!one.effected && random.nextInt(3) == 0) {
                    running.remove(one);
                    events.add(new Event(OpType.FAIL, one.process, one.draw.f(), one.draw.input()));
                    idle.add(one.process);
                }
            }
        }
        if (random.nextBoolean()) {
            breakOne(events);
        }
        HistoryBuilder builder = new HistoryBuilder();
        events.forEach(e -> builder.add(e.type(), e.process(), e.f(), e.value()));
        return builder.build();
    }

    private S effect(S state, Running one) {
        List<@Nullable Object> outputs = new ArrayList<>(one.draw.outputs());
        Collections.shuffle(outputs, random);
        for (Object output : outputs) {
            int process = model.byProcess() ? one.process : -1;
            List<S> after = model.steps(state, new Call(process, one.draw.f(), one.draw.input(), output, true));
            if (!after.isEmpty()) {
                one.effected = true;
                one.output = output;
                return after.get(random.nextInt(after.size()));
            }
        }
        return state;
    }

    private void breakOne(List<Event> events) {
        List<Integer> oks = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            OpType type = events.get(i).type();
            if (type == OpType.OK || type == OpType.FAIL) {
                oks.add(i);
            }
        }
        if (oks.isEmpty()) {
            return;
        }
        int at = oks.get(random.nextInt(oks.size()));
        Event old = events.get(at);
        int invoked = at - 1;
        while (events.get(invoked).process() != old.process()) {
            invoked--;
        }
        Object input = events.get(invoked).value();
        // No other operation's answer: a completion does not contradict its invocation.
        List<Draw> alike = draws.stream()
                .filter(draw -> draw.f().equals(old.f()) && Objects.equals(draw.input(), input))
                .toList();
        List<@Nullable Object> outputs = alike.get(random.nextInt(alike.size())).outputs();
        events.set(at, new Event(OpType.OK, old.process(), old.f(), outputs.get(random.nextInt(outputs.size()))));
    }
}
