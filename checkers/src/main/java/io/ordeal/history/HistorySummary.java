package io.ordeal.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a history holds, in numbers.
 *
 * @param events all of them, the nemesis' too
 * @param operations of clients: their invocations
 * @param byF how the operations of each name ended, by name; the nemesis' are not among them
 * @param processes client processes
 * @param nemesisEvents of the nemesis
 * @param keys how many operations each key has, the most first, then by text; empty if the operations tell no keys
 * @param time from the least to the greatest time; null if no event has one
 */
public record HistorySummary(
        int events,
        int operations,
        List<Outcomes> byF,
        int processes,
        int nemesisEvents,
        List<KeyCount> keys,
        @Nullable TimeSpan time) {

    public HistorySummary {
        byF = List.copyOf(byF);
        keys = List.copyOf(keys);
    }

    /**
     * How the operations of one name ended.
     *
     * @param info of unknown outcome, said so
     * @param open of unknown outcome, since no completion is recorded
     */
    public record Outcomes(String f, int ok, int fail, int info, int open) {
        public int operations() {
            return ok + fail + info + open;
        }
    }

    /** A key, as {@link Values#toObject} gives it, and how many operations are about it. */
    public record KeyCount(Object key, int operations) {}

    /** Times since the run began. */
    public record TimeSpan(Duration first, Duration last) {}

    /** The summary of a history. O(n), and O(k log k) for k keys. */
    public static HistorySummary of(History history) {
        int[][] outcomes = new int[history.fNames().size()][OpType.values().length];
        TreeSet<Integer> processes = new TreeSet<>();
        int operations = 0;
        int nemesisEvents = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int lastProcess = Op.NEMESIS;
        for (int i = 0; i < history.size(); i++) {
            long time = history.timeNanos(i);
            if (time != Op.NO_TIME) {
                first = Math.min(first, time);
                last = Math.max(last, time);
            }
            if (!history.isClient(i)) {
                nemesisEvents++;
            } else if (history.isInvoke(i)) {
                operations++;
                // INVOKE's column counts those whose completion is not recorded.
                int completion = history.partner(i);
                OpType outcome = completion < 0 ? OpType.INVOKE : history.type(completion);
                outcomes[history.fNumber(i)][outcome.ordinal()]++;
                if (history.process(i) != lastProcess) {
                    lastProcess = history.process(i);
                    processes.add(lastProcess);
                }
            }
        }
        return new HistorySummary(
                history.size(),
                operations,
                outcomes(history, outcomes),
                processes.size(),
                nemesisEvents,
                keys(history),
                first > last ? null : new TimeSpan(Duration.ofNanos(first), Duration.ofNanos(last)));
    }

    private static List<Outcomes> outcomes(History history, int[][] counts) {
        List<Outcomes> byF = new ArrayList<>();
        for (int f = 0; f < counts.length; f++) {
            int[] of = counts[f];
            Outcomes outcomes = new Outcomes(
                    history.fNames().get(f),
                    of[OpType.OK.ordinal()],
                    of[OpType.FAIL.ordinal()],
                    of[OpType.INFO.ordinal()],
                    of[OpType.INVOKE.ordinal()]);
            if (outcomes.operations() > 0) {
                byF.add(outcomes);
            }
        }
        byF.sort(Comparator.comparing(Outcomes::f));
        return byF;
    }

    private static List<KeyCount> keys(History history) {
        HistoryKeys keys = HistoryKeys.of(history).orElse(null);
        if (keys == null) {
            return List.of();
        }
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                counts.merge(keys.key(i), 1, Integer::sum);
            }
        }
        List<KeyCount> list = new ArrayList<>();
        counts.forEach((handle, count) -> {
            Object key = history.values().toObject(handle);
            if (key != null) {
                list.add(new KeyCount(key, count));
            }
        });
        list.sort(Comparator.comparingInt(KeyCount::operations)
                .reversed()
                .thenComparing(count -> count.key().toString()));
        return list;
    }
}
