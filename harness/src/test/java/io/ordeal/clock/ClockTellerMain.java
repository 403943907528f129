package io.ordeal.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Tells the time of day in milliseconds, and the monotonic one in nanoseconds, for each line that it reads. Beside that as
 * many threads as are asked for read the clock as fast as they can.
 */
public final class ClockTellerMain {
    /** What the threads read, so that they do read it; nobody looks at it. */
    @SuppressWarnings("UnusedVariable")
    private static volatile long last;

    private ClockTellerMain() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            Thread reader = new Thread(() -> {
                while (true) {
                    last = System.currentTimeMillis() + System.nanoTime();
                }
            });
            reader.setDaemon(true);
            reader.start();
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(System.currentTimeMillis() + " " + System.nanoTime());
            }
        }
    }
}
