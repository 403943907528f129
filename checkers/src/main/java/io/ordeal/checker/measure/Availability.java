package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How many operations succeeded, and how fast, before, during and after each fault.
 *
 * <p>A fault X lasts from the completion of the nemesis' {@code start-X} to the completion of its {@code stop-X} (or
 * {@code start} and {@code stop}); each is written twice, when it begins and when it is done. An operation belongs to the
 * time in which it was invoked. Before and after reach as far as no other fault starts or stops.
 *
 * <p>Complexity: O(n log n) for one fault; each further one costs the operations in its own times.
 */
public final class Availability {
    private final History history;
    private final List<Span> spans = new ArrayList<>();

    /** @param from the first position in which the fault works, {@code to} the first in which it does not any more */
    private record Span(String fault, int from, int to) {}

    private Availability(History history) {
        this.history = history;
        findSpans();
    }

    /**
     * The figures, ready for {@link io.ordeal.checker.CheckResult#measurements}: {@code all}, {@code withoutFaults} and
     * {@code underFaults}, each {@code {operations, ok, fail, info, okShare, p50Millis, p99Millis, maxMillis}} with the
     * latencies of the ok ones; and {@code faults}, a list of {@code {fault, fromMillis, toMillis, before, during,
     * after}}. Latencies are left out where there are none, or no times; shares where there are no operations.
     */
    public static Map<String, Object> of(History history) {
        return new Availability(history).figures();
    }

    private void findSpans() {
        Map<String, Integer> begun = new HashMap<>();
        Map<String, Integer> running = new LinkedHashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.process(i) != Op.NEMESIS) {
                continue;
            }
            String f = history.f(i);
            boolean start = isAbout(f, "start");
            if (!start && !isAbout(f, "stop")) {
                continue;
            }
            boolean done = begun.remove(f) != null;
            if (!done) {
                begun.put(f, i);
            }
            String fault = f.substring(Math.min(f.length(), start ? 6 : 5));
            if (start && done) {
                running.putIfAbsent(fault, i);
            } else if (!start && done && running.containsKey(fault)) {
                spans.add(new Span(fault, running.remove(fault), i));
            }
        }
        running.forEach((fault, from) -> spans.add(new Span(fault, from, history.size())));
        spans.sort((a, b) -> Integer.compare(a.from(), b.from()));
    }

    private static boolean isAbout(String f, String verb) {
        return f.equals(verb) || f.startsWith(verb + "-");
    }

    private Map<String, Object> figures() {
        TreeSet<Integer> edges = new TreeSet<>(List.of(0, history.size()));
        int[] change = new int[history.size() + 1];
        for (Span span : spans) {
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
        List<Object> each = new ArrayList<>();
        for (Span span : spans) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fault", span.fault());
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
            each.add(one);
        }
        figures.put("faults", each);
        return figures;
    }

    private Map<String, Object> figures(int from, int to) {
        Tally tally = new Tally();
        for (int i = from; i < to; i++) {
            tally.count(i);
        }
        return tally.figures();
    }

    /** Counts the operations invoked at some positions. */
    private final class Tally {
        private final int[] outcomes = new int[OpType.values().length];
        private double[] latencies = new double[64];
        private int measured;

        void count(int i) {
            if (!history.isClient(i) || !history.isInvoke(i)) {
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
