package io.ordeal.clock;

import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.cluster.SpokenToProcesses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM that tells the time, and that can be stopped. */
final class ClockTeller implements AutoCloseable {
    private final SpokenToProcess process;
    private final BufferedReader answers;

    /** @param readers threads that read the clock all the time */
    ClockTeller(SpokenToProcesses processes, Path folder, int readers) throws IOException, URISyntaxException {
        process = processes.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-cp",
                        classes(),
                        ClockTellerMain.class.getName(),
                        Integer.toString(readers)),
                Map.of(),
                folder,
                folder.resolve("teller.log"));
        answers = new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.US_ASCII));
        errorMillis();
    }

    static String classes() throws URISyntaxException {
        return Path.of(ClockTellerMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    SpokenToProcess process() {
        return process;
    }

    /** By how much its clock is wrong: the bounds that asking it gives, the least first. */
    long[] errorMillis() throws IOException {
        long before = System.currentTimeMillis();
        long told = ask(0);
        long after = System.currentTimeMillis();
        return new long[] {told - after, told - before};
    }

    /** Its monotonic clock, which is this JVM's too. */
    long monotonicNanos() throws IOException {
        return ask(1);
    }

    private long ask(int column) throws IOException {
        process.input().write('\n');
        process.input().flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process that tells the time has ended with " + process.exitCode());
        }
        return Long.parseLong(line.split(" ")[column]);
    }

    @Override
    public void close() throws Exception {
        process.kill();
    }
}
