package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.RecordedSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a recording's main phase that its anomaly needs, as far as its witness tells: from a little before the first
 * operation of the witness, or the fault that was at work then, to a little after the last, or the end of that fault. Where
 * only last reads show it, what they show of is an operation of the main phase, too; if no fault was at work then, what was
 * done may have been undone by the next.
 *
 * @param fromNanos from when the run began
 * @param operations that began within it
 * @param faults that were at work then, or shortly before
 */
record WitnessSpan(long fromNanos, long toNanos, List<RecordedOperation> operations, List<Strike> faults) {
    private static final long MARGIN_NANOS = Duration.ofMillis(500).toNanos();

    /** A fault that was over so long before may have to do with it still: elections and leases take their time. */
    private static final long AFTERMATH_NANOS = Duration.ofSeconds(2).toNanos();

    WitnessSpan {
        operations = List.copyOf(operations);
        faults = List.copyOf(faults);
    }

    /**
     * A fault and how long it lasted.
     *
     * @param lastsNanos until its heal began; 0 if it has no end of its own
     * @param healedNanos when its heal was done, with everything's at the end if not sooner: nodes may take longer to come
     *     back than they were away; the greatest number if it never was
     */
    record Strike(PlannedFault fault, long atNanos, long lastsNanos, long healedNanos) {}

    static WitnessSpan of(Recording recording, Anomaly anomaly) {
        long main = recording.length().toNanos();
        Set<Integer> proving = new HashSet<>();
        anomaly.witness().forEach(op -> proving.add(op.index()));
        long from = Long.MAX_VALUE;
        long to = 0;
        for (int i = 0; i < recording.history().size(); i++) {
            long time = recording.history().timeNanos(i);
            if (time <= main
                    && recording.history().isClient(i)
                    && proving.contains(recording.history().index(i))) {
                from = Math.min(from, time);
                to = Math.max(to, time);
            }
        }
        if (from == Long.MAX_VALUE) {
            from = 0;
            to = main;
        }
        boolean isSeenAtTheEnd = anomaly.witness().stream().anyMatch(op -> op.timeNanos() > main);
        List<Strike> touching = touching(strikes(recording), from, to, isSeenAtTheEnd);
        long begin = from;
        long end = to;
        for (Strike strike : touching) {
            begin = Math.min(begin, strike.atNanos());
            end = Math.max(end, strike.atNanos() + strike.lastsNanos());
        }
        long first = Math.max(0, begin - MARGIN_NANOS);
        long last = Math.min(main, end + MARGIN_NANOS);
        return new WitnessSpan(
                first,
                last,
                recording.operations().stream()
                        .filter(one -> one.timeNanos() >= first && one.timeNanos() <= last)
                        .toList(),
                touching);
    }

    private static List<Strike> touching(List<Strike> strikes, long from, long to, boolean isSeenAtTheEnd) {
        List<Strike> touching = strikes.stream()
                .filter(strike -> strike.atNanos() <= to && strike.healedNanos() >= from - AFTERMATH_NANOS)
                .toList();
        return touching.isEmpty() && isSeenAtTheEnd
                ? strikes.stream()
                        .filter(strike -> strike.atNanos() > to)
                        .limit(1)
                        .toList()
                : touching;
    }

    /** Those whose moment is known, in the order in which they were planned. */
    private static List<Strike> strikes(Recording recording) {
        Map<String, Long> began = FaultOrder.strikes(recording.history());
        Map<String, Long> healed = FaultOrder.healed(recording.history());
        List<Strike> strikes = new ArrayList<>();
        for (PlannedFault fault : recording.schedule().faults()) {
            // each client that was killed is a fault of its own, in the place of one that lay in wait for them
            String recorded = began.containsKey(fault.id()) ? fault.id() : RecordedSchedule.waiting(fault.id());
            Long at = began.get(recorded);
            if (at == null) {
                continue;
            }
            long lasts = fault.begin().get(0) instanceof Condition.At begin
                            && fault.end().size() == 1
                            && fault.end().get(0) instanceof Condition.At end
                    ? Math.max(0, end.time().minus(begin.time()).toNanos())
                    : 0;
            strikes.add(new Strike(fault, at, lasts, healed.getOrDefault(recorded, Long.MAX_VALUE)));
        }
        return strikes;
    }

    long lengthNanos() {
        return toNanos - fromNanos;
    }
}
