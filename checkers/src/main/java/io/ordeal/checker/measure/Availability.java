package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How many operations succeeded, and how fast, before, during and after each fault; and while it parted the system, on each
 * of its sides: whether a side that was cut off went on answering reads and taking writes is what the CAP theorem is about.
 *
 * <p>A fault lasts from when its injection was done to when its heal was, as {@link FaultSpans} has it; one that was
 * skipped or failed to be injected has no figures. An operation belongs to the time in which it was invoked; that a client
 * was told of its session's end is none. Before and after reach as far as no other fault starts or stops.
 *
 * <p>Complexity: O(n log n) for one fault; each further one costs the operations in its own times.
 */
public final class Availability {
    private final History history;
    private final List<Stretch> stretches = new ArrayList<>();

    /** @param from the first position in which the fault works, {@code to} the first in which it does not any more */
    private record Stretch(FaultSpans.Span span, int from, int to) {}

    /**
     * Some of the clients, which a fault kept apart from the others.
     *
     * @param name what people call it, the nodes there, say
     * @param has whether a process is one of its clients
     */
    public record Side(String name, IntPredicate has) {}

    private Availability(History history, FaultSpans faults) {
        this.history = history;
        for (FaultSpans.Span span : faults.spans()) {
            if (!span.failed()) {
                stretches.add(new Stretch(span, span.inForce(), span.to() < 0 ? history.size() : span.to()));
            }
        }
        stretches.sort(Comparator.comparingInt(Stretch::from));
    }

    /**
     * The figures, ready for {@link io.ordeal.checker.CheckResult#measurements}: {@code all}, {@code withoutFaults} and
     * {@code underFaults}, each {@code {operations, ok, fail, info, okShare, p50Millis, p99Millis, maxMillis}} with the
     * latencies of the ok ones; and {@code faults}, a list of {@code {fault, fromMillis, toMillis, before, during,
     * after, sides}}, the last a list of {@code {side, all, byOperation}} for the time in which it was in force, where it
     * had sides; {@code byOperation} has such figures by what was asked for. Latencies are left out where there are none, or no times; shares where there are no operations.
     */
    public static Map<String, Object> of(History history) {
        return of(history, FaultSpans.of(history), span -> List.of(), span -> Map.of());
    }

    /**
     * As {@link #of(History)}, with more in each entry of {@code faults}.
     *
     * @param faults of the history
     * @param sides those of a span; none if it kept nobody apart
     * @param more what else is to be told of a span, whether it was felt, say
     */
    public static Map<String, Object> of(
            History history,
            FaultSpans faults,
            Function<FaultSpans.Span, List<Side>> sides,
            Function<FaultSpans.Span, Map<String, Object>> more) {
        return new Availability(history, faults).figures(sides, more);
    }

    private Map<String, Object> figures(
            Function<FaultSpans.Span, List<Side>> sides, Function<FaultSpans.Span, Map<String, Object>> more) {
        TreeSet<Integer> edges = new TreeSet<>(List.of(0, history.size()));
        int[] change = new int[history.size() + 1];
        for (Stretch span : stretches) {
            edges.add(span.from());
            edges.add(span.to());
            change[span.from()]++;
            change[span.to()]--;
        }
        Tally all = new Tally();
        Tally under = new Tally();
        Tally without = new Tally();
        int faults = 0;
        for (int i = 0; i < history.size(); i++) {
            faults += change[i];
            all.count(i);
            (faults > 0 ? under : without).count(i);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("all", all.figures());
        figures.put("withoutFaults", without.figures());
        figures.put("underFaults", under.figures());
        List<Object> perFault = new ArrayList<>();
        for (Stretch span : stretches) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fault", span.span().fault());
            one.putAll(more.apply(span.span()));
            if (history.timeNanos(span.from()) >= 0) {
                one.put("fromMillis", history.timeNanos(span.from()) / 1e6);
                if (span.to() < history.size()) {
                    one.put("toMillis", history.timeNanos(span.to()) / 1e6);
                }
            }
            Integer before = edges.lower(span.from());
            Integer after = edges.higher(span.to());
            one.put("before", figures(before == null ? 0 : before, span.from()));
            one.put("during", figures(span.from(), span.to()));
            one.put("after", figures(span.to(), after == null ? history.size() : after));
            List<Object> each = sides.apply(span.span()).stream()
                    .<Object>map(side -> figures(side, span.from(), span.to()))
                    .toList();
            if (!each.isEmpty()) {
                one.put("sides", each);
            }
            perFault.add(one);
        }
        figures.put("faults", perFault);
        return figures;
    }

    private Map<String, Object> figures(int from, int to) {
        Tally tally = new Tally();
        for (int i = from; i < to; i++) {
            tally.count(i);
        }
        return tally.figures();
    }

    private Map<String, Object> figures(Side side, int from, int to) {
        Tally all = new Tally();
        Map<String, Tally> byOperation = new TreeMap<>();
        for (int i = from; i < to; i++) {
            if (history.isClient(i)
                    && history.isInvoke(i)
                    && !isTold(i)
                    && side.has().test(history.process(i))) {
                all.count(i);
                byOperation.computeIfAbsent(history.f(i), f -> new Tally()).count(i);
            }
        }
        Map<String, Object> each = new LinkedHashMap<>();
        byOperation.forEach((f, tally) -> each.put(f, tally.figures()));
        return Map.of("side", side.name(), "all", all.figures(), "byOperation", each);
    }

    /** Whether a client was told something there, rather than asking for it: that its session is lost. */
    private boolean isTold(int i) {
        return history.f(i).equals("session-lost");
    }

    /** Counts the operations invoked at some positions. */
    private final class Tally {
        private final int[] outcomes = new int[OpType.values().length];
        private double[] latencies = new double[64];
        private int measured;

        void count(int i) {
            if (!history.isClient(i) || !history.isInvoke(i) || isTold(i)) {
                return;
            }
            OpType outcome = history.outcome(i);
            outcomes[outcome.ordinal()]++;
            if (outcome == OpType.OK) {
                long from = history.timeNanos(i);
                long to = history.timeNanos(history.partner(i));
                if (from >= 0 && to >= from) {
                    if (measured == latencies.length) {
                        latencies = Arrays.copyOf(latencies, 2 * measured);
                    }
                    latencies[measured++] = (to - from) / 1e6;
                }
            }
        }

        Map<String, Object> figures() {
            int ok = outcomes[OpType.OK.ordinal()];
            int fail = outcomes[OpType.FAIL.ordinal()];
            int info = outcomes[OpType.INFO.ordinal()];
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("operations", ok + fail + info);
            figures.put("ok", ok);
            figures.put("fail", fail);
            figures.put("info", info);
            if (ok + fail + info > 0) {
                figures.put("okShare", (double) ok / (ok + fail + info));
            }
            if (measured > 0) {
                Arrays.sort(latencies, 0, measured);
                figures.put("p50Millis", quantile(0.50));
                figures.put("p99Millis", quantile(0.99));
                figures.put("maxMillis", latencies[measured - 1]);
            }
            return figures;
        }

        /** The smallest latency that at least this share of all do not exceed. */
        private double quantile(double share) {
            return latencies[Math.max(0, (int) Math.ceil(share * measured) - 1)];
        }
    }
}
