package io.ordeal.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only one harness of this user may have at a time, told by a number: each is a lock on one byte of a file that all
 * harnesses share, and goes when the harness goes, however it dies. Numbers below 65,536 are ports; what comes after them
 * are {@linkplain #SUBNETS subnets}.
 */
final class MachineLock {
    /** The number of the first subnet. */
    static final int SUBNETS = 65_536;

    /** Never closed: closing any channel to a file gives back all of a process' locks on it. */
    private static @Nullable FileChannel shared;

    private MachineLock() {}

    /**
     * Takes one.
     *
     * @return null if another has it
     * @throws IOException the shared file can't be written
     */
    static @Nullable FileLock take(int number) throws IOException {
        try {
            return shared().tryLock(number, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static synchronized FileChannel shared() throws IOException {
        if (shared == null) {
            Path file =
                    Path.of(System.getProperty("java.io.tmpdir"), "ordeal-" + user(Path.of("/proc")) + "-ports.lock");
            shared = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return shared;
    }

    /** Who is meant by this user's name: in a user namespace everybody is called root, and who it is stands outside. */
    static String user(Path proc) {
        String name = System.getProperty("user.name");
        try (Stream<String> map = Files.lines(proc.resolve("self/uid_map"))) {
            String[] first = map.findFirst().orElse("").trim().split("\\s+");
            boolean isMapped = first.length == 3 && !first[0].equals(first[1]);
            return isMapped ? name + "-" + first[1] : name;
        } catch (IOException e) {
            return name;
        }
    }
}
