package io.ordeal.campaign.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a worker and all that it has started take of the machine, from {@code /proc}; nothing is known where there is none.
 * Memory is the proportional set size: what several processes share is counted once.
 */
final class ResourceMeter {
    private static final Path PROC = Path.of("/proc");

    /** What the kernel counts processor time in; the same on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final ProcessHandle worker;
    private final Map<Long, Long> ticks = new HashMap<>();
    private final long ticksBefore;
    private long peakBytes;

    ResourceMeter(ProcessHandle worker) {
        this.worker = worker;
        this.ticksBefore = ticks(worker.pid());
    }

    /** Looks once; to be called every second or two. O(processes of the worker), about a millisecond each. */
    void sample() {
        List<ProcessHandle> all;
        try (Stream<ProcessHandle> below = worker.descendants()) {
            all = Stream.concat(Stream.of(worker), below).toList();
        }
        long bytes = 0;
        for (ProcessHandle each : all) {
            ticks.merge(each.pid(), ticks(each.pid()), Math::max);
            bytes += bytes(each.pid());
        }
        peakBytes = Math.max(peakBytes, bytes);
    }

    /** Processor time of all processes that were seen. */
    long cpuMillis() {
        return Math.max(0, ticks.values().stream().mapToLong(Long::longValue).sum() - ticksBefore) * TICK_MILLIS;
    }

    /** The most memory that they had at a look. */
    long peakBytes() {
        return peakBytes;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }

    private static long bytes(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/smaps_rollup"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
        return 0;
    }
}
