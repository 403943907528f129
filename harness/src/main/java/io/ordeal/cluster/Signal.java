package io.ordeal.cluster;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import io.ordeal.names.NearestNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signal to processes, by the system's own call: no shell is started for it, which on a busy machine takes longer than
 * all the rest of a kill. Where the C library can't be reached, a shell sends it.
 */
public enum Signal {
    /** Ends it at once, and it is not asked. */
    KILL(9, 9),
    /** Stops it where it stands, and it is not asked. */
    STOP(19, 17),
    /** Lets it go on. */
    CONT(18, 19),
    /** Asks it to end, as most servers are asked. */
    TERM(15, 15),
    /** What a terminal's Ctrl-C sends; PostgreSQL drops its clients at it. */
    INT(2, 2),
    /** nginx lets its clients come to an end at it. */
    QUIT(3, 3),
    /** What a closed terminal sends. */
    HUP(1, 1),
    /** For a server to give a meaning to. */
    USR1(10, 30),
    /** Likewise. */
    USR2(12, 31),
    /** Apache's server lets its clients come to an end at it. */
    WINCH(28, 28);

    private static final Logger LOG = LoggerFactory.getLogger(Signal.class);

    private final int onLinux;
    private final int onBsd;

    /**
     * @param onLinux as signal(7) has it for x86 and ARM, and all others that Java runs on
     * @param onBsd and on macOS
     */
    Signal(int onLinux, int onBsd) {
        this.onLinux = onLinux;
        this.onBsd = onBsd;
    }

    /** As people write it, {@code SIGTERM}. */
    public String wire() {
        return "SIG" + name();
    }

    /**
     * The signal of a name.
     *
     * @param text such as {@code SIGTERM}, or {@code TERM}
     * @throws IllegalArgumentException it is none of these; with those that there are, the nearest first
     */
    public static Signal named(String text) {
        for (Signal signal : values()) {
            if (signal.wire().equals(text) || signal.name().equals(text)) {
                return signal;
            }
        }
        throw new IllegalArgumentException(NearestNames.unknown(
                "signal", text, Stream.of(values()).map(Signal::wire).toList()));
    }

    /** Whether a process can do something of its own at it, such as to end in good order. */
    public boolean canBeAnswered() {
        return this != KILL && this != STOP && this != CONT;
    }

    /**
     * Sends it. A process that is gone is no error; one that may not be sent signals is seen by who waits for what it
     * should do.
     *
     * @param targets numbers of processes, or of groups if negative
     */
    void send(Collection<Long> targets) throws IOException, InterruptedException {
        Optional<C> library = Loaded.LIBRARY;
        if (library.isEmpty()) {
            sendByShell(targets);
            return;
        }
        int number = Loaded.IS_LINUX ? onLinux : onBsd;
        for (long target : targets) {
            try {
                library.get().kill(Math.toIntExact(target), number);
            } catch (LastErrorException gone) {
                LOG.trace("process {} was not sent {}", target, this, gone);
            }
        }
    }

    /** As {@link #send}, where there is no other way. */
    void sendByShell(Collection<Long> targets) throws IOException, InterruptedException {
        if (targets.isEmpty()) {
            return;
        }
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$@\" 2>/dev/null", "kill", name(), "--"));
        targets.forEach(target -> command.add(Long.toString(target)));
        Process kill = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        kill.waitFor();
    }

    /** The C library, as far as it is used here. */
    private interface C extends Library {
        int kill(int pid, int signal) throws LastErrorException;
    }

    /** Loaded when first sent. */
    private static final class Loaded {
        static final boolean IS_LINUX =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        static final Optional<C> LIBRARY = load();

        private static Optional<C> load() {
            try {
                return Optional.of(Native.load("c", C.class));
            } catch (LinkageError e) {
                LOG.debug("signals are sent by a shell", e);
                return Optional.empty();
            }
        }
    }
}
