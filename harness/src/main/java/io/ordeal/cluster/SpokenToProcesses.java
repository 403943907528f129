package io.ordeal.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts processes that are spoken to, under a watchdog of their own: none outlives this JVM, however it ends. */
public final class SpokenToProcesses implements AutoCloseable {
    private final Watchdog watchdog;

    private SpokenToProcesses(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** Takes about 5 ms. */
    public static SpokenToProcesses begin() throws IOException {
        return new SpokenToProcesses(Watchdog.start());
    }

    /**
     * Starts a program in a session of its own.
     *
     * @param folder where it finds itself
     * @param log standard error is appended to it
     * @throws IOException it could not even be tried; a program that is missing or can't be executed ends at once instead,
     *     with exit code 127 or 126 and the reason in its log
     */
    public SpokenToProcess start(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        return new SpokenToProcess(ServerProcess.startSpokenTo(command, environment, folder, log, watchdog));
    }

    /** The last lines of a log, and where it is, for a message. */
    public static String describeLog(Path log) {
        return LogTail.describe(log);
    }

    /** Kills those that still run. Idempotent. */
    @Override
    public void close() {
        watchdog.close();
    }
}
