package io.ordeal.reproduce;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.workload.Replaying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The span that an anomaly needs, made many times in one run: round after round, each on keys of its own, with the faults
 * that touch it.
 *
 * <pre>
 *   recorded  ·····[w0 ═kill═ r1]···············
 *   rounds    [w0 ═kill═ r1] [w0' ═kill═ r1'] [w0" ═kill═ r1"]
 * </pre>
 */
final class RoundsPlan {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofSeconds(40);
    private static final int MOST_ROUNDS = 10;

    /** By how much a round's faults come sooner or later than recorded, in turn. */
    private static final long[] STEPS_MILLIS = {0, 10, -10, 30, -30, 80, -80, 200, -200, 500};

    private final Recording recording;
    private final WitnessSpan span;
    private final Replaying.Rounds rounds;
    private final int haste;
    private final int count;
    private final long periodNanos;

    RoundsPlan(Recording recording, WitnessSpan span, Replaying.Rounds rounds) {
        this(recording, span, rounds, 1);
    }

    /** @param haste how many times as fast as recorded operations come, ≥ 1; faults take the time that they took */
    RoundsPlan(Recording recording, WitnessSpan span, Replaying.Rounds rounds, int haste) {
        this.recording = recording;
        this.span = span;
        this.rounds = rounds;
        this.haste = haste;
        periodNanos = (span.lengthNanos() + BETWEEN_ROUNDS.toNanos()) / haste;
        count = (int) Math.max(1, Math.min((long) MOST_ROUNDS * haste, AT_MOST.toNanos() / periodNanos));
    }

    int count() {
        return count;
    }

    /**
     * The plan.
     *
     * @param moved whether faults come a little sooner or later from round to round
     * @param crowded whether each round is made by twice as many workers, on twice as many keys
     * @param victims who is struck in turn, where one node by its name was; empty = as recorded
     */
    ReplayPlan plan(boolean moved, boolean crowded, List<String> victims) {
        int workers = recording.spec().options().concurrency();
        List<RecordedOperation> operations = new ArrayList<>();
        List<PlannedFault> faults = new ArrayList<>();
        int copies = crowded ? 2 : 1;
        long inRound = (long) span.operations().size() * copies;
        for (int round = 0; round < count; round++) {
            for (int copy = 0; copy < copies; copy++) {
                add(operations, round, round * copies + copy, copy * workers);
            }
            for (WitnessSpan.Strike strike : span.faults()) {
                long shift = moved ? STEPS_MILLIS[round % STEPS_MILLIS.length] * 1_000_000 : 0;
                faults.add(fault(strike, round, shift, inRound, copies, victims));
            }
        }
        operations.sort(Comparator.comparingLong(RecordedOperation::timeNanos));
        Duration length = Duration.ofNanos(periodNanos * count);
        return ReplayPlan.of(recording)
                .withOperations(operations)
                .withSchedule(new Schedule(faults))
                .withOptions(recording
                        .spec()
                        .options()
                        .withConcurrency(workers * copies)
                        .withTime(length.plus(length.dividedBy(4)).plusSeconds(1)));
    }

    private void add(List<RecordedOperation> into, int round, int keysOf, int firstWorker) {
        for (RecordedOperation one : span.operations()) {
            RecordedOperation then = one.at((one.timeNanos() - span.fromNanos()) / haste + round * periodNanos);
            into.add(then.by(then.worker() + firstWorker).with(rounds.in(keysOf, then.invocation())));
        }
    }

    /** Tied to the operation that began last before it, by its number in the whole. */
    private PlannedFault fault(
            WitnessSpan.Strike strike, int round, long shift, long inRound, int copies, List<String> victims) {
        long at = Math.max(span.fromNanos(), strike.atNanos() + shift);
        long before =
                span.operations().stream().filter(one -> one.timeNanos() <= at).count();
        long last = span.operations().stream()
                .mapToLong(RecordedOperation::timeNanos)
                .filter(time -> time <= at)
                .max()
                .orElse(span.fromNanos());
        long number = round * inRound + before * copies;
        List<Condition> begin = new ArrayList<>();
        if (number == 0) {
            begin.add(new Condition.At(Duration.ofMillis((at - span.fromNanos()) / 1_000_000)));
        } else {
            begin.add(new Condition.Operations(number, Condition.Stage.BEGUN, Condition.OperationFilter.ALL));
            begin.add(new Condition.For(Duration.ofMillis((at - last) / 1_000_000)));
        }
        // a client that was killed stood at a step
        strike.fault().begin().stream().filter(Condition.Step.class::isInstance).forEach(begin::add);
        List<Condition> end = strike.lastsNanos() == 0
                ? List.of()
                : List.of(new Condition.For(Duration.ofMillis(strike.lastsNanos() / 1_000_000)));
        return new PlannedFault(
                strike.fault().id() + "-r" + (round + 1),
                victim(strike.fault().fault(), round, victims),
                begin,
                end,
                strike.fault().draws());
    }

    private static FaultSpec victim(FaultSpec recorded, int round, List<String> victims) {
        boolean oneNode = recorded.whom().filter(victims::contains).isPresent();
        return oneNode
                ? new FaultSpec(recorded.kind(), Optional.of(victims.get(round % victims.size())), recorded.mode())
                : recorded;
    }
}
