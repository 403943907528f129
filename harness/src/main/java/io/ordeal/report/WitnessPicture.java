package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an anomaly's witness looks like, before it is drawn: a lane a process, bars on it, moments as numbers.
 *
 * <p>Moments are the witness' events in their order. Where a bar begins and ends is a moment, not a time: two events at
 * one nanosecond still have an order, and foreign histories need not have times.
 *
 * @param times of each moment in nanoseconds, or {@link Op#NO_TIME}
 * @param indexes of each moment's event, rising
 * @param lanes a process each, in the order in which they first act
 * @param shade what is wrong, in moments: the overlap of two holds; empty where no stretch is to blame
 * @param mark the moment that the caption is about
 * @param caption what happened then
 * @param leftOut operations of the witness that are not drawn, the earliest
 */
record WitnessPicture(
        List<Long> times,
        List<Integer> indexes,
        List<Lane> lanes,
        Optional<Stretch> shade,
        int mark,
        String caption,
        int leftOut) {

    /** More than this nobody follows; the interactive picture has them all. */
    static final int MOST_OPERATIONS = 14;

    /** A history that is over by then is told in smaller units than seconds. */
    private static final long SHORT_NANOS = 10_000_000;

    /** A leader has an office as others have a lock: what elections are asked for shows belief in it. */
    private static final Set<String> OFFICES = Set.of("campaign", "leads");

    private static final String SHARE = "acquire-shared";
    private static final Set<String> GRANTS = Set.of("acquire", SHARE, "lock", "campaign", "leads");
    private static final Set<String> RELEASES = Set.of("release", "unlock", "resign", "leads");
    private static final Set<String> OF_HOLDS = Set.of(
            AnomalyType.OVERLAPPING_HOLDS.wire(),
            AnomalyType.RELEASE_BY_OTHER.wire(),
            AnomalyType.TWO_LEADERS.wire(),
            AnomalyType.TOKEN_NOT_RISING.wire());

    /** From a moment to another; {@code to} beyond the last moment: without an end. */
    record Stretch(int from, int to) {
        private Stretch earlier(int by) {
            return new Stretch(from - by, to - by);
        }
    }

    /** One process. */
    record Lane(String name, List<Bar> bars) {}

    /**
     * What a process did or had.
     *
     * @param hold whether it is a lock's hold; else it is a call, from invocation to completion
     * @param outcome of a call; OK for a hold
     */
    record Bar(Stretch stretch, boolean hold, OpType outcome, String label) {
        private Bar earlier(int by) {
            return new Bar(stretch.earlier(by), hold, outcome, label);
        }
    }

    /** Where a call's events stand in the witness; −1 = not in it. */
    private record Call(int invoke, int complete, List<Op> witness) {
        Op any() {
            return witness.get(invoke >= 0 ? invoke : complete);
        }

        int from() {
            return invoke >= 0 ? invoke : complete;
        }

        OpType outcome() {
            return complete < 0 ? OpType.INFO : witness.get(complete).type();
        }
    }

    /** The picture of an anomaly; empty if its witness has no client's operation. */
    static Optional<WitnessPicture> of(Anomaly anomaly) {
        return of(anomaly, MOST_OPERATIONS);
    }

    /** As {@link #of(Anomaly)}, with so many operations at most, the last ones. */
    static Optional<WitnessPicture> of(Anomaly anomaly, int most) {
        return whole(anomaly, most).map(WitnessPicture::trimmed);
    }

    /** Without the events before the first bar, such as a grant's invocation, of which only the hold is drawn. */
    private WitnessPicture trimmed() {
        int blamed = Math.min(mark, shade.map(Stretch::from).orElse(mark));
        int by = Math.min(
                blamed,
                lanes.stream().mapToInt(lane -> earliest(lane.bars())).min().orElse(0));
        return new WitnessPicture(
                times.subList(by, times.size()),
                indexes.subList(by, indexes.size()),
                lanes.stream()
                        .map(lane -> new Lane(
                                lane.name(),
                                lane.bars().stream().map(bar -> bar.earlier(by)).toList()))
                        .toList(),
                shade.map(stretch -> stretch.earlier(by)),
                mark - by,
                caption,
                leftOut);
    }

    private static Optional<WitnessPicture> whole(Anomaly anomaly, int most) {
        List<Op> all = anomaly.witness().stream().filter(Op::isClient).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Op> witness = latest(all, most);
        List<Call> calls = calls(witness);
        Map<Integer, List<Bar>> lanes = new TreeMap<>();
        List<Hold> holds = OF_HOLDS.contains(anomaly.type()) ? holds(anomaly, calls, witness.size()) : List.of();
        for (Hold hold : holds) {
            lane(lanes, hold.process()).add(new Bar(hold.stretch(), true, OpType.OK, hold.label()));
        }
        for (Call call : calls) {
            if (holds.stream().noneMatch(hold -> hold.covers(call))) {
                int to = call.complete() >= 0 ? call.complete() : witness.size();
                lane(lanes, call.any().process())
                        .add(new Bar(new Stretch(call.from(), to), false, call.outcome(), label(anomaly, call)));
            }
        }
        List<Lane> named = new ArrayList<>();
        lanes.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> earliest(e.getValue())))
                .forEach(e -> named.add(new Lane("p" + e.getKey(), List.copyOf(e.getValue()))));
        List<Long> times = witness.stream().map(Op::timeNanos).toList();
        int leftOut = Math.max(0, calls(all).size() - calls.size());
        return Optional.of(overlap(anomaly, holds)
                .map(overlap -> new WitnessPicture(
                        times,
                        indexes(witness),
                        named,
                        Optional.of(overlap.stretch()),
                        overlap.stretch().from(),
                        overlap.caption(anomaly, times),
                        leftOut))
                .orElseGet(() -> blamingTheLast(anomaly, witness, calls, times, named, leftOut)));
    }

    private static List<Integer> indexes(List<Op> witness) {
        return witness.stream().map(Op::index).toList();
    }

    /** Without an overlap it is the last event that does not fit. */
    private static WitnessPicture blamingTheLast(
            Anomaly anomaly, List<Op> witness, List<Call> calls, List<Long> times, List<Lane> lanes, int leftOut) {
        int last = witness.size() - 1;
        Call blamed = calls.stream()
                .filter(call -> call.complete() == last || call.invoke() == last)
                .findFirst()
                .orElseThrow();
        Optional<Stretch> shade = blamed.complete() == last && blamed.from() < last
                ? Optional.of(new Stretch(blamed.from(), last))
                : Optional.empty();
        String caption = "p" + blamed.any().process() + ": " + label(anomaly, blamed);
        return new WitnessPicture(times, indexes(witness), lanes, shade, last, caption, leftOut);
    }

    /** The events from the one on at which the last operations begin that can be drawn, of their processes. */
    private static List<Op> latest(List<Op> witness, int most) {
        List<Call> calls = calls(witness);
        if (calls.size() <= most) {
            return witness;
        }
        List<Call> drawn = calls.subList(calls.size() - most, calls.size());
        int first = drawn.stream().mapToInt(Call::from).min().orElseThrow();
        Set<Integer> processes =
                drawn.stream().map(call -> call.any().process()).collect(Collectors.toSet());
        return IntStream.range(first, witness.size())
                .mapToObj(witness::get)
                .filter(op -> processes.contains(op.process()))
                .toList();
    }

    /** Whether the times can be drawn: all there, and in the order of the events. */
    boolean timed() {
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i) == Op.NO_TIME || (i > 0 && times.get(i) < times.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** A moment's time, fine enough for the picture's distances; empty where there is none. */
    String time(int moment) {
        return time(times, moment);
    }

    private static String time(List<Long> times, int moment) {
        if (times.get(moment) == Op.NO_TIME) {
            return "";
        }
        if (times.get(times.size() - 1) < SHORT_NANOS) {
            return Numbers.span(times.get(moment));
        }
        double seconds = (times.get(times.size() - 1) - times.get(0)) / 1e9;
        int decimals = seconds <= 0 ? 3 : (int) Math.ceil(-Math.log10(seconds / 500));
        return Numbers.decimals(times.get(moment) / 1e9, Math.max(3, Math.min(9, decimals))) + " s";
    }

    private static List<Bar> lane(Map<Integer, List<Bar>> lanes, int process) {
        return lanes.computeIfAbsent(process, p -> new ArrayList<>());
    }

    private static int earliest(List<Bar> bars) {
        return bars.stream().mapToInt(bar -> bar.stretch().from()).min().orElse(0);
    }

    private static List<Call> calls(List<Op> witness) {
        List<Call> calls = new ArrayList<>();
        Map<Integer, Integer> open = new HashMap<>();
        for (int i = 0; i < witness.size(); i++) {
            int process = witness.get(i).process();
            Integer invoke = open.remove(process);
            if (!witness.get(i).type().isCompletion()) {
                if (invoke != null) {
                    calls.add(new Call(invoke, -1, witness));
                }
                open.put(process, i);
            } else if (invoke != null
                    && witness.get(invoke).f().equals(witness.get(i).f())) {
                calls.add(new Call(invoke, i, witness));
            } else {
                calls.add(new Call(-1, i, witness));
            }
        }
        open.values().forEach(invoke -> calls.add(new Call(invoke, -1, witness)));
        calls.sort(Comparator.comparingInt(Call::from));
        return calls;
    }

    /** A grant and what ended it. */
    private record Hold(
            int process,
            Stretch stretch,
            String label,
            Call grant,
            @Nullable Call release) {
        boolean covers(Call call) {
            return call.equals(grant) || call.equals(release);
        }

        boolean isShare() {
            return grant.any().f().equals(SHARE);
        }

        boolean isAt(int moment) {
            return stretch.from() <= moment && stretch.to() > moment;
        }
    }

    /**
     * A hold lasts from the grant's completion to the release's invocation: what the process could rely on at most, and
     * no more than it could. A release that failed ends nothing.
     */
    private static List<Hold> holds(Anomaly anomaly, List<Call> calls, int end) {
        List<Hold> holds = new ArrayList<>();
        for (Call grant : calls) {
            if (!GRANTS.contains(grant.any().f()) || grant.complete() < 0 || grant.outcome() != OpType.OK) {
                continue;
            }
            int process = grant.any().process();
            Call release = calls.stream()
                    .filter(call -> RELEASES.contains(call.any().f())
                            && call.any().process() == process
                            && call.from() > grant.complete()
                            && call.outcome() != OpType.FAIL)
                    .findFirst()
                    .orElse(null);
            Object token = grant.witness().get(grant.complete()).value();
            String does = does(grant.any().f());
            String label = does + lockName(anomaly) + (token instanceof Number ? ", token " + token : "");
            holds.add(new Hold(
                    process,
                    new Stretch(grant.complete(), release == null ? end : release.from()),
                    label,
                    grant,
                    release));
        }
        return holds;
    }

    private static String does(String grant) {
        if (OFFICES.contains(grant)) {
            return "leads ";
        }
        return grant.equals(SHARE) ? "shares " : "holds ";
    }

    private static String lockName(Anomaly anomaly) {
        return anomaly.key() == null ? "the lock" : ValueText.label(ValueText.plain(anomaly.key()), 24);
    }

    /**
     * Holds that should not be together.
     *
     * @param first of the others the one that ends first
     * @param second the newest
     */
    private record Overlap(Hold first, Hold second) {
        Stretch stretch() {
            return new Stretch(
                    second.stretch().from(),
                    Math.min(first.stretch().to(), second.stretch().to()));
        }

        String caption(Anomaly anomaly, List<Long> times) {
            int released = first.stretch().to();
            boolean office = anomaly.type().equals(AnomalyType.TWO_LEADERS.wire());
            String does = office ? " goes on" : " has not released it";
            String ends = office ? " goes on until" : " releases it only";
            String until = released >= times.size()
                    ? does
                    : times.get(released) == Op.NO_TIME
                            ? ends + " later"
                            : ends + (office ? " " : " at ") + time(times, released);
            return "p" + second.process() + (office ? " leads " : " is granted ") + lockName(anomaly) + "; p"
                    + first.process() + until;
        }
    }

    private static Optional<Overlap> overlap(Anomaly anomaly, List<Hold> holds) {
        return anomaly.details().get("holds") instanceof List<?> together && together.size() > 2
                ? tooMany(holds, together.size())
                : ofTwo(holds);
    }

    /** Of a semaphore: that some overlap is as it should be, until one more does. */
    private static Optional<Overlap> tooMany(List<Hold> holds, int together) {
        for (Hold newest : holds) {
            List<Hold> others = holds.stream()
                    .filter(hold ->
                            !hold.equals(newest) && hold.isAt(newest.stretch().from()))
                    .toList();
            if (others.size() >= together - 1) {
                return others.stream()
                        .min(Comparator.comparingInt(hold -> hold.stretch().to()))
                        .map(first -> new Overlap(first, newest));
            }
        }
        return Optional.empty();
    }

    private static Optional<Overlap> ofTwo(List<Hold> holds) {
        for (int later = 1; later < holds.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                boolean swapped = holds.get(later).stretch().from()
                        < holds.get(earlier).stretch().from();
                Hold first = holds.get(swapped ? later : earlier);
                Hold second = holds.get(swapped ? earlier : later);
                if (first.process() != second.process()
                        && !(first.isShare() && second.isShare())
                        && second.stretch().from() < first.stretch().to()) {
                    return Optional.of(new Overlap(first, second));
                }
            }
        }
        return Optional.empty();
    }

    private static String label(Anomaly anomaly, Call call) {
        Object in = call.invoke() < 0 ? null : call.witness().get(call.invoke()).value();
        Object out =
                call.complete() < 0 ? null : call.witness().get(call.complete()).value();
        return CallText.of(call.any().f(), withoutKey(anomaly, in), withoutKey(anomaly, out), call.outcome());
    }

    /** Of an independent test's {@code [key value]} only the value: the key is told once, beside the picture. */
    private static @Nullable Object withoutKey(Anomaly anomaly, @Nullable Object value) {
        return anomaly.key() != null
                        && value instanceof List<?> pair
                        && pair.size() == 2
                        && anomaly.key().equals(pair.get(0))
                ? pair.get(1)
                : value;
    }
}
