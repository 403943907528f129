package io.ordeal.campaign.work;

import io.ordeal.campaign.allot.Need;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine has. */
public final class Machine {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    /** The rest is the system's, and what trials need beyond what was measured. */
    private static final double SHARE_OF_MEMORY = 0.8;

    private Machine() {}

    /** As it calls itself. */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** What trials may take together: its processors, and most of the memory that is free now. */
    public static Need room() {
        return new Need(Runtime.getRuntime().availableProcessors(), (long) (SHARE_OF_MEMORY * freeBytes()));
    }

    private static long freeBytes() {
        try {
            for (String line : Files.readAllLines(MEMORY)) {
                if (line.startsWith("MemAvailable:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException elsewhere) {
            // as where there is no such file
        }
        // a JVM's heap is a quarter of the memory, if nobody says otherwise
        return 4 * Runtime.getRuntime().maxMemory();
    }

    /** How much can be written to a folder's disk yet, in bytes. */
    public static long freeDisk(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
