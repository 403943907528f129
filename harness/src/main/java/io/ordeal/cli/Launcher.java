package io.ordeal.cli;

import org.jspecify.annotations.Nullable;

/**
 * The script that has started this JVM and waits for it, if one has: {@code ./ordeal}.
 *
 * <p>A JVM that can't start, or that ends by an error that nobody caught, ends with 1, which is the verdict's "invalid". So a
 * launcher is given another number for that, and takes 1 for a failure. A launcher that is killed takes its JVM with it.
 */
final class Launcher {
    /** Its process number, as the launcher gives it. */
    private static final String PROPERTY = "ordeal.launcher";

    /** What a launcher takes for "invalid"; stands in the script too. */
    private static final int INVALID_TO_LAUNCHER = 101;

    private static final long LOOK_EVERY_MILLIS = 200;

    private final @Nullable Long pid = Long.getLong(PROPERTY);

    /** What the JVM is to end with. */
    int statusOf(ExitCode code) {
        return pid != null && code == ExitCode.INVALID ? INVALID_TO_LAUNCHER : code.status();
    }

    /**
     * Watches the launcher, if there is one.
     *
     * @param end ends this JVM, without further ado; called soon after the launcher has been killed, from a thread of its
     *     own
     */
    void dieWithIt(Runnable end) {
        if (pid == null) {
            return;
        }
        long launcher = pid;
        Thread watch = new Thread(
                () -> {
                    while (isParent(launcher)) {
                        try {
                            Thread.sleep(LOOK_EVERY_MILLIS);
                        } catch (InterruptedException nobodyDoes) {
                            return;
                        }
                    }
                    end.run();
                },
                "ordeal-launcher-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static boolean isParent(long launcher) {
        try {
            return ProcessHandle.current()
                    .parent()
                    .map(parent -> parent.pid() == launcher)
                    .orElse(false);
        } catch (OutOfMemoryError asLongAsItLasts) {
            return true;
        }
    }
}
