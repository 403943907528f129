package io.ordeal.clock;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether clocks of processes can be shifted on this machine. */
public final class ClockSupport {
    private ClockSupport() {}

    /**
     * Why they can't; empty if they can. Tried once, the first time it is asked, on a process of its own: takes some
     * milliseconds.
     */
    public static Optional<String> refusal() {
        return Tried.REFUSAL;
    }

    /** Why they can't on a system; empty if it may be tried. */
    static Optional<String> refusal(String system, String architecture) {
        if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.of("clocks of processes are shifted on Linux alone, and this is " + system
                    + "; run it on Linux, or in a container there");
        }
        if (!architecture.equals("amd64") && !architecture.equals("x86_64")) {
            return Optional.of("clocks of processes are shifted on x86-64 alone, and this machine is " + architecture
                    + "; run it on such a machine");
        }
        return Optional.empty();
    }

    private static Optional<String> tryOut() {
        Optional<String> elsewhere = refusal(System.getProperty("os.name"), System.getProperty("os.arch"));
        return elsewhere.isPresent() ? elsewhere : tryOnAChild();
    }

    /** A child that waits for input that never comes, and can do nothing wrong. */
    private static Optional<String> tryOnAChild() {
        Process child;
        try {
            child = new ProcessBuilder("/bin/cat").start();
        } catch (IOException e) {
            return Optional.of("whether clocks can be shifted could not be tried: " + e.getMessage());
        }
        try (ProcessMemory memory = ProcessMemory.open(child.pid());
                ProcessClock clock = ProcessClock.of(child.pid())) {
            clock.checkPossible();
            // what is written is what stands there: only the right to do it is asked for
            long vdso = memory.mapping("[vdso]").orElseThrow().from();
            memory.write(vdso, memory.read(vdso, 1));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("clocks of processes can't be shifted on this machine: " + e.getMessage());
        } finally {
            child.destroyForcibly();
            await(child);
        }
    }

    private static void await(Process child) {
        try {
            child.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tried when first asked for. */
    private static final class Tried {
        static final Optional<String> REFUSAL = tryOut();
    }
}
