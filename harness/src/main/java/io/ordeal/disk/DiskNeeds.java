package io.ordeal.disk;

import io.ordeal.tool.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a machine must have for disks of one's own, and whether this one does. */
public final class DiskNeeds {
    private static final List<String> TOOLS = List.of("mkfs.ext4", "mount", "umount");

    private DiskNeeds() {}

    /** Why there can be no {@link LoopDisk} on this machine, and what to do about it; empty if there can. */
    public static Optional<String> lacking() {
        return lacking(Path.of("/proc"), Path.of("/dev"));
    }

    static Optional<String> lacking(Path proc, Path dev) {
        Path filesystems = proc.resolve("filesystems");
        if (!Files.isReadable(filesystems)) {
            return Optional.of("needs Linux, for a loop device with ext4 on it, and this is "
                    + System.getProperty("os.name") + ": run it on a Linux machine");
        }
        if (effectiveUser(proc) != 0) {
            return Optional.of("needs root, to mount an ext4 of its own for each node's data, and this is user "
                    + effectiveUser(proc) + ": run it as root, with sudo -E ./ordeal run …");
        }
        if (!Files.exists(dev.resolve("loop-control"))) {
            return Optional.of("needs a loop device, and there is no " + dev.resolve("loop-control")
                    + ": modprobe loop, or give the container --privileged");
        }
        if (!knowsExt4(filesystems)) {
            return Optional.of("needs ext4, and this kernel does not know it: modprobe ext4");
        }
        return TOOLS.stream()
                .filter(tool -> Command.find(tool).isEmpty())
                .findFirst()
                .map(tool -> "needs " + tool + ", and there is none on the path: install e2fsprogs and mount");
    }

    /** The user that this process acts as; −1 if the table doesn't tell. */
    private static long effectiveUser(Path proc) {
        try (Stream<String> lines = Files.lines(proc.resolve("self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+"))
                    .mapToLong(fields -> Long.parseLong(fields[2]))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private static boolean knowsExt4(Path filesystems) {
        try {
            return Files.readString(filesystems).contains("ext4");
        } catch (IOException e) {
            return false;
        }
    }
}
