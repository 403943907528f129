package io.ordeal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** What tests ask of processes by their numbers. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Processes() {}

    static List<Long> living(Collection<Long> pids) {
        return pids.stream().filter(Processes::isLiving).toList();
    }

    private static boolean isLiving(long pid) {
        return stateOf(pid) != 'X' && stateOf(pid) != 'Z';
    }

    /** As ps prints it; X if there is no such process. */
    static char stateOf(long pid) {
        try {
            return ProcessTable.Entry.parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")))
                    .state();
        } catch (IOException e) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() ? 'R' : 'X';
        }
    }

    /** Waits until it is so; how long is no matter of the test, but it must become so. */
    static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("%s, within %s", what, PATIENCE).isLessThan(deadline);
            Thread.sleep(5);
        }
    }
}
