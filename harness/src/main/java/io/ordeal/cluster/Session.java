package io.ordeal.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a child gets a session and a process group of its own, so that Ctrl-C in the harness' terminal doesn't reach it and
 * one signal reaches all of its children.
 *
 * <p>{@code setsid} of util-linux or busybox is on every Linux; it keeps the process' number. Where it is missing, as on
 * macOS, a shell's job control gives the child a group of its own at least, and the shell stays beside it as its parent.
 */
public enum Session {
    /** By {@code setsid}: the child is the started process itself. */
    OF_ITS_OWN,
    /** By {@code bash -m}: the child is the only child of the started process. */
    GROUP_ONLY;

    /** What this machine can do. */
    static final Session BEST = setsid().isPresent() ? OF_ITS_OWN : GROUP_ONLY;

    /** Reads one line before it does anything, so that nothing runs that the watchdog has not been told of. */
    private static final String AWAIT_GO = "read -r go || exit 125; exec \"$@\"";

    /** What is started is not spoken to. */
    private static final String NO_INPUT = " </dev/null";

    /** What to put before a command so that it gets a session, if that can be had; it then starts at once. */
    public static List<String> prefix() {
        return setsid().map(path -> List.of(path.toString())).orElse(List.of());
    }

    /**
     * The command that waits for a line on standard input and then becomes the given one.
     *
     * @param spokenTo whether the given one goes on reading that input; a shell's {@code read} takes its own line alone
     */
    List<String> awaiting(List<String> command, boolean spokenTo) {
        String become = AWAIT_GO + (spokenTo ? "" : NO_INPUT);
        List<String> all = new ArrayList<>();
        if (this == OF_ITS_OWN) {
            all.addAll(prefix());
            all.addAll(List.of("/bin/sh", "-c", become, "ordeal"));
        } else {
            all.addAll(List.of("/bin/bash", "-c", inGroup(become), "ordeal"));
        }
        all.addAll(command);
        return all;
    }

    private static String inGroup(String become) {
        return "set -m; { " + become + "; } <&0 & set +m; trap '' HUP INT QUIT TERM; exec </dev/null; wait $!";
    }

    /** The child's number, which is its group's too; empty while it does not exist yet. */
    Optional<Long> leader(Process started) {
        return this == OF_ITS_OWN
                ? Optional.of(started.pid())
                : started.children().findFirst().map(ProcessHandle::pid);
    }

    private static Optional<Path> setsid() {
        for (String folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            Path path = Path.of(folder, "setsid");
            if (Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
