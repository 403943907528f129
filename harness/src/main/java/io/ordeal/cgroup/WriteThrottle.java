package io.ordeal.cgroup;

import java.io.IOException;
import java.util.List;

/** Limits how often a group writes to a disk. Whoever writes more often, and syncs, waits. */
public final class WriteThrottle {
    static final String V1 = "blkio.throttle.write_iops_device";
    static final String V2 = "io.max";

    private final ControlGroup group;

    public WriteThrottle(ControlGroup group) {
        this.group = group;
    }

    /**
     * Limits it.
     *
     * @param device as {@code 7:3}, major and minor number
     * @param perSecond writes
     */
    public void limit(String device, int perSecond) throws IOException {
        if (group.isV2()) {
            group.write(V2, device + " wiops=" + perSecond);
        } else {
            group.write(V1, device + " " + perSecond);
        }
    }

    /** How many writes of the group's the disk has seen. */
    public long writes(String device) throws IOException {
        if (!group.isV2()) {
            return group.count("blkio.throttle.io_serviced", device + " Write");
        }
        for (String line : group.read("io.stat").lines().toList()) {
            List<String> words = List.of(line.split(" "));
            if (words.get(0).equals(device)) {
                return words.stream()
                        .filter(word -> word.startsWith("wios="))
                        .mapToLong(word -> Long.parseLong(word.substring("wios=".length())))
                        .findFirst()
                        .orElse(0);
            }
        }
        return 0;
    }

    /** Limits it no more, whatever the disk. Idempotent. */
    public void release() throws IOException {
        for (String line : group.read(group.isV2() ? V2 : V1).lines().toList()) {
            String device = line.split(" ", 2)[0];
            if (!device.isEmpty()) {
                group.write(group.isV2() ? V2 : V1, device + (group.isV2() ? " wiops=max" : " 0"));
            }
        }
    }
}
