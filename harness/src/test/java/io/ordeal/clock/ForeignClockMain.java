package io.ordeal.clock;

import java.io.IOException;

/** Tries to open the clock of another user's process, and says what came of it. */
public final class ForeignClockMain {
    private ForeignClockMain() {}

    public static void main(String[] args) throws IOException {
        try (ProcessClock clock = ProcessClock.of(Long.parseLong(args[0]))) {
            System.out.println(clock.isInstalled());
        } catch (ClockException e) {
            System.out.println(e);
        }
    }
}
