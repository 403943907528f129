package io.ordeal.fault.schedule;

import io.ordeal.fault.Pace;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.mesh.Mesh.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A schedule's run on virtual time: the test says what happens when, and every strike and heal takes as long as the test
 * says. What came of it is a list of lines such as {@code 1200 k1 strikes: at 1.2s}, in milliseconds.
 */
final class VirtualRun {
    private static final int CONCURRENCY = 10;

    private final Function<String, Duration> lasting;
    private final ScheduleState state;
    private final Map<Way, Long> passed = new HashMap<>();
    private final Map<String, List<String>> victims = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Doing> doing = new ArrayList<>();
    private long nowNanos;
    private int events;

    private record Doing(ScheduleState.Deed deed, long doneNanos) {}

    /** @param deed how long a strike takes, and a heal */
    VirtualRun(Schedule schedule, Duration deed) {
        this(schedule, fault -> deed);
    }

    /** @param lasting how long each fault, by its name in the schedule, takes to strike, and to be healed */
    VirtualRun(Schedule schedule, Function<String, Duration> lasting) {
        this.lasting = lasting;
        state = new ScheduleState(schedule, CONCURRENCY, (unit, way) -> passed.getOrDefault(way, 0L), () -> {});
        take(state.begin(0));
    }

    VirtualRun(String faults) {
        this(schedule(faults), Duration.ZERO);
    }

    static Schedule schedule(String faults) {
        return DrawnFaults.draw(
                Schedule.NONE,
                FaultText.split(faults).stream().map(FaultText::parse).toList(),
                1,
                Pace.of(Duration.ofSeconds(5)),
                Duration.ofMinutes(1));
    }

    /** Whom a fault will strike. */
    VirtualRun striking(String fault, String... nodes) {
        victims.put(fault, List.of(nodes));
        return this;
    }

    private void take(List<ScheduleState.Deed> deeds) {
        for (ScheduleState.Deed due : deeds) {
            lines.add(nowNanos / 1_000_000 + " " + due.fault().id() + (due.strikes() ? " strikes: " : " heals: ")
                    + due.trigger());
            doing.add(new Doing(due, nowNanos + lasting.apply(due.fault().id()).toNanos()));
        }
        settle();
    }

    /** What takes no time is done at once. */
    private void settle() {
        while (doing.stream().anyMatch(each -> each.doneNanos() <= nowNanos)) {
            Doing done = doing.stream()
                    .filter(each -> each.doneNanos() <= nowNanos)
                    .findFirst()
                    .orElseThrow();
            doing.remove(done);
            String id = done.deed().fault().id();
            take(
                    done.deed().strikes()
                            ? state.struck(id, victims.getOrDefault(id, List.of()), nowNanos)
                            : state.healed(id, nowNanos));
        }
    }

    /** Time goes on until then, with all that it brings about. */
    VirtualRun until(Duration time) {
        long end = time.toNanos();
        while (true) {
            long next = doing.stream().mapToLong(Doing::doneNanos).min().orElse(Long.MAX_VALUE);
            next = Math.min(next, state.dueNanos());
            if (next > end) {
                nowNanos = end;
                return this;
            }
            nowNanos = Math.max(nowNanos, next);
            settle();
            take(state.tick(nowNanos));
        }
    }

    VirtualRun untilMillis(long millis) {
        return until(Duration.ofMillis(millis));
    }

    VirtualRun event(int process, OpType type, String f, Object value) {
        take(state.operation(new Op(events++, nowNanos, process, type, f, value, null)));
        return this;
    }

    VirtualRun invoke(int process, String f) {
        return event(process, OpType.INVOKE, f, 1L);
    }

    VirtualRun ok(int process, String f) {
        return event(process, OpType.OK, f, 1L);
    }

    /** Begins and ends so many. */
    VirtualRun operations(int count, String f) {
        for (int i = 0; i < count; i++) {
            invoke(0, f).ok(0, f);
        }
        return this;
    }

    VirtualRun happened(Happening happening) {
        take(state.happened(happening, nowNanos));
        return this;
    }

    VirtualRun primaries(String... nodes) {
        return happened(new Happening.PrimariesAre(Set.of(nodes)));
    }

    VirtualRun passes(String from, String to, long bytes) {
        passed.merge(new Way(from, to), bytes, Long::sum);
        return happened(new Happening.LinksLookedAt());
    }

    List<String> lines() {
        return lines;
    }

    /** What is waited for still, as the verdict would tell it. */
    List<String> unmet() {
        state.end();
        return state.unmet().stream()
                .map(one -> one.fault() + (one.ofBegin() ? " begin " : " end ") + one.number() + ": " + one.progress())
                .toList();
    }
}
