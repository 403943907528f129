package io.ordeal.report;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Histories made up by rule, the same each time, with events in the order of their times. */
final class SampleHistories {
    private record Event(
            long nanos,
            int process,
            OpType type,
            String f,
            @Nullable Object value,
            @Nullable Object error) {}

    private final List<Event> events = new ArrayList<>();

    private static final long MS = 1_000_000;

    /** Two locks, five processes, a partition and a pause; at 20.4 s lock1 is granted while another still holds it. */
    static History lock() {
        SampleHistories made = new SampleHistories();
        made.fault(
                "partition",
                "partition:primary",
                8_000,
                13_000,
                Map.of(
                        "mode",
                        "hold",
                        "whom",
                        "primary",
                        "groups",
                        List.of(List.of("n1", "c0"), List.of("n2", "c1", "n3", "c2")),
                        "trigger",
                        "at 8s"));
        made.fault("client-pause", "client-pause", 19_500, 22_700, Map.of("whom", "the next holder"));
        made.skip("kill", "kill:primary", 15_000, "there is no primary just now");
        made.ended(16_200, "n2");
        made.failedHeal("latency", "latency:one", 24_000, 25_500);
        SplittableRandom random = new SplittableRandom(42);
        int[] processes = {0, 1, 2, 3, 4};
        long[] busyUntil = new long[5];
        long at = 15;
        for (int round = 0; at < 30_000; round++) {
            int worker = round % 5;
            boolean cut = at > 8_000 && at < 13_000;
            boolean paused = at > 19_400 && at < 23_100;
            String lock = round % 3 == 0 ? "lock2" : "lock1";
            if (busyUntil[worker] > at || (paused && (worker == 3 || worker == 4 || lock.equals("lock1")))) {
                at += 30;
                continue;
            }
            if (cut && random.nextInt(3) == 0) {
                made.call(at, 1_500_000, processes[worker], "acquire", lock, OpType.INFO, Keyword.of("timeout"));
                processes[worker] += 5;
                busyUntil[worker] = at + 1_501;
                at += 40;
                continue;
            }
            boolean granted = random.nextInt(4) > 0;
            int latency = 200 + random.nextInt(2_500);
            made.call(at, latency, processes[worker], "acquire", lock, granted ? OpType.OK : OpType.FAIL, null);
            int hold = 20 + random.nextInt(40);
            if (granted) {
                made.call(at + hold, latency / 2 + 90, processes[worker], "release", lock, OpType.OK, null);
            }
            at += hold + 25;
        }
        made.call(19_480, 700, processes[3], "acquire", "lock1", OpType.OK, null);
        made.call(20_410, 900, processes[4], "acquire", "lock1", OpType.OK, null);
        made.call(22_750, 600, processes[3], "release", "lock1", OpType.OK, null);
        made.call(23_050, 500, processes[4], "release", "lock1", OpType.OK, null);
        return made.build();
    }

    /** A register that answers a read with what had been overwritten before. */
    static History register() {
        SampleHistories made = new SampleHistories();
        made.fault("latency", "latency:one", 120, 360, Map.of("whom", "n3"));
        SplittableRandom random = new SplittableRandom(7);
        long value = 0;
        for (int at = 5; at < 480; at += 12) {
            if (at / 12 % 4 == 0) {
                value++;
                made.call(at, 3_100 + random.nextInt(900), 0, "write", value, OpType.OK, null);
            } else {
                made.read(at, 800 + random.nextInt(1_500), 1 + at / 12 % 3, value);
            }
        }
        made.call(500, 4_000, 0, "write", 90L, OpType.OK, null);
        made.call(503, 9_000, 4, "write", 91L, OpType.INFO, "</script><b>no answer</b>");
        made.read(512, 2_000, 1, 90L);
        made.read(516, 3_000, 2, value);
        return made.build();
    }

    /** As many operations as wanted, of ten workers with short operations, by rule. */
    static History ofLength(int operations) {
        HistoryBuilder builder = new HistoryBuilder();
        SplittableRandom random = new SplittableRandom(1);
        long[] due = new long[10];
        int[] process = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        boolean[] open = new boolean[10];
        long[] value = new long[10];
        short write = builder.fNumber("write");
        short read = builder.fNumber("read");
        int begun = 0;
        for (int stillOpen = 0; begun < operations || stillOpen > 0; ) {
            int worker = 0;
            for (int w = 1; w < 10; w++) {
                if ((due[w] < due[worker] && (open[w] || begun < operations))
                        || (begun >= operations && !open[worker])) {
                    worker = w;
                }
            }
            long time = due[worker];
            boolean reads = worker % 2 == 0;
            short f = reads ? read : write;
            if (open[worker]) {
                int lot = random.nextInt(10_000);
                OpType type = lot == 0 ? OpType.INFO : lot < 60 ? OpType.FAIL : OpType.OK;
                long error = type == OpType.INFO ? builder.values().ofKeyword("timeout") : 0;
                builder.add(-1, time, process[worker], type, f, builder.values().ofLong(value[worker]), error, 0);
                process[worker] += type == OpType.INFO ? 10 : 0;
                due[worker] = time + 1_000 + random.nextInt(20_000);
                stillOpen--;
            } else {
                value[worker] = begun;
                long given = reads ? 0 : builder.values().ofLong(begun);
                builder.add(-1, time, process[worker], OpType.INVOKE, f, given, 0, 0);
                due[worker] = time + (long) (60_000 * Math.exp(random.nextDouble() * 4));
                begun++;
                stillOpen++;
            }
            open[worker] = !open[worker];
        }
        return builder.build();
    }

    /** A fault that found nothing to do. */
    private void skip(String kind, String spec, long millis, String why) {
        add(millis * MS, Op.NEMESIS, OpType.INFO, "start-" + kind, spec, null);
        Map<Object, Object> told = new java.util.TreeMap<>();
        told.put(Keyword.of("fault"), spec);
        told.put(Keyword.of("skipped"), why);
        add(millis * MS + MS, Op.NEMESIS, OpType.INFO, "start-" + kind, told, null);
    }

    /** A server that ended, and nobody had asked for it. */
    private void ended(long millis, String node) {
        Map<Object, Object> told = new java.util.TreeMap<>();
        told.put(Keyword.of("node"), node);
        told.put(Keyword.of("server"), "redis 7.0.15");
        told.put(Keyword.of("exit-code"), "139");
        add(millis * MS, Op.NEMESIS, OpType.INFO, "server-ended", told, null);
    }

    /** A fault that could not be healed. */
    private void failedHeal(String kind, String spec, long fromMillis, long healMillis) {
        Map<Object, Object> told = new java.util.TreeMap<>();
        told.put(Keyword.of("fault"), spec);
        add(fromMillis * MS, Op.NEMESIS, OpType.INFO, "start-" + kind, spec, null);
        add(fromMillis * MS + MS, Op.NEMESIS, OpType.INFO, "start-" + kind, told, null);
        add(healMillis * MS, Op.NEMESIS, OpType.INFO, "stop-" + kind, spec, null);
        add(healMillis * MS + MS, Op.NEMESIS, OpType.INFO, "stop-" + kind, spec, "the proxy server is gone");
    }

    private void fault(String kind, String spec, long fromMillis, long toMillis, Map<String, Object> done) {
        java.util.Map<Object, Object> told = new java.util.TreeMap<>();
        told.put(Keyword.of("fault"), spec);
        done.forEach((key, value) -> told.put(Keyword.of(key), value));
        add(fromMillis * MS, Op.NEMESIS, OpType.INFO, "start-" + kind, spec, null);
        add(fromMillis * MS + 2 * MS, Op.NEMESIS, OpType.INFO, "start-" + kind, told, null);
        add(toMillis * MS, Op.NEMESIS, OpType.INFO, "stop-" + kind, spec, null);
        add(toMillis * MS + 3 * MS, Op.NEMESIS, OpType.INFO, "stop-" + kind, Map.of(Keyword.of("fault"), spec), null);
    }

    private void call(
            long millis, long micros, int process, String f, Object value, OpType outcome, @Nullable Object error) {
        add(millis * MS, process, OpType.INVOKE, f, value, null);
        add(millis * MS + micros * 1_000, process, outcome, f, value, error);
    }

    private void read(long millis, long micros, int process, Object found) {
        add(millis * MS, process, OpType.INVOKE, "read", null, null);
        add(millis * MS + micros * 1_000, process, OpType.OK, "read", found, null);
    }

    private void add(long nanos, int process, OpType type, String f, @Nullable Object value, @Nullable Object error) {
        events.add(new Event(nanos, process, type, f, value, error));
    }

    private History build() {
        events.sort(Comparator.comparingLong(Event::nanos));
        HistoryBuilder builder = new HistoryBuilder();
        for (int i = 0; i < events.size(); i++) {
            Event e = events.get(i);
            builder.add(new Op(i, e.nanos(), e.process(), e.type(), e.f(), e.value(), e.error()));
        }
        return builder.build();
    }
}
