package io.ordeal.cgroup;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Limits the memory of a group to little more than what it can't give back. Whoever needs more then has the kernel take
 * back the pages of files that were read or written, and read them again when they are needed; where that does not do, it
 * kills. Its methods may be called from any thread.
 */
public final class MemoryLimit {
    static final String V1 = "memory.limit_in_bytes";
    static final String V2 = "memory.max";

    private static final String STATISTICS = "memory.stat";
    /** By how much more is allowed each time that the kernel can't take enough back. */
    private static final long STEP = 64 << 10;

    /** What may come to be used while it is tried: beyond it, it is not for want of memory that the limit is refused. */
    private static final long SLACK = 64 << 20;

    private final ControlGroup group;
    private long refetchedBefore;
    private long killsBefore;

    public MemoryLimit(ControlGroup group) {
        this.group = group;
    }

    /**
     * Limits it.
     *
     * @param margin bytes beyond what the processes can't give back
     * @return the limit in bytes; more than was asked for if the kernel could not take enough back
     */
    public synchronized long squeeze(long margin) throws IOException {
        killsBefore = kills();
        long limit = Math.max(0, firmBytes()) + margin;
        while (!tryLimit(limit)) {
            limit += STEP;
        }
        refetchedBefore = allRefetched();
        return limit;
    }

    /** Of version 1 it fails where the kernel can't take enough back; of 2 it kills until it is enough. */
    private boolean tryLimit(long limit) throws IOException {
        try {
            group.write(group.isV2() ? V2 : V1, Long.toString(limit));
            return true;
        } catch (IOException busy) {
            if (group.isV2() || limit > bytes() + SLACK) {
                throw busy;
            }
            return false;
        }
    }

    /** Used now, pages of files included. */
    public long bytes() throws IOException {
        return Long.parseLong(group.read(group.isV2() ? "memory.current" : "memory.usage_in_bytes"));
    }

    /** What is no page of a file: the processes' own, and the kernel's on their behalf. */
    private long firmBytes() throws IOException {
        Stream<String> parts =
                group.isV2() ? Stream.of("anon", "kernel", "sock", "shmem") : Stream.of("total_rss", "total_shmem");
        long sum = group.isV2() ? 0 : Long.parseLong(group.read("memory.kmem.usage_in_bytes"));
        for (String part : parts.toList()) {
            sum += group.count(STATISTICS, part);
        }
        return sum;
    }

    /** How many pages of files were needed again after the kernel had taken them back, since it was squeezed. */
    public synchronized long refetched() throws IOException {
        return allRefetched() - refetchedBefore;
    }

    private long allRefetched() throws IOException {
        return group.count(STATISTICS, "workingset_refault_file");
    }

    /** How many processes the kernel has killed for it, since it was squeezed or while it was. */
    public synchronized long killed() throws IOException {
        return kills() - killsBefore;
    }

    private long kills() throws IOException {
        return group.count(group.isV2() ? "memory.events" : "memory.oom_control", "oom_kill");
    }

    /** Limits it no more. Idempotent. */
    public void release() throws IOException {
        group.write(group.isV2() ? V2 : V1, group.isV2() ? "max" : "-1");
    }
}
