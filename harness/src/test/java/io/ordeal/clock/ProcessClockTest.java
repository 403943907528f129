package io.ordeal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.ProcessFamily;
import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.cluster.SpokenToProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clocks of real processes: shifted, read back by themselves, and put right. */
@Timeout(120)
class ProcessClockTest {
    @TempDir
    static Path folder;

    private static SpokenToProcesses processes;

    @BeforeAll
    static void begin() throws IOException {
        processes = SpokenToProcesses.begin();
    }

    @AfterAll
    static void end() {
        processes.close();
    }

    private static void install(SpokenToProcess process) throws Exception {
        untilDone(process, ProcessClock::install);
    }

    private static void remove(SpokenToProcess process) throws Exception {
        untilDone(process, ProcessClock::remove);
    }

    private interface Attempt {
        boolean on(ProcessClock clock) throws IOException;
    }

    /** A thread may stand in the way; the next time it stands elsewhere. */
    private static void untilDone(ProcessFamily family, Attempt attempt) throws Exception {
        boolean[] done = {false};
        while (!done[0]) {
            family.whileStopped(() -> {
                try (ProcessClock clock = ProcessClock.of(family.firstPid().orElseThrow())) {
                    done[0] = attempt.on(clock);
                }
            });
        }
    }

    private static void shift(SpokenToProcess process, ClockShift shift) throws IOException {
        try (ProcessClock clock = ProcessClock.of(process.pid())) {
            clock.shift(shift);
            assertThat(clock.shift()).isEqualTo(shift);
        }
    }

    private static void assertError(ClockTeller teller, Duration error) throws IOException {
        long[] bounds = teller.errorMillis();
        // the millisecond in which it is read has begun before it
        assertThat(error.toMillis()).isBetween(bounds[0] - 1, bounds[1] + 1);
    }

    private static byte[] vdso(SpokenToProcess process) throws IOException {
        try (ProcessMemory memory = ProcessMemory.open(process.pid())) {
            ProcessMemory.Range range = memory.mapping("[vdso]").orElseThrow();
            return memory.read(range.from(), Math.toIntExact(range.to() - range.from()));
        }
    }

    @Test
    void clockOfAJvmJumpsForthAndBackWhileItsMonotonicClockStaysTrue() throws Exception {
        try (ClockTeller teller = new ClockTeller(processes, folder, 0)) {
            byte[] before = vdso(teller.process());
            install(teller.process());
            assertError(teller, Duration.ZERO);
            for (Duration jump : List.of(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(-5),
                    Duration.ofMillis(1_234_567),
                    Duration.ofDays(-3000))) {
                shift(teller.process(), ClockShift.jump(jump));
                assertError(teller, jump);
                long least = System.nanoTime();
                long told = teller.monotonicNanos();
                assertThat(told).isBetween(least, System.nanoTime());
            }
            remove(teller.process());
            assertError(teller, Duration.ZERO);
            assertThat(vdso(teller.process())).isEqualTo(before);
        }
    }

    @Test
    void aClockThatRunsAtHalfItsPaceNeverGoesBackwards() throws Exception {
        try (ClockTeller teller = new ClockTeller(processes, folder, 0)) {
            install(teller.process());
            long from = System.currentTimeMillis();
            shift(teller.process(), ClockShift.drift(-0.5, TimeUnit.MILLISECONDS.toNanos(from)));
            long last = 0;
            long now = from;
            while (now < from + 500) {
                long before = System.currentTimeMillis();
                long least = teller.errorMillis()[0];
                now = System.currentTimeMillis();
                long told = least + now;
                // asked between before and now, it is behind by half of what has passed; each rounds down
                assertThat(told).isBetween(before - (now - from) / 2 - 2, now - (before - from) / 2 + 2);
                assertThat(told + (now - before)).isGreaterThanOrEqualTo(last);
                last = told - (now - before);
            }
        }
    }

    @Test
    void threadsThatReadTheClockAllTheTimeGoAstrayNeither() throws Exception {
        try (ClockTeller teller = new ClockTeller(processes, folder, 4)) {
            byte[] before = vdso(teller.process());
            for (int i = 0; i < 25; i++) {
                install(teller.process());
                shift(teller.process(), ClockShift.jump(Duration.ofSeconds(i)));
                assertError(teller, Duration.ofSeconds(i));
                remove(teller.process());
                assertError(teller, Duration.ZERO);
            }
            assertThat(vdso(teller.process())).isEqualTo(before);
        }
    }

    @Test
    void whatIsInstalledTwiceIsInstalledOnce() throws Exception {
        try (ClockTeller teller = new ClockTeller(processes, folder, 0)) {
            byte[] before = vdso(teller.process());
            install(teller.process());
            shift(teller.process(), ClockShift.jump(Duration.ofSeconds(7)));
            byte[] once = vdso(teller.process());
            install(teller.process());
            assertThat(vdso(teller.process())).isEqualTo(once);
            remove(teller.process());
            remove(teller.process());
            assertThat(vdso(teller.process())).isEqualTo(before);
        }
    }

    @Test
    void aProcessThatRunsIsLeftAlone() throws Exception {
        try (ClockTeller teller = new ClockTeller(processes, folder, 2);
                ProcessClock clock = ProcessClock.of(teller.process().pid())) {
            assertThat(clock.install()).isFalse();
            assertThat(clock.isInstalled()).isFalse();
            assertThatThrownBy(() -> clock.shift(ClockShift.NONE))
                    .isInstanceOf(ClockException.class)
                    .hasMessageContaining("not rewritten");
        }
    }

    /** What a shell starts is a new program: it has a vDSO of its own, and the true time. */
    @Test
    void newProgramsHaveTheTrueTime() throws Exception {
        SpokenToProcess shell = processes.start(
                List.of("/bin/sh", "-c", "while read -r line; do $line; done"),
                Map.of(),
                folder,
                folder.resolve("log"));
        try {
            // until it answers it may still be the program that is going to become the shell
            shell.input().write("echo ready\n".getBytes(StandardCharsets.US_ASCII));
            shell.input().flush();
            assertThat(shell.output().readNBytes(6))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("ready\n");
            install(shell);
            shift(shell, ClockShift.jump(Duration.ofDays(-300)));
            shell.input().write("date +%s\n".getBytes(StandardCharsets.US_ASCII));
            shell.input().flush();
            String date = new String(shell.output().readNBytes(10), StandardCharsets.US_ASCII);
            assertThat(Duration.between(Instant.ofEpochSecond(Long.parseLong(date)), Instant.now()))
                    .isLessThan(Duration.ofDays(1));
        } finally {
            shell.kill();
        }
    }

    @Test
    void whoHasEndedIsToldAsSuch() throws Exception {
        ClockTeller teller = new ClockTeller(processes, folder, 0);
        long pid = teller.process().pid();
        teller.close();
        assertThat(ProcessClock.isAlive(pid)).isFalse();
        assertThatThrownBy(() -> ProcessClock.of(pid)).isInstanceOf(NoSuchFileException.class);
    }

    /** Root may write to anybody's memory: then it is another user who tries. */
    @Test
    void memoryOfAnotherUserIsRefused() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            assertThatThrownBy(() -> ProcessClock.of(1))
                    .isInstanceOf(ClockException.class)
                    .hasMessageContaining("run as the user of the servers, or as root");
            return;
        }
        String main = Path.of(ClockSupport.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        copy(Path.of(main, "io", "ordeal", "clock"), classes.resolve("io/ordeal/clock"));
        copy(Path.of(ClockTeller.classes(), "io", "ordeal", "clock"), classes.resolve("io/ordeal/clock"));
        Process other = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes.toString(),
                        ForeignClockMain.class.getName(),
                        Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("ClockException").contains("run as the user of the servers, or as root");
        assertThat(other.waitFor()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
